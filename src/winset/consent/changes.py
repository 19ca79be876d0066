"""The smallest change of an option's terms that turns a member."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from winset.consent.ballots import FOR
from winset.consent.grid import (
    Ballots,
    Choice,
    Grid,
    ballots_of,
    ballots_under,
    checked,
    comes_once,
    design_of,
    terms_that_matter,
)

TURNED = 0.5


@dataclass(frozen=True, slots=True)
class Change:
    """The least change of terms that turns a member.

    Attributes
    ----------
    member : whom.
    terms : the terms that change, and to what.
    votes_for, before : its mean chance of voting for, after and before.
    """

    member: str
    terms: Mapping[str, Any]
    votes_for: float
    before: float


def smallest_changes(grid: Grid, member: str, turned: float = TURNED) -> tuple[Change, ...]:
    """Every smallest change of the option's terms that brings a member to vote for.

    The option as it stands has the first level of each term. Changes are tried by the number of
    terms that they touch, and all that turn the member with the fewest are given, the surest
    first; none if no design turns it, and a single one without terms if it is for as it stands.
    Only terms that its conditions are about, and the costly ones, can make a difference.
    """
    checked(grid)
    matter = terms_that_matter(grid, member)
    terms = tuple(term for term in grid.levels if term in matter or term in grid.costly)
    under: dict[Choice, Ballots] = {}

    def votes_for(choice: Choice) -> float:
        chosen = dict(zip(terms, choice, strict=True))
        costly = tuple(chosen[term] for term in grid.costly)
        if costly not in under:
            under[costly] = ballots_under(grid, design_of(grid, grid.costly, costly))
        ballots = under[costly]
        place = ballots.question.diagram.names.index(member)
        own = tuple(chosen[term] for term in ballots.matter[place])
        return float(ballots_of(ballots, place, own)[:, FOR].mean())

    before = votes_for((0,) * len(terms))
    for touched in range(len(terms) + 1):
        found = [
            Change(member, {t: grid.levels[t][k] for t, k in zip(terms, c, strict=True) if k},
                   likely, before)
            for c in changes(grid, terms, touched)
            if (likely := votes_for(c)) >= turned
        ]  # fmt: skip
        if found:
            return tuple(sorted(found, key=lambda change: -change.votes_for))
    return ()


def changes(grid: Grid, terms: tuple[str, ...], touched: int) -> Iterator[Choice]:
    """Every choice of levels in which exactly so many terms differ from the first level.

    Equal designs come once, with the fewest terms that say them.
    """
    for places in itertools.combinations(range(len(terms)), touched):
        others = (range(1, len(grid.levels[terms[place]])) for place in places)
        for levels in itertools.product(*others):
            choice = [0] * len(terms)
            for place, level in zip(places, levels, strict=True):
                choice[place] = level
            if comes_once(grid, design_of(grid, terms, tuple(choice))):
                yield tuple(choice)
