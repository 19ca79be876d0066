"""What the talks come to under each account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from winset.report.charts.grouped import Spread, grouped
from winset.report.charts.labels import GAP
from winset.report.charts.theme import NARROW, SERIES, letters, themed, wrapped


def accounts_talks(found: Sequence[Spread], kinds: Sequence[str], width: int) -> Any:
    """A row for each account, a dot for each chance.

    Parameters
    ----------
    found : in the order of the accounts; kinds : what they are chances of, as they are written.
    """
    room = 210 if width > NARROW else 128
    shown = [Spread(wrapped(s.row, letters(room - GAP)), s.kind, s.values) for s in found]
    hues = dict(zip(kinds, SERIES * len(kinds), strict=False))
    return themed(grouped(shown, hues, "", width - room - 20, room, "%"))
