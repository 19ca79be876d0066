"""Tables that people ask of a run: options side by side, the burden of each member."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from winset.runs.ranges import HIGH, LOW
from winset.runs.record import Run

Unit = Literal["money", "% GDP", "per head"]
SIDE_BY_SIDE = {
    "paid_out": "paid out",
    "burden_pv": "burden",
    "host_peak": "host exposure",
    "host_cvar95": "host, worst 5 %",
    "months_added": "months added",
    "chance_of_call": "chance of a call",
}


def options(run: Run) -> pd.DataFrame:
    """Options side by side: the median over draws, and the 5th and 95th percentile.

    Returns
    -------
    A row per option; columns are pairs (result, low | mid | high), money in whole units of the
    scenario's currency, chances in 0-1.

    Raises
    ------
    KeyError : the scenario is about talks alone.
    """
    if "options" not in run.tables:
        raise KeyError(f"a run of {run.record.scenario} has no options: it states no money")
    grouped = run.tables["options"].groupby("option", sort=False)[list(SIDE_BY_SIDE)]
    ends = {
        "low": grouped.quantile(LOW),
        "mid": grouped.quantile(0.5),
        "high": grouped.quantile(HIGH),
    }
    table = pd.concat(
        {end: rows.rename(columns=SIDE_BY_SIDE) for end, rows in ends.items()}, axis=1
    )
    table.columns.names = ["over draws", "result"]
    order = [(result, end) for result in SIDE_BY_SIDE.values() for end in ends]
    return table.swaplevel(axis=1)[order]


def burden(run: Run, option: str, unit: Unit = "money") -> pd.DataFrame:
    """What an option costs each payer, the dearest first.

    Parameters
    ----------
    unit : `money` (the scenario's currency), `% GDP` or `per head`.

    Returns
    -------
    A row per payer: `expected` (present value, mean over paths, median over draws) with its `low`
    and `high` over draws, `tail` (mean of the worst 5 % of paths), `contingent` (the most it can
    be asked for) and `own_debt` (what it pays more on its own debt, in none of the others).

    Raises
    ------
    KeyError : the run has no such option.
    """
    members = run.tables["members"]
    rows = members[members["option"] == option]
    if rows.empty:
        known = ", ".join(run.tables["notes"]["option"])
        raise KeyError(f"no option {option!r}; the run has {known}")
    grouped = rows.groupby("payer", sort=False)
    table = pd.DataFrame(
        {
            "expected": grouped["pv_mean"].median(),
            "low": grouped["pv_mean"].quantile(LOW),
            "high": grouped["pv_mean"].quantile(HIGH),
            "tail": grouped["pv_cvar95"].median(),
            "contingent": grouped["contingent_peak"].median(),
            "own_debt": grouped["own_yield_pv"].median(),
        }
    )
    return table.div(_per(run, unit), axis=0).sort_values("expected", ascending=False)


def _per(run: Run, unit: Unit) -> pd.Series:
    payers = run.tables["payers"].set_index("payer")
    if unit == "money":
        return pd.Series(1.0, index=payers.index)
    return payers["gdp"] / 100 if unit == "% GDP" else payers["population"]
