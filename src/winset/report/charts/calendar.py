"""An axis of months, with as many written out as there is room for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import altair as alt

from winset.report.figures import month
from winset.timegrid import TimeGrid, first_day

ROOM = 52  # px for a month's name


def calendar(grid: TimeGrid, values: Sequence[dict[str, Any]], width: int) -> alt.X:
    """The axis for rows that hold a `month`, counted from `as_of`."""
    last = max(row["month"] for row in values)
    every = next(n for n in (1, 3, 6, 12, 24, 48, 96) if last / n * ROOM < width)
    written = [m for m in range(last + 1) if (first_day(grid, m).month - 1) % every == 0]
    words = {m: month(grid, m, short=True).replace(" ", "\n") for m in written}
    axis = alt.Axis(
        values=written,
        labelExpr=f"split({json.dumps(words)}[datum.value], '\\n')",
        labelAngle=0,
        grid=False,
    )
    return alt.X("month:Q", title=None, axis=axis, scale=alt.Scale(domain=[0, last], nice=False))
