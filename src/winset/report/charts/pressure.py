"""How votes move when fallbacks stand on the agenda: none of them, each alone, all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from winset.report.charts.theme import (
    LINES,
    NARROW,
    SERIES,
    colour,
    headed,
    letters,
    panels,
    rows,
    scale,
    themed,
    wrapped,
)

LINE = 11  # px for each set of fallbacks
LABELS = 94  # px
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")


@dataclass(frozen=True, slots=True)
class Panel:
    """One vote: its members' chances of a vote for under each set of fallbacks.

    Attributes
    ----------
    title : what is put to the vote.
    sets : what a legend calls each set of fallbacks.
    votes : member -> its mean chance of a vote for under each of them, 0-1.
    """

    title: str
    sets: tuple[str, ...]
    votes: dict[str, tuple[float, ...]]


def pressure(found: Sequence[Panel], width: int) -> Any:
    """A mark for each set of fallbacks, below one another, member by member."""
    across = 1 if width <= NARROW else min(2, len(found))
    each = width // across - LABELS - 30
    charts = [_panel(panel, each) for panel in found if panel.votes]
    return themed(panels(charts, across).resolve_scale(color="independent", shape="independent"))


def _panel(panel: Panel, width: int) -> Any:
    names = [wrapped(each, letters(width + LABELS - 30)) for each in panel.sets]
    values = [
        {"member": member, "set": name, "for": chance}
        for member, chances in panel.votes.items()
        for name, chance in zip(names, chances, strict=True)
    ]
    members = list(panel.votes)
    y = alt.Y("member:N", sort=members, title=None,
              axis=alt.Axis(labelColor=colour("ink"), domain=False, ticks=False,
                            labelLimit=LABELS))  # fmt: skip
    legend = alt.Legend(columns=1, labelExpr=LINES)
    axis = alt.Axis(format="%", values=[0, 0.5, 1], domain=False, ticks=False)
    hues = [SERIES[i % len(SERIES)] for i in range(len(names))]
    shapes = [SHAPES[i % len(SHAPES)] for i in range(len(names))]
    mark = alt.Chart(rows(values)).mark_point(size=52, filled=True, opacity=1)
    return mark.encode(
        x=alt.X("for:Q", title=None, axis=axis, scale=alt.Scale(domain=[0, 1])),
        y=y,
        yOffset=alt.YOffset("set:N", sort=names),
        color=alt.Color("set:N", scale=scale(names, hues), sort=names, legend=legend),
        shape=alt.Shape("set:N", scale=alt.Scale(domain=names, range=shapes), sort=names,
                        legend=legend),
    ).properties(
        width=width,
        height=(LINE * len(names) + 6) * len(members),
        title=headed(panel.title, width, LABELS),
    )  # fmt: skip
