"""A member's vote under each combination of its conditions, the others' terms as they stand.

Terms that change what the option costs are priced anew; the vote is cast under the agenda, as all
others are. Of many conditions the firmest are told apart and the rest taken as met.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from winset._typing import Floats
from winset.consent.ballots import FOR
from winset.consent.conditions import is_met
from winset.consent.grid import (
    Grid,
    ballots_of,
    ballots_under,
    choices,
    design_of,
    present,
    standing,
    terms_that_matter,
)
from winset.scenario.draws import sample
from winset.scenario.nouns.consent import Condition

MOST = 7
"""Conditions told apart: 128 combinations, which one picture can still show."""


@dataclass(frozen=True, slots=True, eq=False)
class Combination:
    """One combination of a member's conditions.

    Attributes
    ----------
    met : the terms of its conditions that are met in every draw.
    terms : the terms that change for it, and to what.
    votes_for : shape (draw,), the chance of a vote for.
    """

    met: tuple[str, ...]
    terms: Mapping[str, Any]
    votes_for: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Combinations:
    """A member's vote under each combination.

    Attributes
    ----------
    asked : the terms of the conditions told apart, the firmest first.
    already : terms of conditions that the option meets as it stands.
    left_out : terms of the softest conditions, taken as met because there are too many.
    rows : the combinations, with none of the changes first; of designs that meet the same, the
        first.
    """

    asked: tuple[str, ...]
    already: tuple[str, ...]
    left_out: tuple[str, ...]
    rows: tuple[Combination, ...]


def combinations(grid: Grid, member: str, most: int = MOST) -> Combinations:
    """How a member votes under each combination of its conditions; no rows where it has none."""
    conditions = conditions_of(grid, member)
    first = standing({**grid.fixed, **{t: levels[0] for t, levels in grid.levels.items()}})
    already = tuple(c.term for c in conditions if is_met(c, first, grid.known.draws).all())
    asked = tuple(dict.fromkeys(c.term for c in conditions if c.term not in already))
    kept, left_out = asked[:most], asked[most:]
    granted = {c.term: meeting(grid, c) for c in conditions if c.term in left_out}
    varied = tuple(t for t in terms_that_matter(grid, member) if t not in (*left_out, *already))
    rows: dict[tuple[str, ...], Combination] = {}
    for choice in choices(grid, varied, granted) if conditions else ():
        design = {**granted, **design_of(grid, varied, choice)}
        one = combination(grid, member, conditions, design)
        rows.setdefault(one.met, one)
    return Combinations(kept, already, left_out, tuple(rows.values()))


def conditions_of(grid: Grid, member: str) -> tuple[Condition, ...]:
    """A member's conditions, the firmest first."""
    position = grid.known.positions.get(member)
    stated = () if position is None else position.against_unless
    draws = grid.known.draws
    return tuple(sorted(stated, key=lambda c: -float(sample(draws, c.firmness).mean())))


def meeting(grid: Grid, condition: Condition) -> Any:
    """The first level of a condition's term that meets it; as it stands where none does."""
    levels = grid.levels[condition.term]
    draws = grid.known.draws
    fit = (v for v in levels if is_met(condition, {condition.term: v}, draws).all())
    return next(fit, levels[0])


def combination(
    grid: Grid, member: str, conditions: tuple[Condition, ...], design: Mapping[str, Any]
) -> Combination:
    """A member's vote on one design, the terms that it does not speak of as they stand."""
    whole = {term: design.get(term, levels[0]) for term, levels in grid.levels.items()}
    ballots = ballots_under(grid, {term: whole[term] for term in grid.costly})
    place = ballots.question.diagram.names.index(member)
    own = tuple(grid.levels[t].index(whole[t]) for t in ballots.matter[place])
    terms = standing({**grid.fixed, **whole})
    return Combination(
        tuple(dict.fromkeys(c.term for c in conditions
                            if is_met(c, terms, grid.known.draws).all())),
        {t: v for t, v in present(grid, whole).items() if v is not grid.levels[t][0]},
        ballots_of(ballots, place, own)[:, FOR],
    )  # fmt: skip
