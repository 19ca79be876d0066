"""What each option is worth to each party once it is decided, against nothing being agreed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from winset.report.charts.grouped import Spread, grouped
from winset.report.charts.labels import GAP
from winset.report.charts.theme import NARROW, SERIES, letters, themed, wrapped


def coupling_worth(found: Sequence[Spread], kinds: Sequence[str], width: int) -> Any:
    """A row for each option, a dot for each party; points of the scale of values."""
    room = 190 if width > NARROW else 118
    shown = [Spread(wrapped(s.row, letters(room - GAP)), s.kind, s.values) for s in found]
    hues = dict(zip(kinds, SERIES * len(kinds), strict=False))
    return themed(grouped(shown, hues, "", width - room - 16, room))
