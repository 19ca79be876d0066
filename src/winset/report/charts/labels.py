"""Labels of rows, in several lines each and centred on their row, which axes cannot do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from winset.report.charts.theme import at, colour, rows

LINE = 13.5  # px from one line to the next
GAP = 8  # px from the labels to the rows


def labels(names: Sequence[str], field: str) -> list[Any]:
    """Text marks at the left of the rows of a chart whose y axis is left out.

    Parameters
    ----------
    names : the rows from top to bottom, with line feeds where they break.
    field : the name of the column that holds them.
    """
    y = alt.Y(f"{field}:N", sort=list(names), title=None, axis=None)
    lines = [
        (name, line, (i - (name.count("\n")) / 2) * LINE)
        for name in names
        for i, line in enumerate(name.split("\n"))
    ]
    marks = []
    for offset in dict.fromkeys(offset for _, _, offset in lines):
        values = [{field: name, "line": line} for name, line, at in lines if at == offset]
        chart = alt.Chart(rows(values)).mark_text(
            align="right", baseline="middle", dy=offset, fontSize=12, color=colour("ink")
        )
        marks.append(chart.encode(x=at(-GAP), y=y, text=alt.Text("line:N")))
    return marks
