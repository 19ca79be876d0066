"""Designs tried one by one: the plain twins of the win-set's search and of the programme."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from winset._typing import Floats
from winset.consent.agenda import put_to_vote
from winset.consent.grid import Grid, ballots_under, choices, with_bindings
from winset.consent.programme import Objective, Programme, passes, value_of


def plain_designs(grid: Grid) -> list[tuple[dict[str, Any], Floats]]:
    """Every design of a grid with its chance of adoption, each put to the vote by itself."""
    found = []
    for costly in choices(grid, grid.costly):
        levels = {t: grid.levels[t][k] for t, k in zip(grid.costly, costly, strict=True)}
        ballots = ballots_under(grid, levels)
        for choice in choices(grid, ballots.cheap, levels):
            question = with_bindings(ballots, choice)
            terms = levels | {
                t: grid.levels[t][k] for t, k in zip(ballots.cheap, choice, strict=True)
            }
            solved = put_to_vote(question, grid.fails, grid.habits)
            found.append(({term: terms[term] for term in grid.levels}, solved.adopted))
    return found


def plain_best(programme: Programme, objective: Objective) -> float | None:
    """The best value of any design that passes, every design tried."""
    sizes = [range(len(effect)) for effect in programme.effects]
    values = [
        value_of(programme, np.array(levels), objective)
        for levels in itertools.product(*sizes)
        if passes(programme, np.array(levels))
    ]
    return min(values, default=None)
