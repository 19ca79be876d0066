"""The agreement margin by month: whether any package is better for all than what each has else."""

from __future__ import annotations

from typing import Any

import altair as alt

from winset.report.charts.calendar import calendar
from winset.report.charts.curves import Curve, panel
from winset.report.charts.theme import colour, rows, themed
from winset.runs.talks_reading import Tables, by_month
from winset.timegrid import TimeGrid

STATIC, DYNAMIC = (
    "Against a table that stays shut (static)",
    "Against what each would do next (dynamic)",
)
POINTS = 100  # of the scale of values


def talks_margin(tables: Tables, grid: TimeGrid, width: int) -> Any:
    """Both margins with their ranges over draws, and a line at nought."""
    table, room = tables["talks_margin"], width - 45
    found = [
        Curve(STATIC, POINTS * by_month(table, "static", node="any"), "blue"),
        Curve(DYNAMIC, POINTS * by_month(table, "dynamic", node="any"), "red"),
    ]
    axis = alt.Axis(tickCount=6, domain=False, ticks=False)
    y = alt.Y(type="quantitative", axis=axis, title=None)
    x = calendar(grid, [{"month": len(found[0].values) - 1}], room)
    nought = alt.Chart(rows([{"at": 0.0}])).mark_rule(color=colour("ink"), strokeWidth=1.2)
    return themed(panel(found, x, "", room, 210, y, [nought.encode(y=y.field("at"))]))
