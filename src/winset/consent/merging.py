"""Which amounts still lacking come to the same: how a vote's diagram stays small."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._typing import Bools, Ints
from winset.rules.formula import All, Formula, Quota

MOST_SUMS = 1 << 15  # of the members still to come: beyond, only the ends are kept
LOST, WON, OPEN = 0, 1, 2
"""How a quota or a formula stands; also the first two nodes of every level."""


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """What the ballots still to come can add to one quota: its ends and, if few, every sum."""

    low: int
    high: int
    sums: Ints | None


def reaches(weights: list[Ints]) -> list[list[Reach]]:
    """For each level, and after the last, what is still to come for each quota."""
    nothing = Reach(0, 0, np.zeros(1, dtype=np.int64))
    ahead = [[nothing] * weights[0].shape[1]]
    for kinds in reversed(weights):
        ahead.append([added(reach, kinds[:, j]) for j, reach in enumerate(ahead[-1])])
    return ahead[::-1]


def added(reach: Reach, choices: Ints) -> Reach:
    """What is still to come with one more member, who adds one of some weights."""
    sums = None
    if reach.sums is not None:
        both = np.unique(reach.sums[:, None] + np.unique(choices))
        sums = both if len(both) <= MOST_SUMS else None
    return Reach(reach.low + int(choices.min()), reach.high + int(choices.max()), sums)


def merged(
    formula: Formula, quotas: tuple[Quota, ...], lacking: Ints, ahead: list[Reach]
) -> tuple[Ints, Ints]:
    """Which node each row of amounts lacking belongs to, and the nodes that are still open.

    Parameters
    ----------
    lacking : shape (row, quota).

    Returns
    -------
    shape (row,): 0 lost, 1 won, else 2 + the row of the open node; and shape (open node, quota).
    """
    canonical = np.stack([rounded_up(lacking[:, j], r) for j, r in enumerate(ahead)], axis=1)
    low = np.array([reach.low for reach in ahead])
    high = np.array([reach.high for reach in ahead])
    state = np.where(canonical > high, LOST, np.where(canonical <= low, WON, OPEN))
    outcome = judged(formula, quotas, state)
    matters = np.zeros(state.shape, dtype=np.bool_)
    mark(formula, quotas, state, outcome == OPEN, matters)
    still_open = outcome == OPEN
    # an open quota on which nothing hangs may stand anywhere; a settled one settles its branch
    kept = np.where((state == OPEN) & ~matters, low, canonical)[still_open]
    following = outcome.copy()
    if not len(kept):
        return following, kept
    nodes, which = distinct(kept)
    following[still_open] = 2 + which
    return following, nodes


def rounded_up(lacking: Ints, reach: Reach) -> Ints:
    """The least sum still to come that is enough: amounts that need the same sum are the same.

    >>> rounded_up(np.array([-5, 1, 3, 9]), Reach(0, 7, np.array([0, 2, 5, 7]))).tolist()
    [0, 2, 5, 8]
    """
    if reach.sums is None:
        return np.clip(lacking, reach.low, reach.high + 1)
    place = np.searchsorted(reach.sums, lacking)
    return np.append(reach.sums, reach.high + 1)[place]


def judged(formula: Formula, quotas: tuple[Quota, ...], state: Ints) -> Ints:
    """Whether a formula is lost, won or open, where its quotas are. Shape (row, quota) to (row,).

    >>> pair = (Quota((1, 0), 1), Quota((0, 1), 1))
    >>> judged(All(pair), pair, np.array([[WON, OPEN], [LOST, OPEN], [WON, WON]])).tolist()
    [2, 0, 1]
    """
    if isinstance(formula, Quota):
        return state[:, quotas.index(formula)]
    deciding, neutral = (LOST, WON) if isinstance(formula, All) else (WON, LOST)
    result = np.full(len(state), neutral)
    for part in formula.parts:
        found = judged(part, quotas, state)
        result = np.where(result == deciding, deciding, np.where(found == neutral, result, found))
    return result


def mark(
    formula: Formula, quotas: tuple[Quota, ...], state: Ints, where: Bools, matters: Bools
) -> None:
    """Mark the quotas on which the outcome still hangs, in the rows where the formula is open."""
    if isinstance(formula, Quota):
        place = quotas.index(formula)
        matters[:, place] |= where & (state[:, place] == OPEN)
        return
    for part in formula.parts:
        mark(part, quotas, state, where & (judged(part, quotas, state) == OPEN), matters)


def distinct(rows: Ints) -> tuple[Ints, Ints]:
    """The different rows, and which of them each row is.

    >>> distinct(np.array([[1, 2], [0, 3], [1, 2]]))[1].tolist()
    [1, 0, 1]
    """
    key = np.zeros(len(rows), dtype=np.int64)
    for column in rows.T:
        values, place = np.unique(column, return_inverse=True)
        key = np.unique(key * len(values) + place, return_inverse=True)[1]
    first = np.unique(key, return_index=True)[1]
    return rows[first], key
