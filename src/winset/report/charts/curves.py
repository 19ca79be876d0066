"""Curves with bands: the piece from which charts over months are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np

from winset._typing import Floats
from winset.report.charts.calendar import calendar
from winset.report.charts.theme import LINES, headed, layered, rows, scale
from winset.timegrid import TimeGrid

ENDS = [0.05, 0.5, 0.95]
LOWEST = 0.02  # a highest chance below it leaves the axis at this height


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve.

    Attributes
    ----------
    title : in the legend.
    values : shape (month, draw); months without any number are left out.
    hue : the name of a colour.
    dashed : whether it stands apart, as what is compared with.
    band : whether the range over draws is drawn as well.
    """

    title: str
    values: Floats
    hue: str
    dashed: bool = False
    band: bool = True


def curves(
    found: Sequence[Curve], grid: TimeGrid, heading: str, width: int, height: int = 190
) -> Any:
    """Medians over draws by month, each with its band from the 5th to the 95th percentile.

    Parameters
    ----------
    heading : of the panel; "" for none. width, height : px of what lies within the axes.
    """
    return panel(found, calendar(grid, _rows(found), width), heading, width, height, chance())


def panel(
    found: Sequence[Curve],
    x: alt.X,
    heading: str,
    width: int,
    height: int,
    y: alt.Y,
    above: Sequence[Any] = (),
) -> Any:
    """The same over any axis whose field is `month`; `above` are pieces that lie on top."""
    titles = list(dict.fromkeys(each.title for each in found))
    hues = [next(c.hue for c in found if c.title == title) for title in titles]
    legend = alt.Legend(labelExpr=LINES, symbolType="stroke", symbolStrokeWidth=3)
    hue = alt.Color("curve:N", scale=scale(titles, hues), sort=titles, legend=legend)
    layers = [_bands([c for c in found if c.band], x, y, hue)]
    for dashed in (True, False):
        layers.append(_lines([c for c in found if c.dashed is dashed], x, y, hue, dashed))
    looks = {"title": headed(heading, width)} if heading else {}
    shown = [layer for layer in (*layers, *above) if layer is not None]
    return layered(*shown, width=width, height=height, **looks)


def chance(top: float = 1.0) -> alt.Y:
    """An axis of chances up to a highest one."""
    axis = alt.Axis(format="%", tickCount=5, domain=False, ticks=False)
    highest = max(top, LOWEST)
    return alt.Y(type="quantitative", scale=alt.Scale(domain=[0, highest]), axis=axis, title=None)


def top_of(found: Sequence[Curve]) -> float:
    """How high an axis of chances must reach."""
    highest = max((row["high"] for row in _rows(found)), default=1.0)
    return min(1.0, 1.08 * highest)


def over_draws(values: Floats) -> list[dict[str, float]]:
    """Low, mid and high over draws by month; months without any number are left out.

    Parameters
    ----------
    values : shape (month, draw).
    """
    known = np.flatnonzero(~np.isnan(values).all(axis=1))
    kept = values[known]
    gaps = bool(np.isnan(kept).any())  # the reading that leaves gaps out is far slower
    low, mid, high = (np.nanquantile if gaps else np.quantile)(kept, ENDS, axis=1)
    return [
        {"month": int(m), "low": float(a), "mid": float(b), "high": float(c)}
        for m, a, b, c in zip(known, low, mid, high, strict=True)
    ]


def _rows(found: Sequence[Curve]) -> list[dict[str, Any]]:
    return [{**row, "curve": each.title} for each in found for row in over_draws(each.values)]


def _bands(found: Sequence[Curve], x: alt.X, y: alt.Y, hue: alt.Color) -> Any:
    if not found:
        return None
    chart = alt.Chart(rows(_rows(found))).mark_area(opacity=0.18)
    return chart.encode(x=x, y=y.field("low"), y2=alt.Y2("high:Q"), color=hue)


def _lines(found: Sequence[Curve], x: alt.X, y: alt.Y, hue: alt.Color, dashed: bool) -> Any:
    if not found:
        return None
    looks: dict[str, Any] = {"strokeDash": [5, 4]} if dashed else {}
    chart = alt.Chart(rows(_rows(found))).mark_line(strokeWidth=2.5, **looks)
    return chart.encode(x=x, y=y.field("mid"), color=hue)
