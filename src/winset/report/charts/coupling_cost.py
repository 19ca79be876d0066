"""What the talks do to the cost: each option, by when a settlement is taken to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from winset.report.charts.grouped import Spread, grouped
from winset.report.charts.labels import GAP
from winset.report.charts.theme import (
    BETWEEN,
    NARROW,
    SERIES,
    letters,
    panels,
    themed,
    wrapped,
)


def coupling_cost(found: Mapping[str, Sequence[Spread]], kinds: Sequence[str], width: int) -> Any:
    """A panel for each amount; in it a row for each option and a dot for each law.

    Parameters
    ----------
    found : by the panel's heading, its dots in the order of the options.
    kinds : the laws as they are written.
    """
    wide = width > NARROW
    room = 150 if wide else 118
    hues = dict(zip(kinds, SERIES, strict=False))
    beside = len(found) if wide else 1
    across = (width - room - BETWEEN * (beside - 1)) // beside - 12
    drawn = []
    for place, (heading, spreads) in enumerate(found.items()):
        own = room if place % beside == 0 else 0
        shown = [Spread(wrapped(s.row, letters(room - GAP)), s.kind, s.values) for s in spreads]
        drawn.append(grouped(shown, hues, heading, across, own))
    return themed(panels(drawn, beside))
