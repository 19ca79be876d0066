"""The simple game of a rule: which sets of members carry the decision.

This is the *binary projection* of a rule: each member is for or against, nobody abstains or stays
away, and decisions at other tables (`needs`) are taken as given. Every threshold becomes a row of
whole numbers with a whole quota, so that nothing is ever rounded.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from winset._typing import Bools
from winset.rules.algebra import (
    AllOf,
    AnyOf,
    BlockersFewerThan,
    ConsentOf,
    Count,
    Rule,
    Share,
    Sum,
    Unanimity,
    Veto,
)
from winset.rules.clauses import column, group, group_of, in_force, most_blockers
from winset.rules.formula import (
    ALWAYS,
    All,
    Any,
    Formula,
    Quota,
    dual_formula,
    meets,
    meets_many,
    simplified,
)
from winset.rules.members import Members, inside


@dataclass(frozen=True, slots=True)
class Game:
    """A simple game: its players in order, and the formula that the winning sets meet."""

    names: tuple[str, ...]
    formula: Formula


def coalition_game(rule: Rule, members: Members, outside: Iterable[str] = ()) -> Game:
    """The simple game that a rule makes of its members, without those outside.

    The columns and names that the rule asks for must be there; `winset.rules.checks` says so.

    >>> from winset.rules.members import read_members
    >>> from winset.rules.reading import read_rule
    >>> three = read_members({"a": {"votes": 50}, "b": {"votes": 49}, "c": {"votes": 1}})
    >>> coalition_game(read_rule({"share": "votes", "more_than": "50 %"}), three).formula
    Quota(weights=(50, 49, 1), quota=51)
    """
    left_out = frozenset(outside)
    circle = inside(members, left_out)
    applied = in_force(rule, some_outside=len(circle.names) < len(members.names))
    return Game(circle.names, simplified(formula(applied, circle)))


def weighted(weights: Mapping[str, int], quota: int) -> Game:
    """The weighted game [quota; weights], as textbooks write it.

    >>> is_winning(weighted({"a": 50, "b": 49, "c": 1}, 51), {"a", "c"})
    True
    """
    return Game(tuple(weights), simplified(Quota(tuple(weights.values()), quota)))


def formula(rule: Rule, members: Members) -> Formula:
    """The formula of a rule whose names are written out."""
    match rule:
        case AllOf():
            return All(tuple(formula(part, members) for part in rule.all_of))
        case AnyOf():
            return Any(tuple(formula(part, members) for part in rule.any_of))
        case Share():
            figures = column(members, rule.share)
            return quota(figures, rule.at_least, rule.more_than, scale=sum(figures, Fraction(0)))
        case Sum():
            return quota(column(members, rule.sum), rule.at_least, rule.more_than)
        case BlockersFewerThan():
            needed = len(members.names) - most_blockers(rule, members) + 1
            return Quota((1,) * len(members.names), needed)
        case Count() | Unanimity() | Veto() | ConsentOf():
            return group_quota(rule, members)
        case _:
            return ALWAYS


def group_quota(rule: Count | Unanimity | Veto | ConsentOf, members: Members) -> Quota:
    """The quota of a clause about a group: a number of its members, or all of them."""
    meant = group_of(rule)
    belongs = group(members, meant if meant is not None else ())
    ones = tuple(Fraction(int(inside)) for inside in belongs)
    if not isinstance(rule, Count):
        return quota(ones, sum(ones, Fraction(0)), None)
    return quota(ones, fraction(rule.at_least), fraction(rule.more_than))


def fraction(number: int | None) -> Fraction | None:
    """A whole number as a fraction; None stays None."""
    return None if number is None else Fraction(number)


def quota(
    figures: Sequence[Fraction],
    at_least: Fraction | None,
    more_than: Fraction | None,
    scale: Fraction = Fraction(1),
) -> Quota:
    """A threshold in whole numbers: the figures over their common denominator.

    >>> quota((Fraction(1, 2), Fraction(1, 3)), Fraction(2, 3), None)
    Quota(weights=(3, 2), quota=4)
    """
    whole = math.lcm(*(figure.denominator for figure in figures))
    needed = (at_least if at_least is not None else more_than or Fraction(0)) * scale * whole
    least = math.ceil(needed) if at_least is not None else math.floor(needed) + 1
    return Quota(tuple(int(figure * whole) for figure in figures), least)


def dual(game: Game) -> Game:
    """The game of those who can block: a set wins it if the others alone cannot carry.

    Blocking sets of a game are the winning sets of its dual (Taylor & Zwicker 1999, ch. 1).

    >>> dual(Game(("a", "b", "c"), Quota((1, 1, 1), 3))).formula
    Quota(weights=(1, 1, 1), quota=1)
    """
    return Game(game.names, simplified(dual_formula(game.formula)))


def is_winning(game: Game, coalition: Collection[str]) -> bool:
    """Whether a set of members carries the decision.

    >>> is_winning(Game(("a", "b", "c"), Quota((3, 2, 1), 4)), {"a", "c"})
    True
    """
    return meets(game.formula, [name in coalition for name in game.names])


def winning(game: Game, inside: Bools) -> Bools:
    """Whether each of many sets of members carries the decision.

    Parameters
    ----------
    inside : shape (..., member): who is for.

    Returns
    -------
    shape (...): whether the set carries.

    >>> import numpy as np
    >>> winning(Game(("a", "b"), Quota((2, 1), 2)), np.array([[True, False], [False, True]]))
    array([ True, False])
    """
    return meets_many(game.formula, inside)
