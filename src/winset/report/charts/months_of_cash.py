"""When the beneficiary's money ends: the chance that it has, by month and option."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np

from winset.report.charts.calendar import calendar
from winset.report.charts.theme import LINES, SERIES, layered, rows, scale, themed, wrapped
from winset.report.families import families, nothing_of
from winset.report.reading import block
from winset.runs.record import Run
from winset.scenario.case import Case
from winset.scenario.sections import stated_money
from winset.timegrid import TimeGrid

SURE = 0.99  # above this nothing more is to be seen
ALIKE = 0.02  # curves that are nowhere further apart than this are drawn as one


def months_of_cash(run: Run, case: Case, grid: TimeGrid, width: int) -> Any:
    """The chance that a need has gone unmet by each month, for each option.

    The line is the median over draws, the band the 5th to 95th percentile; the chance itself is
    over paths. Options under which it is the same share one line; variants are left out, because
    their money flows as their main option's does.
    """
    groups = alike(run, case)
    titles = [_together(case, group, width // 7) for group in groups]
    values = [
        {**row, "option": title}
        for group, title in zip(groups, titles, strict=True)
        for row in _curve(run, group[0])
    ]
    last = 3 + max((row["month"] for row in values if row["low"] < SURE), default=0)
    values = [row for row in values if row["month"] <= last]
    colours = ("grey", *SERIES * len(groups))[: len(groups)]
    legend = alt.Legend(labelExpr=LINES, symbolType="stroke", symbolStrokeWidth=3)
    hue = alt.Color("option:N", scale=scale(titles, colours), sort=titles, legend=legend)
    x = calendar(grid, values, width)
    chart = alt.Chart(rows(values))
    band = chart.mark_area(opacity=0.2).encode(
        x=x, y=_chance("low"), y2=alt.Y2("high:Q"), color=hue
    )
    line = chart.mark_line(strokeWidth=2.5).encode(x=x, y=_chance("mid"), color=hue)
    return themed(layered(band, line, width=width - 55, height=190))


def _together(case: Case, group: Sequence[str], letters: int) -> str:
    """The titles of options that share a line, broken into lines."""
    titles = [stated_money(case.scenario).options[name].title for name in group]
    return wrapped("; ".join(titles), letters)


def alike(run: Run, case: Case) -> list[list[str]]:
    """Options grouped by when their money ends, nothing first; without variants."""
    money = stated_money(case.scenario)
    nothing = nothing_of(money)
    groups: list[tuple[np.ndarray[Any, Any], list[str]]] = []
    for name in (*([nothing] if nothing else []), *(f.main for f in families(money))):
        chances = np.array([row["mid"] for row in _curve(run, name)])
        near = (group for curve, group in groups if np.abs(curve - chances).max() < ALIKE)
        group = next(near, None)
        if group is None:
            groups.append((chances, [name]))
        else:
            group.append(name)
    return [group for _, group in groups]


def _curve(run: Run, option: str) -> list[dict[str, Any]]:
    return by_month(run, option, "chance_out", 1.0)


def by_month(run: Run, option: str, column: str, unit: float) -> list[dict[str, Any]]:
    """A column of the table of months as rows of low, mid and high over draws."""
    found = block(run, "months", column, "month", option=option)
    months = sorted(found)
    wide = np.stack([found[month] for month in months]) / unit
    ends = np.quantile(wide, [0.05, 0.5, 0.95], axis=1).T.tolist()
    return [
        {"month": int(month), "low": low, "mid": mid, "high": high}
        for month, (low, mid, high) in zip(months, ends, strict=True)
    ]


def _chance(field: str) -> alt.Y:
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], domain=False, ticks=False)
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[0, 1]), axis=axis, title=None)
