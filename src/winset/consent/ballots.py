"""A rule as conditions on the ballots themselves: for, against, abstaining and absent all count.

The simple game of a rule knows only for and against. Here each member has four places in a row,
one for each ballot, of which it takes exactly one. Every clause of the algebra is then a row of
whole weights that must reach a whole quota, also where abstentions leave the total (votes cast)
or break nothing (unanimity among those present). Nothing is rounded.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

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
from winset.rules.ballots import CAST, NOT_FOR, PARTICIPATING, PRESENT, Ballot
from winset.rules.clauses import column, group, group_of, in_force, most_blockers
from winset.rules.formula import ALWAYS, All, Any, Formula, Quota, simplified
from winset.rules.game import fraction, quota
from winset.rules.members import Members, inside

BALLOTS = PARTICIPATING
"""The ballots in the order of every ballot axis: for, against, abstain, absent."""
FOR, AGAINST, ABSTAIN, ABSENT = range(4)
COUNTED = {"present": PRESENT, "cast": CAST}


def ballot_formula(rule: Rule, members: Members, outside: Iterable[str] = ()) -> Formula:
    """What a rule asks of the ballots of those who take part.

    Returns
    -------
    A formula over 4 places for each member who takes part, in the order `BALLOTS`. It contains
    that somebody votes for, without which nothing is carried.

    >>> from winset.rules.members import read_members
    >>> from winset.rules.reading import read_rule
    >>> two = read_members({"a": {"votes": 2}, "b": {"votes": 1}})
    >>> ballot_formula(read_rule({"sum": "votes", "at_least": 2}), two).parts[0]
    Quota(weights=(2, 0, 0, 0, 1, 0, 0, 0), quota=2)
    """
    left_out = frozenset(outside)
    circle = inside(members, left_out)
    applied = in_force(rule, some_outside=bool(left_out))
    somebody = spread((1,) * len(circle.names), (Ballot.FOR,), 1)
    return simplified(All((clause_formula(applied, circle), somebody)))


def clause_formula(rule: Rule, members: Members) -> Formula:
    """The formula of a rule whose names are written out, over ballots."""
    match rule:
        case AllOf():
            return All(tuple(clause_formula(part, members) for part in rule.all_of))
        case AnyOf():
            return Any(tuple(clause_formula(part, members) for part in rule.any_of))
        case Share() if rule.of != "members":
            return share_of_ballots(rule, members)
        case Share():
            figures = column(members, rule.share)
            total = sum(figures, Fraction(0))
            return supporters(quota(figures, rule.at_least, rule.more_than, scale=total))
        case Sum():
            return supporters(quota(column(members, rule.sum), rule.at_least, rule.more_than))
        case Count():
            ones = belonging(members, rule)
            least, over = fraction(rule.at_least), fraction(rule.more_than)
            return supporters(quota(tuple(map(Fraction, ones)), least, over))
        case BlockersFewerThan():
            return at_most(members, NOT_FOR, most_blockers(rule, members) - 1)
        case Unanimity():
            return none_of(members, rule, rule.broken_by)
        case Veto():
            return none_of(members, rule, (Ballot.AGAINST,))
        case ConsentOf():
            return none_of(members, rule, NOT_FOR)
        case _:  # a decision at another table is reported, not counted here
            return ALWAYS


def share_of_ballots(rule: Share, members: Members) -> Formula:
    """A share of those present or of the votes cast: abstentions or absences leave the total.

    With weights w and threshold p/q the clause is  q w(for) - p w(counted) >= 0  (or > 0); a share
    of nothing is not reached, so at `at_least` something must be for.
    """
    figures = column(members, rule.share)
    whole = math.lcm(*(figure.denominator for figure in figures))
    weights = [int(figure * whole) for figure in figures]
    asked = rule.at_least if rule.at_least is not None else rule.more_than or Fraction(0)
    p, q = asked.numerator, asked.denominator
    counted = COUNTED[rule.of]
    rows = tuple(
        tuple(w * (q * (ballot is Ballot.FOR) - p * (ballot in counted)) for ballot in BALLOTS)
        for w in weights
    )
    least = 0 if rule.at_least is not None else 1
    something = spread(tuple(weights), (Ballot.FOR,), 1 if asked > 0 else 0)
    return All((raised(rows, least), something))


def raised(rows: tuple[tuple[int, ...], ...], least: int) -> Quota:
    """A quota with every weight at least 0: each member casts one ballot, so a constant is free.

    >>> raised(((2, -1, 0, 0),), 0)
    Quota(weights=(3, 0, 1, 1), quota=1)
    """
    lowest = [min(row) for row in rows]
    weights = tuple(w - low for row, low in zip(rows, lowest, strict=True) for w in row)
    return Quota(weights, least - sum(lowest))


def supporters(asked: Quota) -> Quota:
    """A quota on members as a quota on their ballots for."""
    return spread(asked.weights, (Ballot.FOR,), asked.quota)


def spread(weights: tuple[int, ...], counted: tuple[Ballot, ...], least: int) -> Quota:
    """A quota on members' weights as a quota on some of their ballots."""
    return Quota(tuple(w * (ballot in counted) for w in weights for ballot in BALLOTS), least)


def at_most(members: Members, counted: tuple[Ballot, ...], most: int) -> Quota:
    """At most so many members cast one of some ballots."""
    others = tuple(ballot for ballot in BALLOTS if ballot not in counted)
    return spread((1,) * len(members.names), others, len(members.names) - most)


def none_of(
    members: Members, clause: Unanimity | Veto | ConsentOf, breaking: tuple[Ballot, ...]
) -> Quota:
    """Nobody in the clause's group casts one of some ballots."""
    ones = belonging(members, clause)
    others = tuple(ballot for ballot in BALLOTS if ballot not in breaking)
    return spread(ones, others, sum(ones))


def belonging(members: Members, clause: Count | Unanimity | Veto | ConsentOf) -> tuple[int, ...]:
    """One for each member of a clause's group, else nothing."""
    return tuple(map(int, group(members, group_of(clause) or ())))
