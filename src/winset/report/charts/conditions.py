"""What each condition of the host is worth to it, and what it costs every other payer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from winset.report.charts.labels import GAP, labels
from winset.report.charts.theme import (
    NARROW,
    colour,
    headed,
    layered,
    letters,
    panels,
    rows,
    scale,
    shared,
    themed,
    wrapped,
)
from winset.runs.results import Range

BILLION = 1e9
ROW = 38  # px for each condition
CELL = 16  # px for each payer where payers stand below each other
ALONE, BESIDE = "met alone", "met beside all others"
STEPS = (
    # up to (currency), what the legend says, colour
    (-1e6, "spares it more than 1 m", "green"),
    (1e6, "next to nothing", "faint"),
    (1e7, "1 to 10 m", "step2"),
    (1e8, "10 to 100 m", "step3"),
    (1e9, "0.1 to 1 bn", "step5"),
    (float("inf"), "more than 1 bn", "red"),
)
"""Ten times as much from one colour to the next: payers differ that much in size."""


@dataclass(frozen=True, slots=True)
class Line:
    """One condition, or all of them together.

    Attributes
    ----------
    label : what is asked for.
    alone, beside : by how much it lowers the host's exposure; beside is None for all together.
    costs : payer's name -> what it costs it.
    """

    label: str
    alone: Range
    beside: Range | None
    costs: dict[str, float]


def conditions(lines: Sequence[Line], host: str, currency: str, width: int) -> Any:
    """At the left what the host gains, at the right who pays how much for it; one row each.

    On a telephone the payers stand below, with a column for each condition.
    """
    narrow = width <= NARROW
    room = 118 if narrow else 172
    names = [wrapped(line.label, letters(room - GAP)) for line in lines]
    gains = _gains(lines, names, host, currency, width - room - 14 if narrow else 190, room)
    payers = list(lines[0].costs)
    if narrow:
        cells = _cells(lines, [str(i + 1) for i in range(len(lines))], payers, True)
        cells = cells.properties(
            width=width - 104,
            height=CELL * len(payers),
            title=headed(
                "What it costs every other payer; columns: the rows above", width - 104, 96
            ),
        )
        return themed(panels([gains, cells], 1, **_apart()))
    cells = _cells(lines, names, payers, False).properties(
        width=width - room - 190 - 34,
        height=ROW * len(lines),
        title=headed("What it costs every other payer", width - room - 190 - 34),
    )
    return themed(panels([gains, cells], 2, **_apart()))


def _apart() -> dict[str, Any]:
    return {"spacing": 16, "resolve": shared(color="independent")}


def _gains(
    lines: Sequence[Line], names: list[str], host: str, currency: str, width: int, room: int
) -> Any:
    values = [
        {
            "asked": name,
            "how": how,
            "low": gain.low / BILLION,
            "mid": gain.mid / BILLION,
            "high": gain.high / BILLION,
        }
        for name, line in zip(names, lines, strict=True)
        for how, gain in ((ALONE, line.alone), (BESIDE, line.beside))
        if gain is not None
    ]
    chart = alt.Chart(rows(values))
    y = alt.Y("asked:N", sort=names, title=None, axis=None)
    offset = alt.YOffset("how:N", sort=[ALONE, BESIDE])
    hue = alt.Color("how:N", scale=scale([ALONE, BESIDE], ["blue", "gold"]), sort=[ALONE, BESIDE])
    axis = alt.Axis(tickCount=4, domain=False, ticks=False, format="~r")
    x = alt.X(type="quantitative", title=f"{currency} bn", axis=axis)
    span = chart.mark_rule(strokeWidth=3, opacity=0.45, strokeCap="round").encode(
        x=x.field("low"), x2=alt.X2("high:Q"), y=y, yOffset=offset, color=hue
    )
    dot = chart.mark_circle(size=70, opacity=1).encode(
        x=x.field("mid"), y=y, yOffset=offset, color=hue
    )
    return layered(
        span,
        dot,
        *labels(names, "asked"),
        width=width,
        height=ROW * len(lines),
        title=headed(f"Worth to {host}: less of its worst 5 %", width, room),
    )


def _cells(lines: Sequence[Line], names: list[str], payers: list[str], payers_down: bool) -> Any:
    values = [
        {"asked": name, "payer": payer, "cost": step(cost)}
        for name, line in zip(names, lines, strict=True)
        for payer, cost in line.costs.items()
    ]
    says = [word for _, word, _ in STEPS]
    hue = alt.Color(
        "cost:N",
        scale=scale(says, [name for _, _, name in STEPS]),
        sort=says,
        legend=alt.Legend(columns=2 if payers_down else 3, symbolType="square"),
    )
    ink: dict[str, Any] = {"labelColor": colour("ink"), "domain": False, "ticks": False}
    if payers_down:
        top = alt.Axis(orient="top", labelAngle=0, **ink)
        x = alt.X("asked:N", sort=names, title=None, axis=top)
        left = alt.Axis(labelLimit=96, **ink)
        y = alt.Y("payer:N", sort=payers, title=None, axis=left)
    else:
        below = alt.Axis(orient="bottom", labelAngle=-90, labelLimit=110, **ink)
        x = alt.X("payer:N", sort=payers, title=None, axis=below)
        y = alt.Y("asked:N", sort=names, title=None, axis=None)
    drawn = alt.Chart(rows(values)).mark_rect(stroke=colour("paper"), strokeWidth=1.5)
    return drawn.encode(x=x, y=y, color=hue)


def step(cost: float) -> str:
    """The step of the scale in which a cost lies, as the legend says it.

    >>> step(-2e9), step(0), step(25e6)
    ('spares it more than 1 m', 'next to nothing', '10 to 100 m')
    """
    return next(says for up_to, says, _ in STEPS if cost < up_to or up_to == float("inf"))
