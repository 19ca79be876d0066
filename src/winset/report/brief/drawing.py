"""From a chart to a picture in the brief: for a wide page and a telephone, with words for both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from winset.report.brief.blocks import Picture
from winset.report.brief.links import fill
from winset.report.charts.theme import NARROW, WIDE
from winset.report.svg import Drawing, drawing


def picture(
    name: str,
    title: str,
    chart: Callable[[int], Any],
    *,
    alt: str,
    caption: str,
    table: str,
    single: int | None = None,
    folded: str = "",
) -> Picture:
    """A chart drawn for both widths.

    Parameters
    ----------
    name : its anchor; title : what it is of, with its unit.
    chart : draws it for a width in px.
    alt : what it shows, for those who cannot see it.
    caption : kind of uncertainty; table : where its numbers stand.
    single : the one width that serves everywhere, where one does.
    folded : where it must be unfolded, what invites to do so.
    """
    told = fill(
        '{caption} Numbers: <a href="#table-{table}">{table}</a>.', caption=caption, table=table
    )
    if single is not None:
        return Picture(name, title, drawing(chart(single), name, title, alt), None, told, folded)
    wide = drawing(chart(WIDE), f"{name}-wide", title, alt)
    narrow = drawing(chart(NARROW), f"{name}-narrow", title, alt)
    return Picture(name, title, wide, narrow, told, folded)


def small(name: str, title: str, chart: Any, alt: str) -> Drawing:
    """A chart for a gallery, which sets its title over it."""
    return drawing(chart, name, title, alt)
