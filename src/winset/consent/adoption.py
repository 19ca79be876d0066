"""The exact chance of adoption, given how likely each member casts each ballot.

Given a draw, members vote independently, so the chance of adoption is a sum over the paths of the
vote's diagram: one sweep from its ends to its root. One sweep back gives, for every member and
ballot at once, the chance of adoption given that this member casts this ballot; the difference
between for and against is the member's chance of being pivotal.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from winset._compiled import compiled
from winset._typing import Floats, Ints
from winset.consent.ballots import AGAINST, BALLOTS, FOR
from winset.consent.codes import CHANCES, SHAPE
from winset.consent.diagram import Diagram
from winset.errors import Fault, Faults, Place

ROUNDING = 1e-12
AT_ONCE = 4_000_000  # numbers in memory: nodes times draws


def adoption(diagram: Diagram, chances: Floats) -> Floats:
    """The chance that the decision is carried, shape (draw,).

    Exact but for the rounding of sums of products in double precision: no ballots are left out.

    Parameters
    ----------
    chances : shape (draw, member, ballot), ballots in the order for, against, abstain, absent. Not
        read for members outside. Where a member's chances sum to less than 1, the result is the
        joint chance of adoption and of its ballot being among them.

    Raises
    ------
    Faults : C101 for another shape, C102 for a ballot that the diagram excludes.

    >>> from winset.consent.diagram import vote_diagram
    >>> from winset.rules.members import read_members
    >>> three = read_members({"a": {}, "b": {}, "c": {}})
    >>> half = np.full((1, 3, 4), [0.5, 0.5, 0.0, 0.0])
    >>> adoption(vote_diagram("simple_majority", three), half).tolist()
    [0.5]
    """
    by_kind = chances_by_kind(diagram, chances)
    result = np.empty(len(chances))
    for some in chunks(diagram, len(chances)):
        result[some] = values(diagram, np.ascontiguousarray(by_kind[:, :, some]))[0]
    return result


def adoption_given(diagram: Diagram, chances: Floats) -> Floats:
    """The chance of adoption given that a member casts a ballot, shape (draw, member, ballot).

    For members outside, and for ballots that the diagram excludes, it is the chance of adoption.

    >>> from winset.consent.diagram import vote_diagram
    >>> from winset.rules.members import read_members
    >>> two = read_members({"a": {}, "b": {}})
    >>> half = np.full((1, 2, 4), [0.5, 0.5, 0.0, 0.0])
    >>> adoption_given(vote_diagram("unanimity", two), half)[0, 0].tolist()
    [0.5, 0.0, 0.0, 0.0]
    """
    by_kind = chances_by_kind(diagram, chances)
    result = np.empty(chances.shape)
    for some in chunks(diagram, len(chances)):
        part = np.ascontiguousarray(by_kind[:, :, some])
        worth = values(diagram, part)
        given = np.zeros(part.shape)
        forward(diagram.starts, diagram.children, part, worth, np.zeros(worth.shape), given)
        result[some] = worth[0][:, None, None]
        for level, member in enumerate(diagram.order):
            cast = np.flatnonzero(diagram.kinds[level] >= 0)
            result[some, member][:, cast] = given[level, diagram.kinds[level, cast]].T
    return result


def pivot_chances(diagram: Diagram, chances: Floats) -> Floats:
    """The chance that a member decides the vote under actual positions, shape (draw, member).

    That is the chance of adoption if it votes for, less that if it votes against; 0 outside.
    """
    given = adoption_given(diagram, chances)
    return np.asarray(given[..., FOR] - given[..., AGAINST])


def chances_by_kind(diagram: Diagram, chances: Floats) -> Floats:
    """The chance of each kind of ballot, shape (level, kind, draw)."""
    wanted = (len(chances), len(diagram.names), len(BALLOTS))
    if chances.shape != wanted:
        fix = f"shape {wanted}: draw, member, ballot"
        what = "chances that do not fit the vote"
        raise Faults([Fault(SHAPE, what, Place(path="chances"), str(chances.shape), fix)])
    width = diagram.children.shape[1]
    by_kind = np.zeros((len(diagram.order), width, len(chances)))
    for level, member in enumerate(diagram.order):
        for ballot, kind in enumerate(diagram.kinds[level]):
            if kind >= 0:
                by_kind[level, kind] += chances[:, member, ballot]
            elif chances[:, member, ballot].max(initial=0.0) > ROUNDING:
                name, cast = diagram.names[member], BALLOTS[ballot].value
                what, fix = f"{name} may cast a ballot that was excluded", "allow it in the diagram"
                raise Faults([Fault(CHANCES, what, Place(path="chances"), cast, fix)])
    return by_kind


def chunks(diagram: Diagram, draws: int) -> list[slice]:
    """Draws that are worked on together, so that memory stays bounded."""
    step = max(1, AT_ONCE // (len(diagram.children) + 2))
    return [slice(start, min(start + step, draws)) for start in range(0, draws, step)]


def values(diagram: Diagram, by_kind: Floats) -> Floats:
    """The chance of adoption from each node on, shape (node, draw)."""
    result = np.zeros((len(diagram.children) + 2, by_kind.shape[2]))
    result[-1] = 1.0
    backward(diagram.starts, diagram.children, by_kind, result)
    return result


@compiled
def backward(starts: Ints, children: Ints, by_kind: Floats, value: Floats) -> Any:
    """Fill in the values of all nodes from the ends to the root."""
    levels, kinds, draws = by_kind.shape
    for level in range(levels - 1, -1, -1):
        for node in range(starts[level], starts[level + 1]):
            for kind in range(kinds):
                child = children[node, kind]
                for d in range(draws):
                    value[node, d] += by_kind[level, kind, d] * value[child, d]


@compiled
def forward(
    starts: Ints, children: Ints, by_kind: Floats, value: Floats, reach: Floats, given: Floats
) -> Any:
    """Fill in the chance of reaching each node, and of adoption given each kind of ballot."""
    levels, kinds, draws = by_kind.shape
    for d in range(draws):
        reach[0, d] = 1.0
    for level in range(levels):
        for node in range(starts[level], starts[level + 1]):
            for kind in range(kinds):
                child = children[node, kind]
                for d in range(draws):
                    given[level, kind, d] += reach[node, d] * value[child, d]
                    reach[child, d] += reach[node, d] * by_kind[level, kind, d]
