"""A vote as a decision diagram, from which the chance of adoption is read exactly.

The members are asked one after the other. After each, all that still matters is how much every
threshold still lacks, and two amounts lacking are the same if no ballots of the members still to
come tell them apart. Merging what is the same turns the tree of all ballots into a diagram of a
few thousand nodes (a reduced ordered decision diagram, Bryant 1986; for thresholds the merging is
that of Behle 2007): half of the members at most are told apart by what was cast, the other half by
what is to come. Weights are whole numbers throughout, so nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from winset._typing import Bools, Ints
from winset.consent.ballots import AGAINST, BALLOTS, FOR, ballot_formula
from winset.consent.codes import TOO_LARGE
from winset.consent.merging import merged, reaches
from winset.errors import Fault, Faults, Place
from winset.rules.algebra import Rule
from winset.rules.checks import checked_game
from winset.rules.formula import LARGEST_TOTAL, Formula, Quota, quotas_of
from winset.rules.members import Members

MOST_NODES = 6_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Diagram:
    """All ways to vote under one rule, merged where they come to the same.

    Attributes
    ----------
    names : all members, on the member axis of every array.
    order : shape (level,): which member is asked at each level; members outside are not asked.
    kinds : shape (level, ballot): which kind of ballot each is; those of a kind have the same
        effect; -1 where a ballot is excluded.
    starts : shape (level + 1,): the first node of each level, and last the node that is lost;
        the one after it is won. The first of all is the root; in every later level the first is
        surely lost and the second surely won.
    children : shape (node, kind): the node that follows each kind of ballot; 0 beyond the kinds.
    """

    names: tuple[str, ...]
    order: Ints
    kinds: Ints
    starts: Ints
    children: Ints


def vote_diagram(
    rule: Rule, members: Members, outside: Iterable[str] = (), cast: Bools | None = None
) -> Diagram:
    """The diagram of a vote under a rule.

    Parameters
    ----------
    cast : shape (member, ballot): which ballots a member may cast at all; for and against are
        always possible. None: every ballot. Fewer possible ballots make a smaller diagram.

    Raises
    ------
    RuleFaults : the rule cannot be used by these members.
    Faults : C107 if the diagram is too large.

    >>> from winset.rules.members import read_members
    >>> from winset.rules.reading import read_rule
    >>> three = read_members({"a": {}, "b": {}, "c": {}})
    >>> seen = vote_diagram(read_rule("simple_majority"), three)
    >>> seen.order.tolist(), np.diff(seen.starts).tolist()
    ([0, 1, 2], [1, 4, 3])
    """
    left_out = frozenset(outside)
    checked_game(rule, members, left_out)
    asked = [i for i, name in enumerate(members.names) if name not in left_out]
    formula = ballot_formula(rule, members, left_out)
    quotas = quotas_of(formula)
    if max(sum(quota.weights) for quota in quotas) >= LARGEST_TOTAL:
        raise _too_large("weights beyond 64-bit whole numbers", "use fewer decimals")
    table = _weights(quotas)
    order = by_falling_influence(table)
    possible = np.ones((len(asked), len(BALLOTS)), bool) if cast is None else cast[asked].copy()
    possible[:, [FOR, AGAINST]] = True
    kinds = np.stack([kinds_of(table[i], possible[i]) for i in order])
    starts, children = _grown_once(formula, tuple(map(tuple, kinds.tolist())))
    return Diagram(members.names, np.array(asked)[order], kinds, starts, children)


@lru_cache(maxsize=8)
def _grown_once(formula: Formula, kinds: tuple[tuple[int, ...], ...]) -> tuple[Ints, Ints]:
    """The nodes under a formula; who is exempt seldom changes which ballots come to the same."""
    quotas = quotas_of(formula)
    table = _weights(quotas)
    order = by_falling_influence(table)
    in_turn = [kind_weights(table[i], np.array(k)) for i, k in zip(order, kinds, strict=True)]
    return grown(formula, quotas, in_turn)


def _weights(quotas: tuple[Quota, ...]) -> Ints:
    """What each ballot of each member adds to each quota, shape (member, ballot, quota)."""
    weights = np.array([quota.weights for quota in quotas], dtype=np.int64)
    return weights.reshape(len(quotas), -1, len(BALLOTS)).transpose(1, 2, 0)


def by_falling_influence(table: Ints) -> Ints:
    """Members by how much of the thresholds hangs on their ballots, the most first.

    Parameters
    ----------
    table : shape (member, ballot, quota).
    """
    swing = np.ptp(table, axis=1).astype(np.float64)
    total = np.maximum(swing.sum(axis=0), 1)
    return np.argsort(-(swing / total).sum(axis=1), kind="stable")


def kinds_of(rows: Ints, possible: Bools) -> Ints:
    """The kind of each ballot of one member: ballots with the same weights are of one kind.

    >>> kinds_of(np.array([[1], [0], [0], [0]]), np.array([True, True, True, False])).tolist()
    [0, 1, 1, -1]
    """
    kinds, seen = np.full(len(rows), -1), dict[tuple[int, ...], int]()
    for ballot in np.flatnonzero(possible):
        kinds[ballot] = seen.setdefault(tuple(rows[ballot].tolist()), len(seen))
    return kinds


def kind_weights(rows: Ints, kinds: Ints) -> Ints:
    """The weights of each kind of ballot, shape (kind, quota)."""
    first = [int(np.flatnonzero(kinds == kind)[0]) for kind in range(kinds.max() + 1)]
    return rows[first]


def grown(formula: Formula, quotas: tuple[Quota, ...], weights: list[Ints]) -> tuple[Ints, Ints]:
    """The nodes of a diagram, level by level.

    Parameters
    ----------
    weights : for each level, shape (kind, quota).

    Returns
    -------
    starts, children : as in `Diagram`.
    """
    ahead = reaches(weights)
    lacking = np.array([[quota.quota for quota in quotas]], dtype=np.int64)
    width = max(len(kinds) for kinds in weights)
    starts, rows = [0], []
    for level, kinds in enumerate(weights):
        decided = 0 if level == 0 else 2
        table = np.zeros((decided + len(lacking), width), dtype=np.int64)
        table[:decided, : len(kinds)] = np.arange(decided)[:, None]
        after = (lacking[:, None, :] - kinds[None]).reshape(-1, len(quotas))
        following, lacking = merged(formula, quotas, after, ahead[level + 1])
        table[decided:, : len(kinds)] = following.reshape(-1, len(kinds))
        starts.append(starts[-1] + len(table))
        if starts[-1] > MOST_NODES:
            raise _too_large(f"more than {MOST_NODES:,} nodes", "state ballots that are certain")
        table[:, : len(kinds)] += starts[-1]
        rows.append(table)
    return np.array(starts), np.concatenate(rows)


def _too_large(got: str, fix: str) -> Faults:
    what = "this vote cannot be counted exactly"
    return Faults([Fault(TOO_LARGE, what, Place(path="rule"), got, fix)])
