"""The same options under each account: where they agree whatever one believes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from winset.report.charts.labels import GAP, labels
from winset.report.charts.theme import (
    BETWEEN,
    NARROW,
    SERIES,
    headed,
    layered,
    letters,
    panels,
    rows,
    scale,
    themed,
    wrapped,
)
from winset.report.families import families
from winset.report.reading import ranged
from winset.runs.record import Run
from winset.scenario.case import Case
from winset.scenario.sections import stated_money

BILLION = 1e9
ROOM = 136  # px for labels
END = 10  # px for half a number at the right
MEASURES = (
    ("burden_pv", "Expected cost to all payers"),
    ("host_cvar95", "Left to the host in the worst 5 % of paths"),
)


def accounts(runs: Sequence[Run], case: Case, titles: Sequence[str], width: int) -> Any:
    """Cost and the host's bad case by account and option, in bn.

    Dots: medians over draws; lines: 5th to 95th percentile.

    Parameters
    ----------
    titles : of each run's account, in the same order.
    """
    wide = width > NARROW
    names = [wrapped(title, letters(ROOM - GAP)) for title in titles]
    each = (width - ROOM - BETWEEN) // 2 - END if wide else width - ROOM - END
    drawn = [
        layered(
            *_dots(runs, case, names, column, not wide or i == 0),
            width=each,
            height=26 * len(families(stated_money(case.scenario))) * len(runs),
            title=headed(
                f"{title}, {case.scenario.currency}\u00a0bn",
                each,
                ROOM if i == 0 or not wide else 0,
            ),
        )
        for i, (column, title) in enumerate(MEASURES)
    ]
    return themed(panels(drawn, 2 if wide else 1))


def _dots(
    runs: Sequence[Run], case: Case, names: list[str], column: str, labelled: bool
) -> tuple[Any, ...]:
    money = stated_money(case.scenario)
    mains = [family.main for family in families(money)]
    values = [
        _row(run, label, money.options[name].title, name, column)
        for run, label in zip(runs, names, strict=True)
        for name in mains
    ]
    titles = [money.options[name].title for name in mains]
    hue = alt.Color("option:N", scale=scale(titles, (SERIES * len(mains))[: len(mains)]))
    y = alt.Y("account:N", sort=names, title=None, axis=None)
    offset = alt.YOffset("option:N", sort=titles)
    numbers = alt.Axis(tickCount=4, domain=False, ticks=False, format="~r")
    x = alt.X(type="quantitative", title=None, axis=numbers, scale=alt.Scale(zero=True))
    chart = alt.Chart(rows(values))
    span = chart.mark_rule(strokeWidth=3, opacity=0.45, strokeCap="round").encode(
        x=x.field("low"), x2=alt.X2("high:Q"), y=y, yOffset=offset, color=hue
    )
    dot = chart.mark_circle(size=80, opacity=1).encode(x=x.field("mid"), y=y, yOffset=offset,
                                                       color=hue)  # fmt: skip
    return span, dot, *(labels(names, "account") if labelled else ())


def _row(run: Run, account: str, title: str, option: str, column: str) -> dict[str, Any]:
    found = ranged(run, "options", column, option=option)
    return {
        "account": account,
        "option": title,
        "low": found.low / BILLION,
        "mid": found.mid / BILLION,
        "high": found.high / BILLION,
    }
