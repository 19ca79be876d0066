"""How the world around the table moves: where each variable stands, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from winset._typing import Floats
from winset.report.charts.calendar import calendar
from winset.report.charts.curves import Curve, panel
from winset.report.charts.stacks import Share, stack
from winset.report.charts.theme import NARROW, SERIES, STEPS, panels, shared, themed
from winset.timegrid import TimeGrid

HIGH = 150  # px


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a variable stands.

    Attributes
    ----------
    title : of the variable.
    shares : for one that switches: each level's title and its chances, shape (month,), means over
        draws.
    number : for one that walks: its expected number, shape (month, draw).
    """

    title: str
    shares: Sequence[tuple[str, Floats]] = ()
    number: Floats | None = None


def talks_world(found: Sequence[Standing], grid: TimeGrid, width: int) -> Any:
    """A panel for each variable: areas for chances, a curve with its band for a number."""
    beside = 2 if width > NARROW else 1
    each = width // beside - 60
    drawn = [_panel(standing, grid, each) for standing in found]
    return themed(panels(drawn, beside, resolve=shared(color="independent")))


def _panel(found: Standing, grid: TimeGrid, width: int) -> Any:
    if found.number is None:
        hues = _hues(len(found.shares))
        shares = [
            Share(title, means, hue) for (title, means), hue in zip(found.shares, hues, strict=True)
        ]
        return stack(shares, grid, found.title, width, HIGH, 2)
    axis = alt.Axis(tickCount=5, domain=False, ticks=False)
    y = alt.Y(type="quantitative", axis=axis, title=None)
    x = calendar(grid, [{"month": len(found.number) - 1}], width)
    curve = Curve("Expected", found.number, "blue")
    return panel([curve], x, found.title, width, HIGH, y)


def _hues(count: int) -> Sequence[str]:
    """Colours for levels: two or three apart, more of them from light to dark."""
    if count == 2:
        return ("step2", "step5")
    if count == 3:
        return ("gold", "rule", "purple")
    return (STEPS if count <= len(STEPS) else (*STEPS, *SERIES) * count)[:count]
