"""Every design that an option's terms allow, and how each member would vote on it.

A design chooses one level for each adjustable term. Terms of two kinds are told apart: those that
change what members pay, for which burdens must be computed anew, and those that only meet or miss
their conditions. A member's ballots depend on few terms, so they are computed once for each
combination of levels that matters to it and looked up after that.

Terms are paths: where a part of an instrument is left out (`guarantee: null`), what stands below it
(`guarantee.cap`) is no term any more. Choices that differ only there are one design and come once.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from winset._typing import Floats
from winset.consent.agenda import member_ballots
from winset.consent.codes import NO_DESIGN
from winset.consent.conditions import Terms
from winset.consent.positions import Known, bindings_of, terms_asked
from winset.consent.question import Habits, Question
from winset.errors import Fault, Faults, Place

NOTHING: Mapping[str, Any] = {}
Choice = tuple[int, ...]
"""One level for each term of a grid, by place."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """An option with adjustable terms.

    Attributes
    ----------
    levels : by term, the values that it may take; the first of each is the option as it stands.
    fixed : the other terms that conditions are about.
    known : what is known of the members' positions on the option.
    costly : the terms on which burdens, benefits or exemptions hang.
    ask : the question, given levels of the costly terms; its own bindings are not read.
    fails : shape (draw, member), what members expect if the option fails.
    habits : how members vote.
    """

    levels: Mapping[str, tuple[Any, ...]]
    fixed: Terms
    known: Known
    costly: tuple[str, ...]
    ask: Callable[[Mapping[str, Any]], Question]
    fails: Floats
    habits: Habits


def checked(grid: Grid) -> Grid:
    """The grid, if its terms allow a design.

    Raises
    ------
    Faults : C113, all at once, for terms without levels and costly terms that are none of them.
    """
    faults = [
        Fault(NO_DESIGN, f"{term!r} has no level", Place(path=f"levels.{term}"), "()", "add one")
        for term, levels in grid.levels.items()
        if not levels
    ]
    faults += [
        Fault(NO_DESIGN, f"{term!r} is no term of the grid", Place(path="costly"), term,
              "give its levels")
        for term in grid.costly
        if term not in grid.levels
    ]  # fmt: skip
    if faults:
        raise Faults(faults)
    return grid


def count_of(grid: Grid) -> int:
    """How many designs the terms allow, equal ones counted once."""
    if not any(parts_above(term, {**grid.fixed, **grid.levels}) for term in grid.levels):
        return math.prod(len(levels) for levels in grid.levels.values())
    return sum(1 for _ in choices(grid, tuple(grid.levels)))


def choices(
    grid: Grid, terms: tuple[str, ...], given: Mapping[str, Any] = NOTHING
) -> Iterator[Choice]:
    """Every choice of levels of some terms, equal designs once.

    Parameters
    ----------
    given : levels of other terms, with which they make a design.
    """
    for choice in itertools.product(*(range(len(grid.levels[term])) for term in terms)):
        if comes_once(grid, {**given, **design_of(grid, terms, choice)}):
            yield choice


def comes_once(grid: Grid, design: Mapping[str, Any]) -> bool:
    """Whether a choice stands for its design: no term is changed that the design does not have."""
    has = present(grid, design)
    return all(t in has or value is grid.levels[t][0] for t, value in design.items())


def present(grid: Grid, design: Mapping[str, Any]) -> dict[str, Any]:
    """The terms of a design that it has: without those below a part that is left out."""
    known = {**grid.fixed, **design}
    return {term: value for term, value in design.items() if not left_out(term, known)}


def standing(known: Terms) -> dict[str, Any]:
    """All terms as they then stand: None below a part that is left out.

    >>> standing({"guarantee": None, "guarantee.cap": 5, "size": 2})
    {'guarantee': None, 'guarantee.cap': None, 'size': 2}
    """
    return {term: None if left_out(term, known) else value for term, value in known.items()}


def left_out(term: str, known: Terms) -> bool:
    """Whether a part of an instrument above a term is known to be left out."""
    return any(known[part] is None for part in parts_above(term, known))


def parts_above(term: str, known: Terms) -> list[str]:
    """The terms among some that stand above a term.

    >>> parts_above("guarantee.cap.of_size", {"guarantee": None, "guarantee.cap": 5, "size": 2})
    ['guarantee', 'guarantee.cap']
    """
    keys = term.split(".")
    return [part for n in range(1, len(keys)) if (part := ".".join(keys[:n])) in known]


def design_of(grid: Grid, terms: tuple[str, ...], choice: Choice) -> dict[str, Any]:
    """The values that a choice of levels stands for."""
    return {term: grid.levels[term][k] for term, k in zip(terms, choice, strict=True)}


def terms_that_matter(grid: Grid, member: str) -> tuple[str, ...]:
    """The adjustable terms that a member's conditions are about, or that stand above these."""
    position = grid.known.positions.get(member)
    asked = () if position is None else terms_asked([position])
    above = {part for term in asked for part in parts_above(term, grid.levels)}
    return tuple(term for term in grid.levels if term in asked or term in above)


@dataclass(slots=True)
class Ballots:
    """The ballots of all members under one choice of the costly terms, looked up by design."""

    grid: Grid
    question: Question
    costly: Mapping[str, Any]
    cheap: tuple[str, ...]
    matter: tuple[tuple[str, ...], ...]
    seen: dict[tuple[int, Choice], Floats]


def ballots_under(grid: Grid, costly: Mapping[str, Any]) -> Ballots:
    """The ballots under one choice of the costly terms, none of them computed yet."""
    question = grid.ask(costly)
    cheap = tuple(term for term in grid.levels if term not in grid.costly)
    members = question.diagram.names
    matter = tuple(
        tuple(term for term in terms_that_matter(grid, member) if term in cheap)
        for member in members
    )
    return Ballots(grid, question, costly, cheap, matter, {})


def ballots_of(ballots: Ballots, place: int, own: Choice) -> Floats:
    """The ballots of one member under the levels that matter to it, shape (draw, ballot)."""
    if (place, own) not in ballots.seen:
        grid, question = ballots.grid, ballots.question
        name = question.diagram.names[place]
        levels = design_of(grid, ballots.matter[place], own)
        first = {term: values[0] for term, values in grid.levels.items()}
        terms = standing({**grid.fixed, **first, **ballots.costly, **levels})
        bindings = bindings_of(grid.known, (name,), terms)
        found = member_ballots(question, place, bindings, grid.fails, grid.habits)
        ballots.seen[place, own] = found
    return ballots.seen[place, own]


def own_choice(ballots: Ballots, place: int, choice: Choice) -> Choice:
    """The levels of the terms that matter to a member, out of a choice of all cheap terms."""
    return tuple(choice[ballots.cheap.index(term)] for term in ballots.matter[place])


def all_ballots(ballots: Ballots, choice: Choice) -> Floats:
    """The ballots of all members under a choice of the cheap terms, (draw, member, ballot)."""
    places = range(len(ballots.question.diagram.names))
    own = [ballots_of(ballots, i, own_choice(ballots, i, choice)) for i in places]
    return np.stack(own, axis=1)


def with_bindings(ballots: Ballots, choice: Choice) -> Question:
    """The question with every member's bindings under a choice, to be solved like any other."""
    grid = ballots.grid
    first = {term: values[0] for term, values in grid.levels.items()}
    cheap = design_of(grid, ballots.cheap, choice)
    terms = standing({**grid.fixed, **first, **ballots.costly, **cheap})
    names = ballots.question.diagram.names
    return replace(ballots.question, bindings=bindings_of(grid.known, names, terms))
