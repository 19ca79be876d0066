"""Days and stretches of days on one line of time, one row each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from winset.report.charts.labels import LINE, labels
from winset.report.charts.theme import LETTER, colour, layered, rows, scale, themed, wrapped

ROW = 26  # px, of one line of label
ROOM = {True: 340, False: 190}  # px for labels, where there is room and where there is not


@dataclass(frozen=True, slots=True)
class Due:
    """A row: what falls due, from which day to which, and who says so (a word of the legend)."""

    title: str
    first: dt.date
    last: dt.date
    says: str


def dates(found: Sequence[Due], hues: dict[str, str], start: dt.date, width: int) -> Any:
    """A dot for a day, a bar for a stretch of days, from `start` on.

    Parameters
    ----------
    hues : the name of a colour for each word of the legend.
    """
    room = ROOM[width > 500]
    titles = [wrapped(each.title, int(room / LETTER)) for each in found]
    values = [
        {"row": title, "first": str(each.first), "last": str(each.last), "says": each.says,
         "middle": str(each.first + (each.last - each.first) / 2)}
        for title, each in zip(titles, found, strict=True)
    ]  # fmt: skip
    tallest = max(title.count("\n") for title in titles) + 1
    end = max(each.last for each in found)
    span = [str(start), str(end + (end - start) / 25)]
    x = alt.X(
        type="temporal",
        title=None,
        scale=alt.Scale(domain=span, nice=False),
        axis=alt.Axis(format="%b %y", tickCount=max(3, (width - room) // 70), domain=False),
    )
    y = alt.Y("row:N", sort=titles, title=None, axis=None, scale=alt.Scale(domain=titles))
    used = [word for word in hues if any(each.says == word for each in found)]
    hue = alt.Color("says:N", scale=scale(used, [hues[word] for word in used]), sort=used)
    chart = alt.Chart(rows(values))
    bar = chart.mark_rule(strokeWidth=6, opacity=0.5, strokeCap="round").encode(
        x=x.field("first"), x2=alt.X2("last:T"), y=y, color=hue
    )
    dot = chart.mark_circle(size=90, opacity=1).encode(x=x.field("middle"), y=y, color=hue)
    line = chart.mark_rule(color=colour("rule"), strokeWidth=0.7).encode(y=y)
    whole = {"width": width - room - 12, "height": max(ROW, tallest * LINE + 10) * len(titles)}
    return themed(layered(line, bar, dot, *labels(titles, "row"), **whole))
