"""A member's vote under every combination of its conditions, in one table of cells."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from winset.report.charts.theme import NARROW, STEPS, colour, headed, layered, rows, themed

CELL = 25  # px down
LABELS = 62  # px
NONE = "none"
BOUNDS = [0.1, 0.25, 0.5, 0.75, 0.9]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def combined(chances: Mapping[str, float], count: int, width: int) -> Any:
    """A cell for each combination: down the first half of the conditions, across the others.

    Parameters
    ----------
    chances : letters of the conditions met, in order -> chance of a vote for, 0-1.
    count : conditions.
    """
    half = (count + 1) // 2
    down, across = LETTERS[:half], LETTERS[half:count]
    values = [
        {"down": _named(one), "across": _named(other), "for": chances[one + other],
         "says": f"{100 * chances[one + other]:.0f}"}
        for one, other in itertools.product(subsets(down), subsets(across))
        if one + other in chances
    ]  # fmt: skip
    room = LABELS
    most = width - room - 12 if width <= NARROW else min(width - room - 12, 520)
    axis: dict[str, Any] = {"labelColor": colour("ink"), "domain": False, "ticks": False}
    y = alt.Y("down:N", sort=[_named(each) for each in subsets(down)],
              title=f"met of {', '.join(down)}", axis=alt.Axis(**axis))  # fmt: skip
    x = alt.X("across:N", sort=[_named(each) for each in subsets(across)],
              title=f"met of {', '.join(across)}" if across else None,
              axis=alt.Axis(orient="top", labelAngle=0, **axis))  # fmt: skip
    steps = alt.Scale(type="threshold", domain=BOUNDS, range=[colour(name) for name in STEPS])
    ground = alt.Color("for:Q", legend=None, scale=steps)
    chart = alt.Chart(rows(values))
    cells = chart.mark_rect(stroke=colour("paper"), strokeWidth=1.5).encode(x=x, y=y, color=ground)
    said = [
        chart.transform_filter(f"datum.for {test} 0.5")
        .mark_text(fontSize=11, color=colour(ink))
        .encode(x=x, y=y, text="says:N")
        for test, ink in (("<", "ink"), (">=", "paper"))
    ]
    return themed(
        layered(
            cells,
            *said,
            width=most,
            height=CELL * 2**half,
            title=headed("Chance of a vote for, %", most, room),
        )
    )


def subsets(letters: str) -> Sequence[str]:
    """Every choice of letters, the fewest first.

    >>> subsets("AB")
    ['', 'A', 'B', 'AB']
    """
    sizes = range(len(letters) + 1)
    return ["".join(c) for n in sizes for c in itertools.combinations(letters, n)]


def _named(letters: str) -> str:
    return letters or NONE
