"""The win-set over terms: which designs of an option pass, and at what cost to the worst-hit.

Every design is judged exactly. The chance of adoption is a sum over the ballots of the few members
whose vote hangs on the terms, each term of it computed once; so a design costs a few products, and
branches are cut where even each member's best ballots over all designs left would not pass (a rule
never loses by more votes for, so that is a bound).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from winset._typing import Bools, Floats
from winset.consent.adoption import adoption
from winset.consent.ballots import ABSENT, ABSTAIN, AGAINST, BALLOTS, FOR
from winset.consent.exemptions import worst_burden
from winset.consent.grid import (
    Ballots,
    Choice,
    Grid,
    all_ballots,
    ballots_of,
    ballots_under,
    checked,
    choices,
    comes_once,
    count_of,
    design_of,
    present,
)

PASSES = 0.5
MOST_WAYS = 512  # beyond, each design is judged by a sweep of its own
TIE = 1e-12  # rounding of sums of products


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """One design of an option and how it fares.

    Attributes
    ----------
    terms : the level of every adjustable term that the design has.
    adopted : shape (draw,), the chance of adoption (under the norm, if there is one).
    votes_for : shape (member,), the mean chance of a vote for.
    worst_burden : shape (draw,), the largest weighted burden of any member who takes part, in
        shares of its national income.
    """

    terms: Mapping[str, Any]
    adopted: Floats
    votes_for: Floats
    worst_burden: Floats


@dataclass(frozen=True, slots=True, eq=False)
class WinSet:
    """The designs that pass, in the order of the grid.

    Attributes
    ----------
    designs : those with a mean chance of adoption of at least `passes`.
    passes : the least mean chance of adoption that counts as passing.
    allowed : how many designs the terms allow.
    cut : how many of them were ruled out together with others, without being judged one by one.
    """

    designs: tuple[Design, ...]
    passes: float
    allowed: int
    cut: int


@dataclass(frozen=True, slots=True, eq=False)
class Pinned:
    """The chance of adoption for each way in which the members that hang on the terms may vote.

    Attributes
    ----------
    members : their places.
    others : shape (draw, member, ballot), the ballots of all under the first design.
    ways : shape (way, pinned member), the ballot of each; empty where there are too many.
    chance : shape (way, draw), the chance of adoption (under the norm) given those ballots.
    """

    members: tuple[int, ...]
    others: Floats
    ways: tuple[tuple[int, ...], ...]
    chance: Floats


def win_set(grid: Grid, passes: float = PASSES, most_ways: int = MOST_WAYS) -> WinSet:
    """The designs whose mean chance of adoption over all draws is at least `passes`.

    With `passes=0` every design is judged. Where the members whose vote hangs on the terms may
    vote in more than `most_ways` ways, each design is judged by a sweep of its own, which takes
    longer and gives the same.

    Raises
    ------
    Faults : C113 if the terms allow no design.
    """
    checked(grid)
    found: list[Design] = []
    judged_alone = 0
    for costly in choices(grid, grid.costly):
        levels = design_of(grid, grid.costly, costly)
        ballots = ballots_under(grid, levels)
        hanging = pinned(ballots, most_ways)
        burden = worst_burden(ballots.question)
        for choice, judged in search(ballots, hanging, passes):
            if judged is None:
                continue
            judged_alone += 1
            if judged.mean() >= passes - TIE:
                votes_for = all_ballots(ballots, choice)[..., FOR].mean(axis=0)
                terms = {**levels, **design_of(grid, ballots.cheap, choice)}
                ordered = present(grid, {term: terms[term] for term in grid.levels})
                found.append(Design(ordered, judged, votes_for, burden))
    allowed = count_of(grid)
    return WinSet(tuple(found), passes, allowed, allowed - judged_alone)


def search(
    ballots: Ballots, hanging: Pinned, passes: float, chosen: Choice = ()
) -> Iterator[tuple[Choice, Floats | None]]:
    """Each full choice of the cheap terms with its chance of adoption, shape (draw,).

    Branches that cannot pass are given once, as the choice so far and None.
    """
    if len(chosen) == len(ballots.cheap):
        yield chosen, adopted_by(ballots, hanging, best_ballots(ballots, hanging, chosen))
        return
    best = adopted_by(ballots, hanging, best_ballots(ballots, hanging, chosen))
    if best.mean() < passes - TIE:
        yield chosen, None
        return
    decided = ballots.cheap[: len(chosen) + 1]
    for level in range(len(ballots.grid.levels[decided[-1]])):
        further = (*chosen, level)
        design = {**ballots.costly, **design_of(ballots.grid, decided, further)}
        if comes_once(ballots.grid, design):
            yield from search(ballots, hanging, passes, further)


def pinned(ballots: Ballots, most_ways: int = MOST_WAYS) -> Pinned:
    """The chance of adoption for every way in which members that hang on cheap terms may vote."""
    names = ballots.question.diagram.names
    asked = set(ballots.question.diagram.order.tolist())
    members = tuple(i for i in range(len(names)) if ballots.matter[i] and i in asked)
    start = all_ballots(ballots, (0,) * len(ballots.cheap))
    open_to = [possible_ballots(ballots, member) for member in members]
    if math.prod(map(len, open_to)) > most_ways:
        return Pinned(members, start, (), np.zeros((0, len(start))))
    ways = tuple(itertools.product(*open_to))
    sure = np.eye(len(BALLOTS))
    chances = [voted(ballots, replaced(start, members, [sure[b] for b in way])) for way in ways]
    return Pinned(members, start, ways, np.array(chances))


def replaced(cast: Floats, members: Sequence[int], papers: Sequence[Floats]) -> Floats:
    """The ballots of all once some members cast others; each paper (draw, ballot) or (ballot,)."""
    result = cast.copy()
    for member, paper in zip(members, papers, strict=True):
        result[:, member] = paper
    return result


def possible_ballots(ballots: Ballots, member: int) -> tuple[int, ...]:
    """The ballots that a member casts with some chance under some design."""
    levels = [range(len(ballots.grid.levels[term])) for term in ballots.matter[member]]
    cast: Bools = np.zeros(len(BALLOTS), dtype=np.bool_)
    for own in itertools.product(*levels):
        cast |= ballots_of(ballots, member, own).max(axis=0) > 0
    return tuple(np.flatnonzero(cast).tolist())


def voted(ballots: Ballots, cast: Floats) -> Floats:
    """The chance of adoption under the norm, with ballots of (draw, member, ballot)."""
    question, put = ballots.question, ballots.grid.habits.put_to_vote
    carried = adoption(question.diagram, cast)
    if not question.vital.any() or (put == 1).all():
        return carried
    without = cast.copy()
    without[:, question.vital, AGAINST] = 0.0
    return np.asarray(put * carried + (1 - put) * adoption(question.diagram, without))


def adopted_by(ballots: Ballots, hanging: Pinned, papers: Sequence[Floats]) -> Floats:
    """The chance of adoption, given the ballots of the pinned members, each (draw, ballot)."""
    if not hanging.ways:
        return voted(ballots, replaced(hanging.others, hanging.members, papers))
    total = np.zeros(hanging.chance.shape[1])
    for way, chance in zip(hanging.ways, hanging.chance, strict=True):
        weight = np.ones(len(total))
        for paper, ballot in zip(papers, way, strict=True):
            weight = weight * paper[:, ballot]
        total += weight * chance
    return total


def best_ballots(ballots: Ballots, hanging: Pinned, chosen: Choice) -> list[Floats]:
    """The best that each pinned member's ballots can be under the designs left, in each draw.

    Most for and, of the rest, least against; a full choice leaves exactly the ballots it has.
    """
    decided = dict(zip(ballots.cheap, chosen, strict=False))
    papers = []
    for member in hanging.members:
        left = [
            [decided[term]] if term in decided else range(len(ballots.grid.levels[term]))
            for term in ballots.matter[member]
        ]
        seen = [ballots_of(ballots, member, own) for own in itertools.product(*left)]
        papers.append(seen[0] if len(seen) == 1 else upper_envelope(np.stack(seen)))
    return papers


def upper_envelope(papers: Floats) -> Floats:
    """Ballots at least as good as each of some, shape (choice, draw, ballot) to (draw, ballot).

    >>> one, other = [0.2, 0.8, 0.0, 0.0], [0.5, 0.1, 0.4, 0.0]
    >>> upper_envelope(np.array([[one], [other]])).tolist()
    [[0.5, 0.1, 0.4, 0.0]]
    """
    result = np.zeros(papers.shape[1:])
    result[:, FOR] = papers[..., FOR].max(axis=0)
    result[:, AGAINST] = papers[..., AGAINST].min(axis=0)
    result[:, ABSENT] = papers[..., ABSENT].min(axis=0)
    result[:, ABSTAIN] = np.maximum(1 - result.sum(axis=1), 0.0)
    return result


def frontier(designs: Sequence[Design]) -> tuple[Design, ...]:
    """The designs that no other beats in both chance of adoption and burden on the worst-hit.

    Means over all draws; the least burden first. Of designs that are alike the first is kept.
    """
    ranked = sorted(designs, key=lambda d: (d.worst_burden.mean(), -d.adopted.mean()))
    kept: list[Design] = []
    for design in ranked:
        if not kept or design.adopted.mean() > kept[-1].adopted.mean():
            kept.append(design)
    return tuple(kept)
