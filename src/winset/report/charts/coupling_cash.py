"""How long the money lasts under each option, as the talks see it: while nothing is settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.report.charts.coupling_talks import hues_of
from winset.report.charts.curves import Curve, curves
from winset.report.charts.theme import themed, wrapped
from winset.runs.talks_reading import Tables, by_month
from winset.timegrid import TimeGrid


def coupling_cash(
    tables: Tables, titles: Mapping[str, str], idle: str | None, grid: TimeGrid, width: int
) -> Any:
    """The chance that the cash is out in each month: a line for each option, medians over draws."""
    hues = hues_of(titles, idle)
    found = [
        Curve(
            wrapped(title, width // 8),
            by_month(tables["talks_cash"], "chance_out", node=node)[: grid.months],
            hues[node],
            dashed=node == idle,
            band=False,
        )
        for node, title in titles.items()
    ]
    return themed(curves(found, grid, "", width - 55, 190))
