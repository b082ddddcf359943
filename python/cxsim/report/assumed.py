"""What was assumed: levers with effects and costs, settings, and where the company's numbers are from."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from ..lever_words import COSTS, FIXED, amounts, faded, paced, unit_of
from ..wording import counted, money, number, spaced

if TYPE_CHECKING:
    from ..compare import Comparison

Record = Mapping[str, Any]
MEANINGS = {
    "published": "from a publication",
    "textbook": "from a textbook",
    "fitted": "fitted to data",
    "assumed": "assumed: a judgment",
    "unsourced": "without a source",
}


def levers_of(comparison: Comparison, label: str) -> list[Record]:
    """Return the levers of a scenario as records."""
    return [*comparison.results[label].levers]


def lever_table(comparison: Comparison) -> str:
    """Return what each scenario changes and costs, as a table."""
    rows = "".join(_scenario(comparison, label) for label in comparison.labels)
    heads = ("scenario", "what changes, at the stated spend", "stated cost", "spent here", "pace", "from")
    head = "".join(f'<th scope="col">{one}</th>' for one in heads)
    return f'<table class="levers"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _scenario(comparison: Comparison, label: str) -> str:
    levers = levers_of(comparison, label)
    total = float(comparison.results[label].data["lever_cost"].sum("month").mean())
    if not levers:
        return f'<tr><th scope="row">{escape(label)}</th><td colspan="5">nothing</td></tr>'
    first = f'<th scope="row" rowspan="{len(levers)}">{escape(label)}<small>{money(total)} in all</small></th>'
    rows = [f"{first if place == 0 else ''}{_cells(lever)}" for place, lever in enumerate(levers)]
    return "".join(f"<tr>{row}</tr>" for row in rows)


def _cells(lever: Record) -> str:
    moves = "<br>".join(_move(target) for target in lever["targets"])
    stated = "<br>".join(_stated(lever[key], words) for key, words in COSTS.items() if lever[key]["likely"])
    size = lever["multiple"] * lever["units"] * lever["scale"]
    spent = "<br>".join(f"{money(size * lever[key]['likely'])} {COSTS[key]}" for key in COSTS if lever[key]["likely"])
    times = f"{spent or 'nothing'}<small>{number(lever['multiple'])} × the stated</small>{_response(lever)}"
    each = f"<small>for each of {lever['units']} touchpoints</small>" if lever["units"] > 1 else ""
    each += f"<small>in a market of {lever['stated_for']:,.0f} people</small>" if lever["stated_for"] else ""
    origin = f"<b>{escape(lever['provenance'])}</b><small>{escape(_reason(lever))}</small>"
    cells = (("what changes", moves), ("stated cost", (stated or "nothing") + each), ("spent here", times))
    rest = (("pace", _pace(lever)), ("from", origin))
    return "".join(f'<td data-name="{name}">{text}</td>' for name, text in (*cells, *rest))


def _response(lever: Record) -> str:
    """Return what the sum spent does to the effect."""
    if lever["response"] == "fixed":
        return f"<small>{FIXED}.</small>"
    return f"<small>which gives {number(lever['reached'])} × the effect</small>"


def _reason(lever: Record) -> str:
    return str(lever["source"]).removeprefix(f"{lever['provenance']}: ")


def _stated(cost: Record, words: str) -> str:
    return f"{money(cost['likely'])} [{money(cost['low'])}, {money(cost['high'])}] {words}"


def _move(target: Record) -> str:
    """Return what a target moves, and by how much: likely, low and high."""
    operation, effect = target["operation"], target["effect"]
    low, likely, high = amounts(operation, [effect[key] for key in ("low", "likely", "high")])
    spread = f" [{low}, {high}]" if effect["low"] < effect["high"] else ""
    return f"<code>{escape(target['path'])}</code> {likely}{spread} {escape(unit_of(target['path'], operation))}"


def _pace(lever: Record) -> str:
    start = f"from month {lever['from_']:g}: " if lever["from_"] else ""
    fades = f"{faded(lever['depreciation'])} after the spending stops"
    end = f"in month {lever['until']:g}" if lever["until"] else "not here"
    return f"{start}{paced(lever['delay'], lever['ramp'])}<small>{fades}: {end}</small>"


def setting_table(comparison: Comparison) -> str:
    """Return how the study was run, as a table of two columns."""
    settings, data = comparison.settings, comparison.results[comparison.baseline].data
    rows = {
        "company": data.attrs["company"],
        "horizon": _horizon(int(str(settings["steps"])), int(data.attrs["steps_per_year"])),
        "people simulated": f"{settings['people']:,} in each replication; {_weights(comparison)}",
        "replications": settings["replications"],
        "seed": settings["seed"],
        "start": {"steady": "a market that has settled", "cohort": "everybody joins in month 0"}[
            str(settings["start"])
        ],
        "interactions": "on" if settings["interactions"] else "off: every person is a world alone",
        "customers at the start": f"{float(data['customers'].isel(month=0).sum('segment').mean()):,.0f}",
    }
    if comparison.doubt:
        rows["doubt"] = f"{comparison.doubt.draws.shape[1]} numbers drawn anew in each replication"
    return _pairs(rows)


def _horizon(steps: int, a_year: int) -> str:
    """Return the length of a run in months, and its steps where these are others.

    >>> _horizon(36, 12), _horizon(52, 52)
    ('36 months', '12 months in 52 steps')
    """
    months = counted(steps * 12 / a_year, "month")
    return months if a_year == 12 else f"{months} in {counted(steps, 'step')}"


def _weights(comparison: Comparison) -> str:
    """Return how many real people a simulated one stands for."""
    segments = comparison.results[comparison.baseline].data["segment"].to_numpy()
    shown = [number(float(weight), 0 if weight >= 10 else 1) for weight in comparison.weights]
    if len(set(shown)) == 1:
        return f"each stands for {shown[0]} real ones"
    each = ", ".join(f"{spaced(str(name))} {weight}" for name, weight in zip(segments, shown, strict=True))
    return f"each stands for so many real ones: {each}"


def summary(comparison: Comparison) -> str:
    """Return what a reader must know was assumed, in a few lines.

    >>> import cxsim as cx
    >>> telecom = cx.load_example("telecom")
    >>> study = cx.compare(telecom, ["today", cx.levers.redesign("help_desk")], months=2, people=300, replications=2)
    >>> summary(study).count("<li>")
    4
    """
    settings, attributes = comparison.settings, comparison.results[comparison.baseline].data.attrs
    counts: dict[str, int] = json.loads(attributes["provenance"])
    every = [lever for label in comparison.labels for lever in levers_of(comparison, label)]
    levers = [
        lever for place, lever in enumerate(every) if lever not in every[:place]
    ]  # one may be in several scenarios
    origins, replications = Counter(_kind(each) for each in levers), int(str(settings["replications"]))
    simulated = (
        f"{settings['people']:,} people, {counted(replications, 'replication')}, same people and luck in all worlds"
    )
    lines = {
        f"Effects and costs of {counted(len(levers), 'lever')}": _tally(origins),
        "The company": f"{sum(counts.values()):,} numbers, {_tally(counts)}",
        "Simulated": simulated,
        "Left out": "doubt about what was assumed: intervals hold luck only; and money after the horizon",
    }
    return f"<ul>{''.join(f'<li><b>{name}</b>: {line}.</li>' for name, line in lines.items())}</ul>"


def _kind(lever: Record) -> str:
    return str(lever["provenance"])


def _tally(counts: Mapping[str, int]) -> str:
    """Return how many are from where: 12 published, 200 assumed."""
    return ", ".join(f"{counts[kind]:,} {kind}" for kind in MEANINGS if counts.get(kind)) or "none"


def number_table(comparison: Comparison) -> str:
    """Return where the company's numbers are from, and those that do not say."""
    attributes = comparison.results[comparison.baseline].data.attrs
    counts: Record = json.loads(attributes["provenance"])
    unsourced: list[str] = json.loads(attributes["unsourced"])
    rows = {meaning: f"{counts[kind]:,}" for kind, meaning in MEANINGS.items() if counts.get(kind)}
    listed = ", ".join(f"<code>{escape(path)}</code>" for path in unsourced)
    return _pairs(rows) + (f"<p>Given without a source: {listed}.</p>" if listed else "")


def _pairs(rows: Mapping[str, object]) -> str:
    cells = (f'<tr><th scope="row">{escape(name)}</th><td>{escape(str(text))}</td></tr>' for name, text in rows.items())
    return f'<table class="pairs"><tbody>{"".join(cells)}</tbody></table>'
