"""What would be signed: the chance of each way to settle each issue, given an agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from winset.report.charts.theme import NARROW, colour, layered, letters, rows, themed, wrapped
from winset.runs.results import Range

LINE = 15  # px for a line of text
SPACE = 14  # px between rows
GAP = 10  # px from the labels to the dots


@dataclass(frozen=True, slots=True)
class Way:
    """A way to settle an issue, with its chance and that in words."""

    title: str
    chance: Range
    text: str


def talks_terms(found: Sequence[tuple[str, Sequence[Way]]], width: int) -> Any:
    """A heading for each issue, and under it a dot with its range for each way to settle it."""
    room = 310 if width > NARROW else 176
    words: list[dict[str, Any]] = []
    dots: list[dict[str, Any]] = []
    at = 0.0
    for issue, ways in found:
        at = _words(words, issue, at + LINE / 2, width, bold=True)
        for way in ways:
            start = at
            at = _words(words, way.title, start, room - GAP, bold=False)
            middle = (start + at - SPACE) / 2
            dots.append({"at": middle, "low": way.chance.low, "mid": way.chance.mid,
                         "high": way.chance.high, "text": way.text})  # fmt: skip
    y = alt.Y("at:Q", axis=None, scale=alt.Scale(domain=[at, 0], nice=False))
    marks = (*_dots(dots, y), *_texts(words, y, room))
    return themed(layered(*marks, width=width - room - 24, height=at))


def _words(into: list[dict[str, Any]], text: str, at: float, room: float, bold: bool) -> float:
    """Write a text from a height on, line by line; the height at which the next one begins."""
    lines = wrapped(text, letters(room)).split("\n")
    for number, line in enumerate(lines):
        into.append({"at": at + LINE * (number + 0.5), "line": line, "bold": bold})
    return at + LINE * len(lines) + SPACE


def _dots(dots: list[dict[str, Any]], y: alt.Y) -> tuple[Any, ...]:
    chart, hue = alt.Chart(rows(dots)), alt.value(colour("blue"))
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], domain=False, ticks=False)
    x = alt.X(type="quantitative", title=None, axis=axis, scale=alt.Scale(domain=[-0.02, 1.04]))
    span = chart.mark_rule(strokeWidth=3, opacity=0.45, strokeCap="round").encode(
        x=x.field("low"), x2=alt.X2("high:Q"), y=y, color=hue
    )
    dot = chart.mark_circle(size=85, opacity=1).encode(x=x.field("mid"), y=y, color=hue)
    text = chart.mark_text(dy=-12, fontSize=11, color=colour("ink")).encode(
        x=x.field("mid"), y=y, text=alt.Text("text:N")
    )
    return span, dot, text


def _texts(words: list[dict[str, Any]], y: alt.Y, room: int) -> list[Any]:
    """Headings and labels at the left of the dots."""
    looks: dict[str, Any] = {
        "align": "left",
        "baseline": "middle",
        "color": colour("ink"),
        "fontSize": 12,
    }
    return [
        alt.Chart(rows([row for row in words if row["bold"] is bold]))
        .mark_text(fontWeight="bold" if bold else "normal", **looks)
        .encode(x=alt.value(-room), y=y, text=alt.Text("line:N"))
        for bold in (True, False)
    ]
