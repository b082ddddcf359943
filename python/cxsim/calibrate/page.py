"""A fit in words: as text for a terminal, as HTML for a notebook or a page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..parameters import find_row
from ..wording import number

if TYPE_CHECKING:
    from .calibration import Calibration

LARGEST = 8  # residuals shown
YEARS_SHOWN = 12  # months between rows of survival


def text(fit: Calibration) -> str:
    """Return the report as text.

    >>> import cxsim as cx
    >>> fit = cx.calibrate(cx.load_example("telecom"), cx.load_survival("telecom"), people=300)
    >>> text(fit).splitlines()[0]
    'Telecom example, fitted'
    """
    parts = [f"{fit.start.name}, fitted"]
    parts += [f"{key}: {words}" for key, words in fit.summary().items()]
    parts += [f"\n{title}\n{_plain(table)}" for title, table in _tables(fit).items()]
    parts += ["", *(f"- {note}" for note in fit.notes)]
    return "\n".join(parts)


def html(fit: Calibration) -> str:
    """Return the report as a part of a page.

    >>> import cxsim as cx
    >>> fit = cx.calibrate(cx.load_example("telecom"), cx.load_survival("telecom"), people=300)
    >>> html(fit).startswith("<h4>Telecom example, fitted</h4>")
    True
    """
    heads = "".join(f"<p>{escape(key)}: {escape(words)}</p>" for key, words in fit.summary().items())
    tables = "".join(f"<h5>{escape(title)}</h5>{table.map(_cell).to_html()}" for title, table in _tables(fit).items())
    notes = "".join(f"<li>{escape(note)}</li>" for note in fit.notes)
    return f'<h4>{escape(fit.start.name)}, fitted</h4>{heads}{tables}<ul class="notes">{notes}</ul>'


def _tables(fit: Calibration) -> dict[str, pd.DataFrame]:
    """Return the tables of a report by their titles."""
    units = [row.unit if (row := find_row(path)) else "" for path in fit.params_]
    tables = {"Parameters, 95 % intervals": fit.table().assign(unit=units)}
    forecast, survival = fit.forecast(), fit.survival()
    if len(forecast):
        tables["Mean absolute error of the months after those fitted, percentage points"] = forecast
    if len(survival):
        tables["Survival, per cent"] = survival[survival.index.to_numpy() % YEARS_SHOWN == 0]
    of_data = {target.name: target.unit for target in fit.targets}
    residuals = fit.residuals().assign(unit=lambda frame: frame["data"].map(of_data))
    order = residuals["residual"].abs().sort_values(ascending=False).index[:LARGEST]
    tables["Largest residuals, in standard errors"] = residuals.loc[order].set_index(["data", "segment", "at"])
    return tables


def _plain(table: pd.DataFrame) -> str:
    return str(table.map(_cell).to_string())


def _cell(value: object) -> str:
    """Return a number to three decimals, small ones to three digits."""
    if not isinstance(value, (float, int)):
        return str(value)
    small = 0 < abs(value) < 0.1
    return f"{value:.3g}".replace("-", "−") if small and np.isfinite(value) else number(float(value), 3)
