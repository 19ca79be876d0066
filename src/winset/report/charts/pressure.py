"""How votes move when a fallback stands on the agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from winset.report.charts.theme import NARROW, SERIES, colour, headed, panels, rows, themed

ROW = 24  # px
LABELS = 94  # px


@dataclass(frozen=True, slots=True)
class Moved:
    """A member's mean chance of a vote for without a fallback and with it, 0-1."""

    member: str
    without: float
    with_it: float


@dataclass(frozen=True, slots=True)
class Panel:
    """The members under one option with one fallback."""

    title: str
    moved: tuple[Moved, ...]


def pressure(found: Sequence[Panel], width: int) -> Any:
    """A ring without the fallback, a full dot with it, and a line between the two."""
    beside = 1 if width <= NARROW else min(3, len(found))
    each = width // beside - LABELS - 28
    shown = [panel for panel in found if panel.moved]
    hues = SERIES * len(shown)
    return themed(
        panels([_panel(p, each, hue) for p, hue in zip(shown, hues, strict=False)], beside)
    )


def _panel(panel: Panel, width: int, hue: str) -> Any:
    values = [{"member": m.member, "without": m.without, "with": m.with_it} for m in panel.moved]
    chart = alt.Chart(rows(values))
    y = alt.Y("member:N", sort=[m.member for m in panel.moved], title=None,
              axis=alt.Axis(labelColor=colour("ink"), domain=False, ticks=False,
                            labelLimit=LABELS))  # fmt: skip
    axis = alt.Axis(format="%", values=[0, 0.5, 1], domain=False, ticks=False)
    x = alt.X(type="quantitative", title=None, axis=axis, scale=alt.Scale(domain=[0, 1]))
    line = chart.mark_rule(strokeWidth=2.5, opacity=0.5, color=colour(hue)).encode(
        x=x.field("without"), x2=alt.X2("with:Q"), y=y
    )
    ring = chart.mark_point(
        size=75, filled=True, fill=colour("paper"), stroke=colour(hue), strokeWidth=2, opacity=1
    ).encode(x=x.field("without"), y=y)
    dot = chart.mark_circle(size=75, opacity=1, color=colour(hue)).encode(x=x.field("with"), y=y)
    return (line + ring + dot).properties(
        width=width, height=ROW * len(values), title=headed(panel.title, width, LABELS)
    )
