"""Who gains from waiting: what a delay adds to a party's value, and what terms are worth then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import altair as alt

from winset._typing import Floats
from winset.report.charts.theme import (
    NARROW,
    SERIES,
    colour,
    headed,
    layered,
    panels,
    rows,
    scale,
    themed,
)
from winset.report.reading import known_range
from winset.runs.talks_reading import Tables, names, price_of_waiting, terms_after

POINTS = 100
APART = 9  # px between parties at one delay


def talks_waiting(tables: Tables, titles: Mapping[str, str], width: int) -> Any:
    """Two panels over the delays that were priced; a colour for each party.

    Parameters
    ----------
    titles : of the parties, in the table's order.
    """
    beside = 2 if width > NARROW else 1
    each = width // beside - 50
    drawn = [
        _panel(tables, titles, price_of_waiting, "What waiting adds to its value, points", each),
        _panel(tables, titles, terms_after, "What terms struck then are worth to it, points", each),
    ]
    return themed(panels(drawn, beside))


def _panel(
    tables: Tables,
    titles: Mapping[str, str],
    read: Callable[[Tables, str, int], Floats],
    heading: str,
    width: int,
) -> Any:
    delays = [int(each) for each in names(tables["talks_waiting"], "delay")]
    values: list[dict[str, Any]] = []
    for place, (party, title) in enumerate(titles.items()):
        shift = APART * (place - (len(titles) - 1) / 2)
        for delay in delays:
            found = known_range(POINTS * read(tables, party, delay))
            if found is not None:
                values.append({"delay": f"{delay}", "party": title, "low": found.low,
                               "mid": found.mid, "high": found.high, "shift": shift})  # fmt: skip
    hue = alt.Color("party:N", scale=scale(list(titles.values()), SERIES[: len(titles)]), sort=None)
    layers = [
        mark
        for title in titles.values()
        for mark in _marks([v for v in values if v["party"] == title], hue)
    ]
    layers += [_nought()] * (min((v["low"] for v in values), default=0.0) < 0)
    return layered(*layers, width=width, height=190, title=headed(heading, width))


def _marks(values: list[dict[str, Any]], hue: alt.Color) -> tuple[Any, ...]:
    """The dots of one party, moved aside so that parties do not cover each other."""
    if not values:
        return ()
    chart, shift = alt.Chart(rows(values)), values[0]["shift"]
    axis = alt.Axis(labelAngle=0, title="Months from now", domain=False, ticks=False)
    x = alt.X("delay:N", sort=[v["delay"] for v in values], axis=axis)
    numbers = alt.Axis(tickCount=5, domain=False, ticks=False)
    y = alt.Y(type="quantitative", axis=numbers, title=None, scale=alt.Scale(zero=False))
    span = chart.mark_rule(strokeWidth=3, opacity=0.45, strokeCap="round", xOffset=shift)
    dot = chart.mark_circle(size=85, opacity=1, xOffset=shift)
    return (
        span.encode(x=x, y=y.field("low"), y2=alt.Y2("high:Q"), color=hue),
        dot.encode(x=x, y=y.field("mid"), color=hue),
    )


def _nought() -> Any:
    chart = alt.Chart(rows([{"at": 0.0}])).mark_rule(color=colour("ink"), strokeWidth=1.2)
    return chart.encode(y=alt.Y("at:Q"))
