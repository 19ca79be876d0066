"""What the guarantors pay, together: a loss poured on top of all that they were shown before.

Guarantors whose vessels are equally high differ by their key and by nothing else (see
`winset.finance.sharing`), so that a call is kept as the rise of one level, by vessel and month,
and handed out to members once for all paths of a draw. Who fails on a path has no part in the
rises of that path; those are few, and are noted member by member.
"""

from __future__ import annotations

from typing import Any

from winset.finance.kernels.compiled import inline, part
from winset.finance.kernels.layout import CUPS, FAILING, GUARANTEE_KEY, RISE, RISEN, VESSEL, Room
from winset.finance.sharing import FULL, HEIGHT, WIDTH, reached


@inline
def call(t: Any, w: Any, r: Room, month: int, discount: float, loss: float) -> float:
    """What the guarantors pay of a loss (EUR, > 0) in a month."""
    if w.failing > 0 and w.presented == 0.0:
        without_failing(w, r)
    cups, paid = CUPS if w.failing > 0 else 0, 0.0
    w.presented += loss
    while w.vessel < r.vessels.shape[1] and r.vessels[cups + WIDTH, w.vessel] > 0.0:
        g = w.vessel
        rim, width = r.vessels[HEIGHT, g], r.vessels[cups + WIDTH, g]
        level = max(w.level, reached(t.sharing, w.presented, width, r.vessels[cups + FULL, g]))
        paid += width * rise(w, r, g, month, discount, min(rim, level))
        if level <= rim:
            break
        r.vessels[RISEN, g] = w.risen
        w.vessel += 1
    w.in_guarantee += paid
    return paid


@inline
def rise(w: Any, r: Room, g: int, month: int, discount: float, level: float) -> float:
    """The level rises in vessel g and all higher ones; those who fail do not follow."""
    step = level - w.level
    w.level = level
    w.risen += discount * step
    r.sheet[RISE + g, month] += step
    after = RISE + r.vessels.shape[1]
    for j in range(w.failing):
        i = int(r.payers[FAILING, j])
        if r.payers[VESSEL, i] >= g:
            r.sheet[after + i, month] += step
    return float(step)


@part
def without_failing(w: Any, r: Room) -> None:
    """The vessels of those who pay on this path."""
    vessels = r.vessels.shape[1]
    for g in range(vessels):
        r.vessels[CUPS + WIDTH, g] = 0.0
    j = 0
    for i in range(r.payers.shape[1]):
        if j < w.failing and r.payers[FAILING, j] == i:
            j += 1
        elif r.payers[VESSEL, i] >= 0.0:
            r.vessels[CUPS + WIDTH, int(r.payers[VESSEL, i])] += r.payers[GUARANTEE_KEY, i]
    full = 0.0
    for g in range(vessels):
        r.vessels[CUPS + FULL, g] = full
        if r.vessels[CUPS + WIDTH, g] > 0.0:
            full += r.vessels[CUPS + WIDTH, g] * r.vessels[HEIGHT, g]
    for g in range(vessels - 2, -1, -1):
        r.vessels[CUPS + WIDTH, g] += r.vessels[CUPS + WIDTH, g + 1]
