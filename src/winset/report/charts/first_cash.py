"""The chance that cash has come by each month, against the month the money ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from winset.report.charts.calendar import calendar
from winset.report.charts.theme import (
    LINES,
    SERIES,
    colour,
    layered,
    rows,
    scale,
    themed,
    wrapped,
)
from winset.runs.results import Range
from winset.timegrid import TimeGrid

SETTLED = 0.99  # of its last chance: after that nothing more is to be seen


@dataclass(frozen=True, slots=True)
class Curve:
    """The chance that cash has come by each month, 0-1: mean, 5th and 95th percentile."""

    title: str
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


def first_cash(found: Sequence[Curve], ends: Range | None, grid: TimeGrid, width: int) -> Any:
    """A line with a band for each option, and in grey the month in which the money ends."""
    titles = [wrapped(curve.title, width // 7) for curve in found]
    last = max((*map(_settled, found), round(ends.mid) if ends else 0)) + 2
    values = [
        {"option": title, "month": m, "mid": curve.mean[m], "low": curve.low[m],
         "high": curve.high[m]}
        for title, curve in zip(titles, found, strict=True)
        for m in range(min(last + 1, len(curve.mean)))
    ]  # fmt: skip
    legend = alt.Legend(labelExpr=LINES, symbolType="stroke", symbolStrokeWidth=3)
    hues = (SERIES * len(titles))[: len(titles)]
    hue = alt.Color("option:N", scale=scale(titles, hues), sort=titles, legend=legend)
    x = calendar(grid, values, width)
    chart = alt.Chart(rows(values))
    band = chart.mark_area(opacity=0.2).encode(
        x=x, y=_chance("low"), y2=alt.Y2("high:Q"), color=hue
    )
    line = chart.mark_line(strokeWidth=2.5).encode(x=x, y=_chance("mid"), color=hue)
    layers = [*(_ends(ends, last) if ends else ()), band, line]
    return themed(layered(*layers, width=width - 55, height=190))


def _settled(curve: Curve) -> int:
    """The month after which a curve rises no more."""
    return next(m for m, value in enumerate(curve.mean) if value >= SETTLED * curve.mean[-1])


def _ends(ends: Range, last: int) -> tuple[Any, Any]:
    """When the money ends: its range as a stretch, its middle as a line."""
    data = rows([{"month": ends.mid, "low": ends.low, "high": min(ends.high, last)}])
    chart, place = alt.Chart(data), alt.Scale(domain=[0, last], nice=False)
    stretch = chart.mark_rect(color=colour("grey"), opacity=0.22).encode(
        x=alt.X("low:Q", scale=place, title=None), x2=alt.X2("high:Q")
    )
    middle = chart.mark_rule(color=colour("grey"), strokeWidth=2, strokeDash=[4, 3]).encode(
        x=alt.X("month:Q", scale=place, title=None)
    )
    return stretch, middle


def _chance(field: str) -> alt.Y:
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], domain=False, ticks=False)
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[0, 1]), axis=axis, title=None)
