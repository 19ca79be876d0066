"""How likely each member votes for, and the chief reason why it might not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from winset.report.charts.theme import (
    NARROW,
    colour,
    headed,
    layered,
    panels,
    rows,
    scale,
    themed,
)

ROW = 17  # px
LABELS = 94  # px
REASON_COLOURS = {
    "record": "red",
    "condition": "purple",
    "fallback": "gold",
    "burden": "blue",
    "stance": "green",
    "chance": "grey",
}


@dataclass(frozen=True, slots=True)
class Vote:
    """A member's vote.

    Attributes
    ----------
    member : its name.
    low, mid, high : the chance of a vote for, 0-1: 5th percentile, mean, 95th over draws.
    reason : why it might not vote for, one of `REASON_COLOURS`.
    """

    member: str
    low: float
    mid: float
    high: float
    reason: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A vote on one option, by all members."""

    title: str
    votes: tuple[Vote, ...]


def votes(found: Sequence[Panel], words: dict[str, str], width: int) -> Any:
    """Dots with ranges, a panel for each option, the least likely at the bottom.

    Parameters
    ----------
    words : what each reason is called.
    """
    beside = 1 if width <= NARROW else min(3, len(found))
    each = width // beside - LABELS - 26
    held = [r for r in words if any(vote.reason == r for p in found for vote in p.votes)]
    return themed(
        panels([_panel(panel, words, held, each, i) for i, panel in enumerate(found)], beside)
    )


def _panel(panel: Panel, words: dict[str, str], held: list[str], width: int, place: int) -> Any:
    ordered = sorted(panel.votes, key=lambda vote: -vote.mid)
    values = [
        {"member": v.member, "low": v.low, "mid": v.mid, "high": v.high, "why": words[v.reason]}
        for v in ordered
    ]
    chart = alt.Chart(rows(values))
    y = alt.Y("member:N", sort=[v.member for v in ordered], title=None,
              axis=alt.Axis(labelColor=colour("ink"), domain=False, ticks=False,
                            labelLimit=LABELS))  # fmt: skip
    axis = alt.Axis(format="%", values=[0, 0.5, 1], domain=False, ticks=False)
    x = alt.X(type="quantitative", title=None, axis=axis, scale=alt.Scale(domain=[0, 1]))
    names = [words[reason] for reason in held]
    legend = alt.Legend(columns=1) if place == 0 else None
    hue = alt.Color("why:N", scale=scale(names, [REASON_COLOURS[r] for r in held]), legend=legend)
    span = chart.mark_rule(strokeWidth=2.5, opacity=0.45, strokeCap="round").encode(
        x=x.field("low"), x2=alt.X2("high:Q"), y=y, color=hue
    )
    dot = chart.mark_circle(size=60, opacity=1).encode(x=x.field("mid"), y=y, color=hue)
    half = alt.Chart(rows([{"half": 0.5}])).mark_rule(color=colour("muted"), strokeDash=[3, 3])
    return layered(
        half.encode(x=alt.X("half:Q", title=None, axis=axis)),
        span,
        dot,
        width=width,
        height=ROW * len(values),
        title=headed(panel.title, width, LABELS),
    )
