"""The talks by where a number of the world stands today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from winset.report.charts.theme import (
    NARROW,
    SERIES,
    headed,
    layered,
    panels,
    rows,
    scale,
    shared,
    themed,
)
from winset.runs.ranges import Range

POINTS = 100
APART = 9  # px between the dots of one level


@dataclass(frozen=True, slots=True)
class Tilted:
    """One level: the chance of an agreement, and by party what the talks are worth (0-1)."""

    level: str
    agreed: Range
    worth: Mapping[str, Range]


def talks_tilts(found: Sequence[Tilted], parties: Sequence[str], by: str, width: int) -> Any:
    """Two panels over the levels: an agreement by a date, and the worth to each party in points."""
    beside = 2 if width > NARROW else 1
    across = width // beside - 50
    chances = {f"An agreement by {by}": [each.agreed for each in found]}
    worth = {who: [times(each.worth[who], POINTS) for each in found] for who in parties}
    names = [each.level for each in found]
    drawn = [
        _panel(chances, names, ("green",), f"An agreement by {by}", across, "%", None),
        _panel(
            worth, names, SERIES, "Worth of what lies ahead, points", across, "~r", alt.Legend()
        ),
    ]
    return themed(panels(drawn, beside, resolve=shared(color="independent")))


def times(values: Range, factor: float) -> Range:
    """A range in another unit.

    >>> times(Range(mid=0.5, low=0, high=1), 100).mid
    50.0
    """
    return Range(mid=values.mid * factor, low=values.low * factor, high=values.high * factor)


def _panel(
    kinds: Mapping[str, Sequence[Range]],
    levels: Sequence[str],
    hues: Sequence[str],
    heading: str,
    width: int,
    form: str,
    legend: alt.Legend | None,
) -> Any:
    own = [hues[place % len(hues)] for place in range(len(kinds))]
    hue = alt.Color("kind:N", scale=scale(list(kinds), own), sort=list(kinds), legend=legend)
    layers: list[Any] = []
    for place, (kind, ranges) in enumerate(kinds.items()):
        shift = APART * (place - (len(kinds) - 1) / 2)
        values = [
            {"level": level, "kind": kind, "low": r.low, "mid": r.mid, "high": r.high}
            for level, r in zip(levels, ranges, strict=True)
        ]
        layers += _dots(values, levels, hue, form, shift)
    return layered(*layers, width=width, height=170, title=headed(heading, width))


def _dots(
    values: list[dict[str, Any]], levels: Sequence[str], hue: alt.Color, form: str, shift: float
) -> tuple[Any, ...]:
    chart = alt.Chart(rows(values))
    axis = alt.Axis(labelAngle=0, title=None, domain=False, ticks=False)
    x = alt.X("level:N", sort=list(levels), axis=axis)
    numbers = alt.Axis(tickCount=5, domain=False, ticks=False, format=form)
    y = alt.Y(type="quantitative", axis=numbers, title=None, scale=alt.Scale(zero=form == "%"))
    span = chart.mark_rule(strokeWidth=3, opacity=0.45, strokeCap="round", xOffset=shift)
    dot = chart.mark_circle(size=80, opacity=1, xOffset=shift)
    return (
        span.encode(x=x, y=y.field("low"), y2=alt.Y2("high:Q"), color=hue),
        dot.encode(x=x, y=y.field("mid"), color=hue),
    )
