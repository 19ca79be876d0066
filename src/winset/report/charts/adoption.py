"""How likely each option is adopted: by the rule alone, by the habits beside it, and in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from winset.report.charts.labels import GAP, labels
from winset.report.charts.theme import (
    NARROW,
    SERIES,
    colour,
    layered,
    letters,
    rows,
    scale,
    themed,
    wrapped,
)
from winset.runs.results import Range

LINE = 24  # px for each dot of an option
BETWEEN = 22  # px that part one option from the next
EDGES = [-0.06, 1.04]  # room for the numbers above the dots at both ends


@dataclass(frozen=True, slots=True)
class Chances:
    """The chances of an option, by what they are chances of, and their middles in words."""

    title: str
    of: Mapping[str, Range]
    words: Mapping[str, str]


def adoption(found: Sequence[Chances], width: int) -> Any:
    """Dots at the median with ranges over draws: one for each kind of chance."""
    room = 190 if width > NARROW else 112
    kinds = list(dict.fromkeys(kind for each in found for kind in each.of))
    titles = [wrapped(each.title, letters(room - GAP)) for each in found]
    high = LINE * len(kinds) + BETWEEN
    values = [
        {"option": title, "kind": kind, "low": r.low, "mid": r.mid, "high": r.high,
         "text": each.words[kind], "shift": LINE * (kinds.index(kind) - (len(kinds) - 1) / 2)}
        for title, each in zip(titles, found, strict=True)
        for kind, r in each.of.items()
    ]  # fmt: skip
    hue = alt.Color("kind:N", scale=scale(kinds, SERIES[: len(kinds)]), sort=kinds)
    layers = [
        layer
        for kind in kinds
        for layer in _kind([row for row in values if row["kind"] == kind], titles, hue)
    ]
    whole = {"width": width - room - 30, "height": high * len(found)}
    return themed(layered(*layers, *labels(titles, "option"), **whole))


def _kind(values: list[dict[str, Any]], titles: list[str], hue: alt.Color) -> tuple[Any, ...]:
    """The dots of one kind, moved off the middle of their rows."""
    chart, shift = alt.Chart(rows(values)), values[0]["shift"]
    y = alt.Y("option:N", sort=titles, title=None, axis=None, scale=alt.Scale(domain=titles))
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], domain=False, ticks=False)
    x = alt.X(type="quantitative", title=None, axis=axis, scale=alt.Scale(domain=EDGES))
    span = chart.mark_rule(strokeWidth=3, opacity=0.45, strokeCap="round", yOffset=shift).encode(
        x=x.field("low"), x2=alt.X2("high:Q"), y=y, color=hue
    )
    dot = chart.mark_circle(size=90, opacity=1, yOffset=shift).encode(
        x=x.field("mid"), y=y, color=hue
    )
    text = chart.mark_text(dy=shift - 12, fontSize=11, color=colour("ink")).encode(
        x=x.field("mid"), y=y, text=alt.Text("text:N")
    )
    return span, dot, text
