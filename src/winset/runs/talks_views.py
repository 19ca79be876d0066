"""The talks of a run as tables that people ask for: month by month, option by option."""

from __future__ import annotations

import pandas as pd

from winset.runs.coupling.frame import ANY
from winset.runs.ranges import HIGH, LOW
from winset.runs.record import Run
from winset.runs.talks_reading import nodes, tells

MONTHLY = {
    "talks_months": ("held", "held_by", "agreed", "in_force", "base_rate"),
    "talks_margin": ("static", "dynamic"),
}
ENDS = {"low": LOW, "mid": 0.5, "high": HIGH}


def talks_by_month(run: Run, given: str = ANY) -> pd.DataFrame:
    """The talks month by month: the median over draws, and the 5th and 95th percentile.

    Parameters
    ----------
    given : what is decided about the money, by the option's name; "any": whatever is.

    Returns
    -------
    A row per month, counted from the scenario's day; columns are pairs (result, low | mid | high):
    `held` in the month, `held_by` at least once by its end (only where nothing is given), `agreed`
    by its end, `in_force` once approved where that is asked, `base_rate` of the reference
    class (only where one is stated), and the agreement margins `static` and `dynamic` on the scale
    of values, 0 to 1.

    Raises
    ------
    KeyError : the run has no talks, or nothing of that name is decided in them.
    """
    known = (ANY, *nodes(run.tables)) if tells(run.tables) else ()
    if given not in known:
        raise KeyError(f"no talks given {given!r}; the run has {', '.join(known) or 'no talks'}")
    found = {}
    for name, columns in MONTHLY.items():
        table = run.tables[name]
        by_month = table[table["node"] == given].groupby("month")
        for column in columns:
            for end, share in ENDS.items():
                found[column, end] = by_month[column].quantile(share)
    frame = pd.DataFrame(found).dropna(axis=1, how="all")
    frame.columns.names = ["result", "over draws"]
    return frame
