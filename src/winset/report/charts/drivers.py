"""What an outcome hangs on: rank correlations, coloured by what each quantity rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt

from winset.explore.drivers import Driver, Drivers
from winset.report.charts.theme import BASIS_COLOURS, at, colour, layered, rows, scale, themed
from winset.report.words import BASIS, SHORT_BASIS

MOST, FEWEST = 7, 4
ROW = 38  # px
REACH = 1.5  # of the axis, so that numbers beside the longest bars have room
LETTERS = 50
END = 19  # of them, at the end of a label that must give way in its middle
LEAST = 12  # letters that still tell what a quantity is of
FAINT = 0.4  # of bars that accident alone may explain


def drivers(found: Drivers, labels: Mapping[str, str], kinds: Mapping[str, str], width: int) -> Any:
    """The strongest drivers of one outcome; what lies in the shaded stretch may be accident.

    Parameters
    ----------
    found : from `winset.explore.drivers`.
    labels : what a reader calls each quantity, by path.
    kinds : what each rests on, by path.
    """
    values: list[dict[str, Any]] = [
        {
            "label": shortened(labels[each.path]),
            "path": each.path,
            "correlation": each.correlation,
            "strength": 1.0 if each.audible else FAINT,
            "basis": _basis(kinds.get(each.path, "none")),
            "text": f"{each.correlation:+.2f}".replace("-", "\u2212"),
        }
        for each in shown(found)
    ]
    held = {_basis(kind): BASIS_COLOURS[kind] for kind in BASIS}
    names = [name for name in held if any(row["basis"] == name for row in values)]
    legend = alt.Legend(direction="horizontal", columnPadding=8)
    hue = alt.Color("basis:N", scale=scale(names, [held[n] for n in names]), legend=legend)
    y = alt.Y("path:N", sort=[row["path"] for row in values], title=None, axis=None)
    numbers = alt.Axis(values=[-1, -0.5, 0, 0.5, 1], domain=False, ticks=False, format="~g")
    x = alt.X("correlation:Q", title=None, axis=numbers, scale=alt.Scale(domain=[-REACH, REACH]))
    chart = alt.Chart(rows(values))
    bars = chart.mark_bar(height=12, yOffset=7).encode(
        x=x, y=y, color=hue, opacity=alt.Opacity("strength:Q", scale=None)
    )
    right = chart.transform_filter("datum.correlation >= 0").mark_text(
        align="left", dx=4, dy=7, color=colour("ink")
    )
    left = chart.transform_filter("datum.correlation < 0").mark_text(
        align="right", dx=-4, dy=7, color=colour("ink")
    )
    numbered = [each.encode(x=x, y=y, text=alt.Text("text:N")) for each in (right, left)]
    named = chart.mark_text(align="left", dy=-8, fontSize=12, color=colour("ink"))
    written = named.encode(x=at(0), y=y, text=alt.Text("label:N"))
    layers = (_noise(found.threshold), bars, *numbered, written)
    return themed(layered(*layers, width=width - 6, height=ROW * len(values)))


def shown(found: Drivers) -> tuple[Driver, ...]:
    """The drivers that are drawn: those that stand out, and a few to see what accident does."""
    audible = [each for each in found.found if each.audible]
    return found.found[: min(MOST, max(FEWEST, len(audible)))]


def shortened(label: str) -> str:
    """A label that fits a narrow chart: what it is of gives way, what it is stays.

    >>> shortened("Freeze: lapse")
    'Freeze: lapse'
    >>> shortened("Upkeep of all the forces beyond the budget: monthly, from May 2025")
    'Upkeep of all the forces…: monthly, from May 2025'
    >>> shortened("Talks in the city: the North without a settlement, by how far the front moved")
    'The North without a settlement, by…the front moved'
    """
    head, colon, rest = label.partition(": ")
    room = LETTERS - len(rest) - 3
    if len(label) <= LETTERS:
        return label
    if colon and room >= LEAST:
        return f"{head[:room].rpartition(' ')[0].rstrip(' ,')}\u2026: {rest}"
    told = rest[:1].upper() + rest[1:] if colon else label
    if len(told) <= LETTERS:
        return told
    end = told[-END:].partition(" ")[2]
    return f"{told[: LETTERS - len(end)].rpartition(' ')[0].rstrip(' ,')}\u2026{end}"


def _basis(kind: str) -> str:
    return SHORT_BASIS.get(kind, kind)


def _noise(threshold: float) -> Any:
    """The stretch within which accident alone would keep unrelated quantities."""
    data = rows([{"from": -threshold, "to": threshold}])
    x = alt.X("from:Q", scale=alt.Scale(domain=[-REACH, REACH]), title=None)
    return alt.Chart(data).mark_rect(color=colour("faint")).encode(x=x, x2=alt.X2("to:Q"))
