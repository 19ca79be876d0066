"""What each option does to the talks, by month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.report.charts.calendar import calendar
from winset.report.charts.curves import Curve, chance, panel, top_of
from winset.report.charts.theme import NARROW, SERIES, panels, themed, wrapped
from winset.runs.talks_reading import Tables, by_month
from winset.timegrid import TimeGrid

PANELS = (
    ("agreed", "An agreement, by the end of each month"),
    ("held", "Talks held, in each month"),
)


def coupling_talks(
    tables: Tables, titles: Mapping[str, str], idle: str | None, grid: TimeGrid, width: int
) -> Any:
    """A line for each option, the median over draws; no bands, they would lie on each other.

    Parameters
    ----------
    titles : of what may be decided, in the order of the tables.
    idle : of these the one in which nothing is; drawn in grey.
    """
    beside = 2 if width > NARROW else 1
    each = width // beside - 55
    hues = hues_of(titles, idle)
    drawn = []
    for column, heading in PANELS:
        found = [
            Curve(wrapped(title, width // 8), by_month(tables["talks_months"], column, node=node),
                  hues[node], dashed=node == idle, band=False)
            for node, title in titles.items()
        ]  # fmt: skip
        x = calendar(grid, [{"month": len(found[0].values) - 1}], each)
        drawn.append(panel(found, x, heading, each, 190, chance(top_of(found))))
    return themed(panels(drawn, beside))


def hues_of(titles: Mapping[str, str], idle: str | None) -> dict[str, str]:
    """A colour for each option, grey for nothing."""
    paying = [node for node in titles if node != idle]
    found = {node: SERIES[place % len(SERIES)] for place, node in enumerate(paying)}
    return {node: found.get(node, "grey") for node in titles}
