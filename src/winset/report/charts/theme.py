"""How all charts look: type, colours, axes.

Colours are named. Each name stands for a colour on light and another on dark ground; charts are
drawn with the light one, and `winset.report.svg` turns it into a CSS variable, so that one picture
serves both. The hues follow Okabe & Ito (2008), which readers with any kind of colour blindness
can tell apart, darkened or lightened until they stand out from their ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

WIDE, NARROW = 780, 340
"""Widths in px for which charts are made: a page, and a telephone."""

BETWEEN = 26
"""Px between panels that stand side by side."""

LETTER = 6.8
"""Px that a letter of a label takes on average, rather too many than too few."""

BOLD = 8.3
"""The same for a letter of a heading."""

FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"

COLOURS = {
    # name: (on light, on dark)
    "ink": ("#1b1e24", "#e9ebef"),
    "muted": ("#59606c", "#a6adb9"),
    "rule": ("#d3d7de", "#3b414c"),
    "faint": ("#e9ebf0", "#272c35"),
    "paper": ("#fefefe", "#14171c"),
    "grey": ("#747b87", "#98a0ad"),
    "blue": ("#0b69a8", "#5ab6f0"),
    "red": ("#bd4211", "#ff8f57"),
    "green": ("#007a58", "#35cba0"),
    "purple": ("#8a4b98", "#d79fe3"),
    "gold": ("#9a6f00", "#f0c445"),
    "step1": ("#dcebf7", "#1d3346"),
    "step2": ("#b5d4ec", "#24506f"),
    "step3": ("#82b5dc", "#2f729d"),
    "step4": ("#4a90c4", "#4596c9"),
    "step5": ("#1f6ba5", "#78bbe6"),
    "step6": ("#0c4478", "#b9defa"),
}

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
    dressed = chart.copy(deep=False)
    dressed.config = _config()
    return dressed


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


def rows(values: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Rows of plain values as a chart's data; Altair hands a frame on without copying it."""
    return pd.DataFrame(list(values))


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


def panels(charts: Sequence[Any], beside: int) -> Any:
    """Several charts in rows of so many."""
    return alt.concat(*charts, columns=beside, spacing={"row": 20, "column": BETWEEN})
