"""A chart as inline SVG: with a text for those who cannot see it, in the page's own colours.

vl-convert draws without a browser, a network or a script. What it draws is then made part of a
page: it takes the width it is given, its colours become the page's variables (so that it follows
light and dark), its ids are unique, and it carries its own title and description.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import vl_convert
from markupsafe import Markup, escape

from winset.report.charts.colours import COLOURS, FONT

_ROOT = re.compile(r"<svg [^>]*?width=\"([\d.]+)\" height=\"([\d.]+)\"[^>]*>")
_ID = re.compile(r"(\bid=\"|url\(#|href=\"#)([\w-]+)")
_FONT = re.compile(r"font-family=\"[^\"]*\"")
_EMPTY = re.compile(r"<path(?:(?! d=\")[^>])*/>|<path[^>]*? d=\"(?:M0,0h0v0h0Z)?\"[^>]*?/>")
_NOISE = re.compile(r" (?:aria-[a-z]+|pointer-events|class|role)=\"[^\"]*\"")
_PATH = re.compile(r" d=\"[^\"]*\"")
_LONG = re.compile(r"(\.\d)\d+")
_COLOUR = re.compile("|".join(re.escape(light) for light, _ in COLOURS.values()), re.IGNORECASE)
_VARIABLES = {light: f"var(--{name},{light})" for name, (light, _) in COLOURS.items()}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart to be drawn.

    Attributes
    ----------
    spec : in the words of Vega-Lite.
    name : unique on the page; ids inside begin with it.
    title, description : what the chart is of, and what it shows, in words.
    """

    spec: Mapping[str, Any]
    name: str
    title: str
    description: str


def drawing(chart: Any, name: str, title: str, description: str) -> Drawing:
    """A themed Altair chart as a drawing; a test holds every chart against Vega-Lite's schema."""
    return Drawing(chart.to_dict(validate=False), name, title, description)


def drawn(of: Drawing) -> Markup:
    """The drawing as an `<svg>` element."""
    picture = vl_convert.vegalite_to_svg(dict(of.spec))
    return Markup(dressed(picture, of.name, of.title, of.description))


def inline(chart: Any, name: str, title: str, description: str) -> Markup:
    """A themed Altair chart as an `<svg>` element; see `Drawing`."""
    return drawn(drawing(chart, name, title, description))


def dressed(picture: str, name: str, title: str, description: str) -> str:
    """An SVG text as it stands in a page; see `Drawing`."""
    found = _ROOT.search(picture)
    if found is None:
        raise ValueError("no <svg> with a width and a height")
    width, height = found[1], found[2]
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" style="--width:{width}px">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description)}</desc>'
    )
    inside = picture[found.end() :]
    for pattern in (_EMPTY, _NOISE):
        inside = pattern.sub("", inside)
    inside = _PATH.sub(lambda path: _LONG.sub(r"\1", path[0]), inside)
    inside = _numbered(inside, name)
    inside = _FONT.sub(f'font-family="{FONT}"', inside)
    return root + _COLOUR.sub(lambda match: _VARIABLES[match[0].lower()], inside)


def _numbered(inside: str, name: str) -> str:
    """Ids by the chart's name and a count: the drawer goes on counting from chart to chart."""
    numbers: dict[str, int] = {}

    def own(found: re.Match[str]) -> str:
        return f"{found[1]}{name}-{numbers.setdefault(found[2], len(numbers) + 1)}"

    return _ID.sub(own, inside)


def variables(dark: bool) -> str:
    """The page's colours as CSS declarations.

    >>> "--paper:#fefefe;" in variables(dark=False)
    True
    """
    return "".join(f"--{name}:{pair[dark]};" for name, pair in COLOURS.items())


def size(svg: str) -> tuple[float, float]:
    """Width and height of a dressed SVG in px, as drawn.

    >>> size('<svg viewBox="0 0 340 200">')
    (340.0, 200.0)
    """
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if found is None:
        raise ValueError("no viewBox")
    return float(found[1]), float(found[2])
