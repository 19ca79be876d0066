"""What refusing is worth to each party today, and what that comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from winset.report.charts.dots import Dot, dots
from winset.report.charts.labels import GAP
from winset.report.charts.theme import NARROW, letters, panels, shared, themed, wrapped


def talks_refusal(found: Mapping[str, Sequence[Dot]], width: int) -> Any:
    """A panel for each party: the whole, then its parts; all over the same axis.

    Parameters
    ----------
    found : by the party's name, its lines from top to bottom.
    """
    wide = width > NARROW
    beside = min(2, len(found)) if wide else 1
    room = 190 if wide else 130
    fits = letters(room - GAP)
    drawn = []
    for place, (name, lines) in enumerate(found.items()):
        own = room if place % beside == 0 else 0
        wrapped_ = [_wrapped(line, fits) for line in lines]
        across = (width - room) // beside - 24
        drawn.append(dots(wrapped_, [line.label for line in wrapped_], name, across, own, "~r"))
    return themed(panels(drawn, beside, resolve=shared(x="shared")))


def _wrapped(line: Dot, fits: int) -> Dot:
    return Dot(wrapped(line.label, fits), line.values, line.text, line.hue)
