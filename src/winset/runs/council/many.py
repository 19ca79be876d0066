"""Designs too many to try one by one: what a mixed-integer programme finds among them.

The programme takes members at their expected interest and holds conditions to be firm where they
are likelier than not, and burdens to add up over terms, each term priced alone. What it finds is
priced and voted on like any other design.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from winset._typing import Floats, Ints
from winset.consent.agenda import put_to_vote
from winset.consent.best_design import best_design
from winset.consent.conditions import is_met
from winset.consent.exemptions import worst_burden
from winset.consent.grid import Grid, ballots_under, comes_once, present, with_bindings
from winset.consent.positions import bindings_of
from winset.consent.programme import Demand, Objective, Programme
from winset.consent.question import Question
from winset.consent.terms import Design
from winset.rules.formula import Quota
from winset.rules.game import Game
from winset.scenario.draws import sample

LIKELY = 0.5
OBJECTIVES: tuple[Objective, ...] = ("changes", "worst_burden")


@dataclass(frozen=True, slots=True, eq=False)
class Posed:
    """A grid as a programme.

    Attributes
    ----------
    grid : the designs; terms : those of its terms that have a choice, in the programme's order.
    programme : the same for the solver.
    """

    grid: Grid
    terms: tuple[str, ...]
    programme: Programme


def posed(grid: Grid, game: Game) -> Posed:
    """The programme of a grid under a rule."""
    first = {term: levels[0] for term, levels in grid.levels.items()}
    base = grid.ask({term: first[term] for term in grid.costly})
    names = base.diagram.names
    places = [names.index(name) for name in game.names]
    terms = tuple(term for term, levels in grid.levels.items() if len(levels) > 1)
    bound = bindings_of(grid.known, names, {**grid.fixed, **first})
    worth = (base.worth.benefit + bound.stance - grid.fails).mean(axis=0)
    programme = Programme(
        game=game,
        worth=worth[places],
        burden=base.worth.burden.mean(axis=0)[places],
        effects=tuple(added(grid, base, term)[:, places] for term in terms),
        demands=tuple(demands(grid, terms, game.names)),
        never=(bound.on_record.mean(axis=0) >= LIKELY)[places],
        always=(bound.to_for.mean(axis=0) >= LIKELY)[places],
        start=np.zeros(len(terms), dtype=np.int64),
    )
    return Posed(grid, terms, programme)


def added(grid: Grid, base: Question, term: str) -> Floats:
    """What each level of a term alone adds to the burden less the benefit, (level, member)."""
    first = {each: grid.levels[each][0] for each in grid.costly}
    if term not in grid.costly:
        return np.zeros((len(grid.levels[term]), len(base.diagram.names)))
    asked = [grid.ask({**first, term: level}).worth for level in grid.levels[term]]
    net = np.stack([(each.burden - each.benefit).mean(axis=0) for each in asked])
    return np.asarray(net - net[0])


def demands(grid: Grid, terms: tuple[str, ...], members: tuple[str, ...]) -> Iterator[Demand]:
    """The conditions that members are likelier than not to hold to."""
    draws = grid.known.draws
    for place, member in enumerate(members):
        position = grid.known.positions.get(member)
        for condition in position.against_unless if position else ():
            if sample(draws, condition.firmness).mean() < LIKELY:
                continue
            levels = grid.levels[condition.term]
            met = [bool(is_met(condition, {condition.term: v}, draws).all()) for v in levels]
            if condition.term in terms:
                yield Demand(place, terms.index(condition.term), np.array(met))
            elif not met[0]:
                yield Demand(place, 0, np.zeros(len(grid.levels[terms[0]]), dtype=np.bool_))


def best_designs(asked: Posed) -> tuple[Design, ...]:
    """The option as it stands, and the designs that pass with the fewest changes or least burden.

    Judged like all others: by votes that are chances, priced as a whole.
    """
    solved = (best_design(asked.programme, objective) for objective in OBJECTIVES)
    levels = [asked.programme.start, *(found.levels for found in solved if found is not None)]
    different = {tuple(each.tolist()): each for each in levels}
    return tuple(judged(asked, each) for each in different.values())


def turning(asked: Posed, member: str) -> Mapping[str, Any] | None:
    """The fewest changes of terms that bring a member to vote for; None where none does."""
    names = asked.programme.game.names
    if member not in names:
        return None
    alone = Game(names, Quota(tuple(int(name == member) for name in names), 1))
    found = best_design(replace(asked.programme, game=alone), "changes")
    return None if found is None else changed(asked, found.levels)


def judged(asked: Posed, levels: Ints) -> Design:
    """One design, priced and put to the vote."""
    grid = asked.grid
    whole = {**{t: each[0] for t, each in grid.levels.items()}, **chosen(asked, levels)}
    assert comes_once(grid, whole)
    ballots = ballots_under(grid, {term: whole[term] for term in grid.costly})
    choice = tuple(grid.levels[t].index(whole[t]) for t in ballots.cheap)
    question = with_bindings(ballots, choice)
    solved = put_to_vote(question, grid.fails, grid.habits)
    votes = solved.ballots[..., 0].mean(axis=0)
    return Design(present(grid, whole), solved.adopted, votes, worst_burden(question))


def chosen(asked: Posed, levels: Ints) -> dict[str, Any]:
    """The values of a design's terms, those that it does not have as they stand."""
    grid = asked.grid
    design = {t: grid.levels[t][k] for t, k in zip(asked.terms, levels.tolist(), strict=True)}
    has = present(grid, {**{t: each[0] for t, each in grid.levels.items()}, **design})
    return {t: v if t in has else grid.levels[t][0] for t, v in design.items()}


def changed(asked: Posed, levels: Ints) -> dict[str, Any]:
    """The terms that a design changes, and to what."""
    grid = asked.grid
    return {t: v for t, v in chosen(asked, levels).items() if v is not grid.levels[t][0]}


def voted(asked: Posed, terms: Mapping[str, Any], member: str) -> float:
    """A member's mean chance of a vote for under changed terms."""
    levels = [asked.grid.levels[t].index(terms[t]) if t in terms else 0 for t in asked.terms]
    names = asked.grid.ask({t: asked.grid.levels[t][0] for t in asked.grid.costly}).diagram.names
    design = judged(asked, np.array(levels, dtype=np.int64))
    votes: Floats = design.votes_for
    return float(votes[names.index(member)])
