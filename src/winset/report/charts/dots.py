"""Dots with ranges: the piece from which the comparing charts are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from winset.report.charts.theme import LINES, colour, rows, wrapped
from winset.runs.results import Range

ROW = 46  # px


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


def dots(lines: Sequence[Dot], title: str, width: int, labelled: bool, letters: int = 22) -> Any:
    """A dot at the median, a line from the 5th to the 95th percentile, line by line.

    Parameters
    ----------
    title : of the panel, with its unit.
    width : px, labels not counted.
    labelled : whether the labels are written at the left.
    letters : after how many letters labels and titles break.
    """
    values: list[dict[str, Any]] = [
        {
            "label": wrapped(each.label, letters),
            "low": each.values.low,
            "mid": each.values.mid,
            "high": each.values.high,
            "text": each.text,
            "hue": colour(each.hue),
        }
        for each in lines
    ]
    chart = alt.Chart(rows(values))
    order = list(dict.fromkeys(row["label"] for row in values))
    y = alt.Y("label:N", sort=order, title=None, axis=_labels() if labelled else None)
    hue = alt.Color("hue:N", scale=None)
    x = alt.X("mid:Q", title=None, axis=_numbers(width), scale=alt.Scale(zero=True, nice=True))
    span = chart.mark_rule(strokeWidth=3, opacity=0.45, strokeCap="round").encode(
        x=alt.X("low:Q", title=None, axis=_numbers(width)), x2="high:Q", y=y, color=hue
    )
    dot = chart.mark_circle(size=95, opacity=1).encode(x=x, y=y, color=hue)
    text = chart.mark_text(dy=-13, fontSize=12, color=colour("ink")).encode(x=x, y=y, text="text:N")
    return (span + dot + text).properties(
        width=width, height=ROW * len(order), title=wrapped(title, letters).split("\n")
    )


def _labels() -> alt.Axis:
    return alt.Axis(
        labelExpr=LINES,
        labelColor=colour("ink"),
        labelLimit=400,
        domain=False,
        ticks=False,
        labelPadding=8,
    )


def _numbers(width: int) -> alt.Axis:
    return alt.Axis(tickCount=max(2, width // 50), domain=False, ticks=False, format="~r")
