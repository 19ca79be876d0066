"""Stacked areas over months: what there is of each kind, all kinds together making one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np

from winset._typing import Floats
from winset.report.charts.calendar import calendar
from winset.report.charts.theme import LINES, headed, letters, rows, scale, wrapped
from winset.timegrid import TimeGrid


@dataclass(frozen=True, slots=True)
class Share:
    """One kind.

    Attributes
    ----------
    title : in the legend.
    means : shape (month,), its chance, mean over draws.
    hue : the name of a colour.
    """

    title: str
    means: Floats
    hue: str


def stack(
    found: Sequence[Share], grid: TimeGrid, heading: str, width: int, height: int, beside: int = 1
) -> Any:
    """Areas on top of each other, the first at the top, with a legend of so many columns."""
    titles = [wrapped(each.title, letters(width / beside - 20)) for each in found]
    values = [
        {"month": month, "kind": title, "order": place, "share": float(share)}
        for place, (title, each) in enumerate(zip(titles, found, strict=True))
        for month, share in enumerate(each.means)
    ]
    legend = alt.Legend(labelExpr=LINES, columns=beside, symbolType="square", symbolSize=120)
    hue = alt.Color(
        "kind:N", scale=scale(titles, [e.hue for e in found]), sort=titles, legend=legend
    )
    axis = alt.Axis(format="%", tickCount=4, domain=False, ticks=False)
    y = alt.Y("share:Q", stack="zero", scale=alt.Scale(domain=[0, 1]), axis=axis, title=None)
    chart = alt.Chart(rows(values)).mark_area(opacity=0.9)
    drawn = chart.encode(
        x=calendar(grid, values, width),
        y=y,
        color=hue,
        order=alt.Order("order:Q", sort="descending"),
    )
    looks = {"title": headed(heading, width)} if heading else {}
    return drawn.properties(width=width, height=height, **looks)


def mean_over_draws(values: Floats) -> Floats:
    """Means over draws, shape (month,), of values of shape (month, draw)."""
    return np.asarray(values.mean(axis=1), dtype=np.float64)
