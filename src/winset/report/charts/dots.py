"""Dots with ranges: the piece from which the comparing charts are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from winset.report.charts.labels import labels
from winset.report.charts.theme import colour, headed, layered, rows
from winset.runs.results import Range

ROW = 48  # px


@dataclass(frozen=True, slots=True)
class Dot:
    """One line of such a chart.

    Attributes
    ----------
    label : at its left.
    values : the range, in the unit of the axis.
    text : the middle in words, written above the dot.
    hue : the name of a colour.
    """

    label: str
    values: Range
    text: str
    hue: str = "blue"


def dots(
    lines: Sequence[Dot], names: Sequence[str], title: str, width: int, room: int, form: str = "~s"
) -> Any:
    """A dot at the median, a line from the 5th to the 95th percentile, line by line.

    Parameters
    ----------
    names : the rows from top to bottom; those without a line stay empty.
    title : of the panel, with its unit.
    width : px, labels not counted.
    room : px for labels at the left; 0: none are written. form : of the numbers on the axis.
    """
    values: list[dict[str, Any]] = [
        {
            "label": each.label,
            "low": each.values.low,
            "mid": each.values.mid,
            "high": each.values.high,
            "text": each.text,
            "hue": colour(each.hue),
        }
        for each in lines
    ]
    top = max((row["high"] for row in values), default=1.0) or 1.0
    chart = alt.Chart(rows(values))
    y = alt.Y("label:N", sort=list(names), title=None, axis=None,
              scale=alt.Scale(domain=list(names)))  # fmt: skip
    hue = alt.Color("hue:N", scale=None)
    numbers = alt.Axis(tickCount=max(2, width // 60), domain=False, ticks=False, format=form)
    scale = alt.Scale(domain=[min(0.0, *(row["low"] for row in values)), top * 1.15])
    x = alt.X(type="quantitative", title=None, axis=numbers, scale=scale)
    span = chart.mark_rule(strokeWidth=3, opacity=0.45, strokeCap="round").encode(
        x=x.field("low"), x2=alt.X2("high:Q"), y=y, color=hue
    )
    dot = chart.mark_circle(size=95, opacity=1).encode(x=x.field("mid"), y=y, color=hue)
    text = chart.mark_text(dy=-13, fontSize=12, color=colour("ink")).encode(
        x=x.field("mid"), y=y, text=alt.Text("text:N")
    )
    return layered(
        span,
        dot,
        text,
        *(labels(names, "label") if room else ()),
        width=width,
        height=ROW * len(names),
        title=headed(title, width, room),
    )
