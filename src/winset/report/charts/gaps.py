"""Needs that go unmet, month by month, under each option and if nothing is agreed."""

from __future__ import annotations

from typing import Any

import altair as alt

from winset.report.charts.calendar import calendar
from winset.report.charts.months_of_cash import by_month
from winset.report.charts.theme import (
    BETWEEN,
    NARROW,
    SERIES,
    colour,
    headed,
    layered,
    panels,
    rows,
    themed,
)
from winset.report.families import families, nothing_of
from winset.runs.record import Run
from winset.scenario.case import Case
from winset.scenario.sections import stated_money
from winset.timegrid import TimeGrid

BILLION = 1e9
MARGIN = 36  # px for the axis of a panel


def gaps(run: Run, case: Case, grid: TimeGrid, width: int) -> Any:
    """Expected unmet needs by month, in bn, a panel for each option; in grey with nothing agreed.

    Line: median over draws; band: 5th to 95th percentile.
    """
    money = stated_money(case.scenario)
    nothing = nothing_of(money)
    mains = [family.main for family in families(money)]
    curves = {name: by_month(run, name, "gap", BILLION) for name in mains}
    ground = by_month(run, nothing, "gap", BILLION) if nothing else []
    top = max(row["high"] for values in (ground, *curves.values()) for row in values)
    beside = 1 if width <= NARROW else min(3, len(mains))
    each = (width - BETWEEN * (beside - 1)) // beside - MARGIN
    drawn = [
        layered(
            *([_line(ground, "grey", grid, each, top)] if ground else []),
            _band(curves[name], hue, grid, each, top),
            _line(curves[name], hue, grid, each, top),
            width=each,
            height=130,
            title=headed(money.options[name].title, each),
        )
        for name, hue in zip(mains, SERIES * len(mains), strict=False)
    ]
    return themed(panels(drawn, beside))


def _line(values: list[dict[str, Any]], hue: str, grid: TimeGrid, width: int, top: float) -> Any:
    line = alt.Chart(rows(values)).mark_line(strokeWidth=2.2, color=colour(hue))
    return line.encode(x=calendar(grid, values, width), y=_amount("mid", top))


def _band(values: list[dict[str, Any]], hue: str, grid: TimeGrid, width: int, top: float) -> Any:
    band = alt.Chart(rows(values)).mark_area(opacity=0.25, color=colour(hue))
    return band.encode(x=calendar(grid, values, width), y=_amount("low", top), y2=alt.Y2("high:Q"))


def _amount(field: str, top: float) -> alt.Y:
    axis = alt.Axis(tickCount=3, domain=False, ticks=False, format="~r")
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[0, top], nice=True), axis=axis, title=None)
