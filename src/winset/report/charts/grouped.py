"""Dots in groups: rows, and in each of them a dot with its range for each of a few kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from winset.report.charts.labels import labels
from winset.report.charts.theme import colour, headed, layered, rows, scale
from winset.runs.results import Range

HIGH = 17  # px for each dot
BETWEEN = 16  # px that part one row from the next


@dataclass(frozen=True, slots=True)
class Spread:
    """One dot: its row and kind as they are written, and its range."""

    row: str
    kind: str
    values: Range


def grouped(
    found: Sequence[Spread], kinds: Mapping[str, str], heading: str, width: int, room: int,
    form: str = "~r",
) -> Any:  # fmt: skip
    """A panel of them, with a line at nought where there are numbers on both sides of it.

    Parameters
    ----------
    kinds : by kind its colour's name, in the order from top to bottom.
    width : px of the dots; room : px for the rows' labels at the left, 0: none are written.
    form : of the numbers on the axis.
    """
    names = list(dict.fromkeys(each.row for each in found))
    values: list[dict[str, Any]] = [
        {"row": each.row, "kind": each.kind, "low": each.values.low, "mid": each.values.mid,
         "high": each.values.high}
        for each in found
    ]  # fmt: skip
    hue = alt.Color("kind:N", scale=scale(list(kinds), list(kinds.values())), sort=list(kinds))
    y = alt.Y("row:N", sort=names, title=None, axis=None, scale=alt.Scale(domain=names))
    offset = alt.YOffset("kind:N", sort=list(kinds), scale=alt.Scale(domain=list(kinds)))
    axis = alt.Axis(tickCount=max(2, width // 70), domain=False, ticks=False, format=form)
    x = alt.X(type="quantitative", title=None, axis=axis)
    chart = alt.Chart(rows(values))
    span = chart.mark_rule(strokeWidth=3, opacity=0.45, strokeCap="round")
    dot = chart.mark_circle(size=80, opacity=1)
    layers = [
        span.encode(x=x.field("low"), x2=alt.X2("high:Q"), y=y, yOffset=offset, color=hue),
        dot.encode(x=x.field("mid"), y=y, yOffset=offset, color=hue),
    ]
    if min(row["low"] for row in values) < 0:
        layers.append(_nought())
    layers += labels(names, "row") if room else []
    high = (HIGH * len(kinds) + BETWEEN) * len(names)
    looks = {"title": headed(heading, width, room)} if heading else {}
    return layered(*layers, width=width, height=high, **looks)


def _nought() -> Any:
    chart = alt.Chart(rows([{"at": 0.0}])).mark_rule(color=colour("ink"), strokeWidth=1)
    return chart.encode(x=alt.X("at:Q"))
