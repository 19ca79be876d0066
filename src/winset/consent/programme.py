"""Designs whose burdens add up over terms, and which of them pass if all vote as expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from winset._typing import Bools, Floats, Ints
from winset.rules.game import Game, is_winning

Objective = Literal["changes", "worst_burden"]
EXACT = 1e-12  # shares of national income: rounding of sums


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """A condition of one member: the levels of one term that meet it."""

    member: int
    term: int
    met: Bools


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """Designs of an option whose burdens add up over terms.

    Attributes
    ----------
    game : the rule's simple game; its players are the members, in order.
    worth : shape (member,): benefit and stance less what is expected if the option fails.
    burden : shape (member,): weighted burden that no term changes.
    effects : for each term, shape (level, member): what each level adds to the burden.
    demands : conditions without which a member votes against.
    never : shape (member,): who votes against whatever the terms are.
    always : shape (member,): who votes for whatever the terms are.
    start : shape (term,): the level of each term as the option stands.
    """

    game: Game
    worth: Floats
    burden: Floats
    effects: tuple[Floats, ...]
    demands: tuple[Demand, ...]
    never: Bools
    always: Bools
    start: Ints


def burdens(programme: Programme, levels: Ints) -> Floats:
    """The weighted burden of each member under a design, shape (member,)."""
    added = [effect[level] for effect, level in zip(programme.effects, levels, strict=True)]
    return np.asarray(programme.burden + sum(added, start=np.zeros(len(programme.burden))))


def votes_for(programme: Programme, levels: Ints) -> Bools:
    """Whose interest a design is and whose conditions it meets, shape (member,)."""
    willing = programme.worth - burdens(programme, levels) >= -EXACT
    for demand in programme.demands:
        willing[demand.member] &= demand.met[levels[demand.term]]
    return np.asarray((willing & ~programme.never) | programme.always)


def passes(programme: Programme, levels: Ints) -> bool:
    """Whether a design is carried, its votes added up in whole numbers."""
    chosen = votes_for(programme, levels)
    names = programme.game.names
    return is_winning(programme.game, [n for n, v in zip(names, chosen, strict=True) if v])


def value_of(programme: Programme, levels: Ints, objective: Objective) -> float:
    """How many terms a design changes, or the burden on the worst-hit."""
    if objective == "changes":
        return float(np.sum(levels != programme.start))
    return float(burdens(programme, levels).max())
