"""The loop of money and talks: four things, four arrows, a sentence with numbers on each arrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import altair as alt

from winset.report.charts.theme import NARROW, colour, layered, letters, rows, themed, wrapped

BOX = (150, 54)  # px, width and height
LINE = 15  # px
FONT = 12


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one thing to the next: the thing it starts from, and what it does."""

    start: str
    says: str


def loop(arrows: Sequence[Arrow], width: int) -> Any:
    """The things below one another, what each does to the next beside its arrow, and back."""
    narrow = width <= NARROW
    wide = 96 if narrow else BOX[0]
    left, text = 26, 26 + wide + 18
    fits = letters(width - text - 6)
    tops: list[float] = []
    lines: list[dict[str, Any]] = []
    at = 4.0
    for place, arrow in enumerate(arrows):
        told = wrapped(arrow.says, fits).split("\n")
        gap = max(46.0, LINE * len(told) + 20)
        middle = at + BOX[1] / 2 if place == len(arrows) - 1 else at + BOX[1] + gap / 2
        tops.append(at)
        first = max(middle - LINE * (len(told) - 1) / 2, at + LINE / 2)
        lines += [
            {"x": text, "y": first + LINE * number, "line": line}
            for number, line in enumerate(told)
        ]
        at += BOX[1] + gap
    end = max(tops[-1] + BOX[1], lines[-1]["y"] + LINE)
    marks = [
        *_boxes(arrows, tops, left, wide),
        _texts(lines, "left", "normal"),
        *_downward(tops, left + wide / 2),
        *_back(tops, left),
    ]
    scale_x = alt.Scale(domain=[0, width], nice=False)
    scale_y = alt.Scale(domain=[end + 8, 0], nice=False)
    drawn = layered(*marks).encode(
        x=alt.X("x:Q", scale=scale_x, axis=None), y=alt.Y("y:Q", scale=scale_y, axis=None)
    )
    return themed(drawn.properties(width=width - 6, height=end + 8))


def _boxes(arrows: Sequence[Arrow], tops: Sequence[float], left: float, wide: float) -> list[Any]:
    boxes = [{"x": left, "x2": left + wide, "y": top, "y2": top + BOX[1]} for top in tops]
    words = []
    for arrow, top in zip(arrows, tops, strict=True):
        told = wrapped(arrow.start, letters(wide - 8)).split("\n")
        first = top + BOX[1] / 2 - LINE * (len(told) - 1) / 2
        words += [
            {"x": left + wide / 2, "y": first + LINE * number, "line": line}
            for number, line in enumerate(told)
        ]
    drawn = alt.Chart(rows(boxes)).mark_rect(
        fill=colour("faint"), stroke=colour("muted"), cornerRadius=6
    )
    return [
        drawn.encode(x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q")),
        _texts(words, "center", "bold"),
    ]


def _texts(words: list[dict[str, Any]], align: str, weight: str) -> Any:
    looks: dict[str, Any] = {"align": align, "fontWeight": weight}
    chart = alt.Chart(rows(words)).mark_text(
        baseline="middle", fontSize=FONT, color=colour("ink"), **looks
    )
    return chart.encode(text=alt.Text("line:N"))


def _downward(tops: Sequence[float], x: float) -> list[Any]:
    """An arrow from each thing to the one below it."""
    spans = [{"x": x, "y": top + BOX[1] + 2, "y2": below - 8} for top, below in pairwise(tops)]
    heads = [{"x": x, "y": span["y2"]} for span in spans]
    rule = alt.Chart(rows(spans)).mark_rule(strokeWidth=2, color=colour("muted"))
    return [rule.encode(y2=alt.Y2("y2:Q")), _head(heads, "triangle-down")]


def _back(tops: Sequence[float], left: float) -> list[Any]:
    """The arrow that closes the loop, from the last thing up to the first."""
    low, high = tops[-1] + BOX[1] / 2, tops[0] + BOX[1] / 2
    path = [(left, low), (8.0, low), (8.0, high), (left - 8, high)]
    values = [{"x": x, "y": y, "n": number} for number, (x, y) in enumerate(path)]
    line = alt.Chart(rows(values)).mark_line(strokeWidth=2, color=colour("muted"))
    return [
        line.encode(order=alt.Order("n:Q")),
        _head([{"x": left - 6, "y": high}], "triangle-right"),
    ]


def _head(heads: list[dict[str, Any]], shape: str) -> Any:
    return alt.Chart(rows(heads)).mark_point(
        shape=shape, size=90, filled=True, opacity=1, color=colour("muted")
    )
