"""When the beneficiary's money ends: the chance that it has, by month and option."""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import numpy as np

from winset.report.charts.theme import NARROW, SERIES, colour, panels, rows, themed, wrapped
from winset.report.families import families, nothing_of
from winset.report.figures import month
from winset.report.reading import rows as table_rows
from winset.runs.record import Run
from winset.scenario.case import Case
from winset.timegrid import TimeGrid, first_day

MARGIN = 44  # px for the axis of a panel


def months_of_cash(run: Run, case: Case, grid: TimeGrid, width: int) -> Any:
    """The chance that a need has gone unmet by each month, a panel for each option.

    The line is the median over draws, the band the 5th to 95th percentile; the chance itself is
    over paths. In grey, what happens if nothing is agreed. Variants are left out: their money
    flows as their main option's does.
    """
    money = case.scenario.money
    nothing = nothing_of(money)
    mains = [family.main for family in families(money)]
    beside = 1 if width <= NARROW else min(3, len(mains))
    each = width // beside - MARGIN
    ground = [_line(_curve(run, nothing), "grey", grid, each)] if nothing else []
    drawn = [
        alt.layer(*ground, *_band(_curve(run, name), hue, grid, each)).properties(
            width=each,
            height=130,
            title=wrapped(money.options[name].title, each // 7).split("\n"),
        )
        for name, hue in zip(mains, SERIES * len(mains), strict=False)
    ]
    return themed(panels(drawn, beside))


def _curve(run: Run, option: str) -> list[dict[str, Any]]:
    found = table_rows(run, "months", option=option)
    wide = found.pivot_table(index="month", columns="draw", values="chance_out")
    low, mid, high = np.quantile(wide.to_numpy(), [0.05, 0.5, 0.95], axis=1)
    return [
        {"month": int(m), "low": float(low[i]), "mid": float(mid[i]), "high": float(high[i])}
        for i, m in enumerate(wide.index)
    ]


def _band(values: list[dict[str, Any]], hue: str, grid: TimeGrid, width: int) -> list[Any]:
    band = alt.Chart(rows(values)).mark_area(
        opacity=0.25, interpolate="monotone", color=colour(hue)
    )
    encoded = band.encode(x=_calendar(grid, values, width), y=_chance("low"), y2="high:Q")
    return [encoded, _line(values, hue, grid, width)]


def _line(values: list[dict[str, Any]], hue: str, grid: TimeGrid, width: int) -> Any:
    line = alt.Chart(rows(values)).mark_line(
        strokeWidth=2.5, interpolate="monotone", color=colour(hue), clip=True
    )
    return line.encode(x=_calendar(grid, values, width), y=_chance("mid"))


def _chance(field: str) -> alt.Y:
    axis = alt.Axis(format="%", values=[0, 0.5, 1], domain=False, ticks=False)
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[0, 1]), axis=axis, title=None)


def _calendar(grid: TimeGrid, values: list[dict[str, Any]], width: int) -> alt.X:
    """An axis of months with as many written out as there is room for."""
    last = max(row["month"] for row in values)
    every = next(n for n in (3, 6, 12, 24, 48) if last / n * 50 < width)
    written = [m for m in range(last + 1) if (first_day(grid, m).month - 1) % every == 0]
    words = {m: month(grid, m, short=True).replace(" ", "\n") for m in written}
    axis = alt.Axis(
        values=written,
        labelExpr=f"split({json.dumps(words)}[datum.value], '\\n')",
        labelAngle=0,
        grid=False,
    )
    return alt.X("month:Q", title=None, axis=axis, scale=alt.Scale(domain=[0, last], nice=False))
