"""How likely talks are held and come to an agreement, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from winset.report.charts.calendar import calendar
from winset.report.charts.curves import Curve, chance, panel, top_of
from winset.report.charts.theme import NARROW, panels, shared, themed
from winset.runs.talks_reading import Tables, base_rate, by_month
from winset.timegrid import TimeGrid

HELD, AGREED = "As declared", "A first agreement has been signed"
IN_FORCE = "Approved and in force"
FREE, RATE = "With declarations lifted", "At the reference class's rate"
ROUNDING = 1e-9
AXIS = 55  # px for the numbers at the left


def talks_chances(tables: Tables, grid: TimeGrid, width: int) -> Any:
    """Two panels: talks held in each month, and an agreement made by its end."""
    beside = 2 if width > NARROW else 1
    each = width // beside - AXIS
    drawn = [
        _panel(held_curves(tables), grid, "Talks held, in each month", each),
        _panel(agreed_curves(tables), grid, "An agreement, by the end of each month", each),
    ]
    return themed(panels(drawn, beside, resolve=shared(color="independent")))


def held_curves(tables: Tables) -> list[Curve]:
    """Talks held, as declared and with declarations lifted where one binds."""
    table = tables["talks_months"]
    found = [Curve(HELD, by_month(table, "held", node="any"), "blue")]
    free = by_month(table, "held_free", node="any")
    known = ~(free != free).all()
    return [*found, Curve(FREE, free, "gold", dashed=True)] if known else found


def agreed_curves(tables: Tables) -> list[Curve]:
    """Signed, in force where approval is asked, and the reference class where one is stated."""
    table = tables["talks_months"]
    found = [Curve(AGREED, by_month(table, "agreed", node="any"), "green")]
    in_force = by_month(table, "in_force", node="any")
    if (found[0].values - in_force).max() > ROUNDING:
        found.append(Curve(IN_FORCE, in_force, "purple"))
    if base_rate(tables, 0) is None:
        return found
    return [*found, Curve(RATE, by_month(table, "base_rate", node="any"), "grey", dashed=True)]


def _panel(found: Sequence[Curve], grid: TimeGrid, heading: str, width: int) -> Any:
    last = [{"month": len(found[0].values) - 1}]
    x = calendar(grid, last, width)
    return panel(found, x, heading, width, 190, chance(top_of(found)))
