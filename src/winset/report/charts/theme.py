"""How all charts look, and how they are put together: type, colours, axes, layers, panels.

Altair copies a chart, down to the last empty field of every axis, whenever it is put onto or beside
another or is given a size. A brief draws some hundred pieces, and that took longer than drawing
them; so pieces are put together here as they are. A piece therefore belongs to one chart only.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

import altair as alt
import numpy as np

from winset.report.charts.colours import COLOURS

WIDE, NARROW = 780, 340
"""Widths in px for which charts are made: a page, and a telephone."""

BETWEEN = 26
"""Px between panels that stand side by side."""

LETTER = 6.8
"""Px that a letter of a label takes on average, rather too many than too few."""

BOLD = 8.3
"""The same for a letter of a heading."""

SERIES = ("blue", "red", "green", "purple", "gold")
"""For things that have no order, the first first."""

STEPS = ("step1", "step2", "step3", "step4", "step5", "step6")
"""From little to much."""

LAYER_COLOURS = {
    "set_off": "grey",
    "headroom": "purple",
    "guarantee": "blue",
    "custodian": "gold",
    "host": "red",
    "pool": "green",
}

BASIS_COLOURS = {
    "judgement": "red",
    "mixed": "gold",
    "cited": "green",
    "computed": "purple",
    "sourced": "blue",
    "failed": "ink",
    "none": "ink",
}


def colour(name: str) -> str:
    """The colour of a name, as charts are drawn with it.

    >>> colour("paper")
    '#fefefe'
    """
    return COLOURS[name][0]


def scale(names: Sequence[str], colours: Sequence[str]) -> alt.Scale:
    """A colour scale that gives each name its own."""
    return alt.Scale(domain=list(names), range=[colour(each) for each in colours])


def themed(chart: Any) -> Any:
    """A finished chart in the house's looks: no ground of its own, quiet axes."""
    chart.config = _config()
    return chart


@cache
def _config() -> alt.Config:
    axis = {
        "labelColor": colour("muted"),
        "titleColor": colour("muted"),
        "gridColor": colour("rule"),
        "domainColor": colour("rule"),
        "tickColor": colour("rule"),
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridOpacity": 0.7,
        "labelPadding": 5,
    }
    legend = {
        "labelColor": colour("ink"),
        "titleColor": colour("muted"),
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 0,
        "symbolOpacity": 1,
        "symbolStrokeWidth": 0,
        "orient": "top",
        "direction": "vertical",
        "title": None,
        "offset": 8,
    }
    title = {
        "color": colour("ink"),
        "fontSize": 13,
        "fontWeight": "bold",
        "anchor": "start",
        "subtitleColor": colour("muted"),
        "subtitleFontSize": 12,
    }
    return alt.Config(
        aria=False,
        background="transparent",
        font="Arial",
        padding=2,
        view={"stroke": None},
        axis=axis,
        legend=legend,
        title=title,
    )


def rows(values: Sequence[Mapping[str, Any]]) -> alt.InlineData:
    """Rows of plain values as a chart's data; what is no number is left empty."""
    return alt.InlineData([{name: _plain(value) for name, value in row.items()} for row in values])


def _plain(value: Any) -> Any:
    """A value as JSON knows it."""
    plain = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(plain, float) and not math.isfinite(plain) else plain


def letters(px: float) -> int:
    """How many letters of a label fit.

    >>> letters(136)
    20
    """
    return int(px / LETTER)


def headed(text: str, width: float, room: float = 0) -> alt.TitleParams:
    """A panel's heading, broken into lines where it must be.

    Parameters
    ----------
    width : px of the panel; room : px at its left that the heading may use as well.
    """
    lines = wrapped(text, int((width + room) / BOLD)).split("\n")
    return alt.TitleParams(lines, frame="group", dx=-room)


def wrapped(text: str, letters: int) -> str:
    """A label broken into lines of at most so many letters; charts split it at the line feeds.

    >>> wrapped("the loan as drafted", 10)
    'the loan\\nas drafted'
    """
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)


LINES = "split(datum.label, '\\n')"
"""The expression that breaks labels of axes and legends at their line feeds."""


def layered(*layers: Any, **properties: Any) -> Any:
    """Pieces on top of each other, the first at the bottom.

    Parameters
    ----------
    properties : of the whole: `width`, `height`, `title`, `resolve`.
    """
    return Layers(layer=list(layers), **properties)


def panels(charts: Sequence[Any], beside: int, **properties: Any) -> Any:
    """Several charts in rows of so many.

    Parameters
    ----------
    properties : of the whole: `spacing` (px), `resolve`.
    """
    whole = {"spacing": {"row": 20, "column": BETWEEN}, "columns": beside, **properties}
    return Panels(concat=list(charts), **whole)


def faceted(
    data: alt.InlineData,
    panel: Any,
    by: str,
    order: Sequence[str],
    beside: int,
    **properties: Any,
) -> Any:
    """A panel for each value of a column, in rows of so many; drawn faster than as many charts.

    The panels themselves stand in line, whatever stands beside them: `spacing` holds their axes.

    Parameters
    ----------
    data : of all panels; `panel` : what each shows, without data of its own.
    by : the column; order : its values as the panels stand.
    properties : of the whole: `spacing` (px), `resolve`.
    """
    header = alt.Header(
        labelAnchor="start",
        labelColor=colour("ink"),
        labelFontSize=13,
        labelFontWeight="bold",
        title=None,
    )
    facet = alt.Facet(f"{by}:N", sort=list(order), header=header)
    return alt.FacetChart(data, panel, facet, columns=beside, bounds="flush", **properties)


class Layers(alt.LayerChart):
    """Altair's layers, taken as they are."""

    def __init__(self, **fields: Any) -> None:
        alt.TopLevelLayerSpec.__init__(self, **fields)


class Panels(alt.ConcatChart):
    """Altair's panels, taken as they are."""

    def __init__(self, **fields: Any) -> None:
        alt.TopLevelConcatSpec.__init__(self, **fields)


Resolved = Literal["shared", "independent"]
"""What the pieces of a chart do with a scale."""


def at(px: float) -> Any:
    """A place across, counted from the left edge of a panel."""
    place: Any = alt.XValue
    return place(px)


def shared(**channels: Resolved) -> alt.Resolve:
    """Which scales the pieces of a chart share, and which each has for itself.

    >>> shared(color="independent").to_dict()
    {'scale': {'color': 'independent'}}
    """
    return alt.Resolve(scale=dict(channels))
