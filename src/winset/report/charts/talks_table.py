"""What happens at the table, month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from winset._typing import Floats
from winset.report.charts.stacks import Share, stack
from winset.report.charts.theme import NARROW, themed
from winset.timegrid import TimeGrid

HUES = {
    "refused": ("blue", "red"),
    "stalled": ("step4", "gold"),
    "rejected": ("step3", "purple"),
}
"""Colours of what parties do, by what it is; the first for the first party."""

OTHERS = {"closed": "rule", "signed": "green", "unratified": "grey", "over": "faint"}


def talks_table(found: Mapping[str, tuple[str, Floats]], grid: TimeGrid, width: int) -> Any:
    """Areas that make one in every month.

    Parameters
    ----------
    found : by outcome its title, and its chances, shape (month,), mean over draws.
    """
    hues = colours(list(found))
    shares = [Share(title, means, hues[name]) for name, (title, means) in found.items()]
    beside = 2 if width > NARROW else 1
    return themed(stack(shares, grid, "", width - 50, 240, beside))


def colours(outcomes: Sequence[str]) -> dict[str, str]:
    """A colour for each outcome: by what it is, and whose."""
    found: dict[str, str] = {}
    for what, hues in HUES.items():
        own = [each for each in outcomes if each.partition(":")[0] == what]
        found |= {each: hues[place % len(hues)] for place, each in enumerate(own)}
    return {
        each: found.get(each) or OTHERS.get(each.partition(":")[0], "grey") for each in outcomes
    }
