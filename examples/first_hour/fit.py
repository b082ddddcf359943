"""Fits Lark Mobile to its (made-up) data, and holds it against the churn that the fit has not seen."""

import pandas as pd

import cxsim as cx

stayed = cx.targets.survival(
    "cohort.csv",
    columns={"segment": "Plan", "month": "Month", "share": "Still here", "size": "Joined"},
    percent=True,
)
calls = cx.targets.contacts("contacts.csv")
answers = cx.targets.nps("nps.csv")
free = [
    "segments.*.base_hazard",
    "segments.*.tenure_effect.0",
    "segments.*.journey_rate.get_help",
    "survey.level",
]
fit = cx.calibrate(cx.load("company.yaml"), [stayed, calls, answers], free=free, people=5_000)
print(fit.report())
fit.write("fitted.yaml")

months = pd.read_csv("churn.csv", comment="#").groupby("Plan").sum(numeric_only=True)
today = cx.simulate(cx.load("fitted.yaml"), months=6, people=5_000, replications=4)
simulated = today.metric("churn", by=["segment"]).mean("replication").to_series()
print("\nChurn, % a month, which the fit has not seen")
print(pd.DataFrame({"observed": 100 * months["Left"] / months["Customers"], "simulated": simulated}).round(2))
