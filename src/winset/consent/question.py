"""What is put to the vote, when, and what came of it: the records of an agenda."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from winset._typing import Bools, Floats
from winset.consent.diagram import Diagram
from winset.consent.stakes import Worth
from winset.consent.votes import Bindings
from winset.rules.ballots import Ballot


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What one option asks of the members when it is put to the vote.

    Attributes
    ----------
    diagram : its rule, for those who take part.
    worth : what it brings and costs each member, shape (draw, member).
    bindings : what holds members to a ballot beside interest.
    exempt : shape (member,): who bears no burden.
    vital : shape (member,): who declared a vital interest.
    cast : ballots that are certain, by place of the member.
    """

    diagram: Diagram
    worth: Worth
    bindings: Bindings
    exempt: Bools
    vital: Bools
    cast: Mapping[int, Ballot] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Habits:
    """How members vote, each of shape (draw,).

    Attributes
    ----------
    temperature : lambda, in shares of national income.
    exempt_abstain : chance that an exempt member abstains where it would have opposed.
    put_to_vote : chance that a decision over a declared vital interest is put to the vote;
        1 where there is no consensus norm.
    """

    temperature: Floats
    exempt_abstain: Floats
    put_to_vote: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One item of an agenda: an option, its day, and what may follow its failure.

    Attributes
    ----------
    fallbacks : by item, the chance of reaching it, shape (draw,); nothing for the rest.
    """

    option: str
    day: dt.date
    fallbacks: Mapping[str, Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """One item of an agenda, solved.

    Attributes
    ----------
    gain : shape (draw, member): worth of adoption, stance included, less that of failure.
    fails : shape (draw, member): what each member expects if the item fails.
    value : shape (draw, member): what each member expects as the item is reached.
    ballots : shape (draw, member, ballot).
    by_rule : shape (draw,): chance that the rule carries it, once reached.
    adopted : shape (draw,): chance that it is adopted, once reached (under the norm, if any).
    reached : shape (draw,): chance that it is reached.
    """

    gain: Floats
    fails: Floats
    value: Floats
    ballots: Floats
    by_rule: Floats
    adopted: Floats
    reached: Floats


@dataclass(frozen=True, slots=True, eq=False)
class AgendaSolution:
    """An agenda, solved: `items` in the order of the agenda; `nothing` of shape (draw,)."""

    items: Mapping[str, Solved]
    nothing: Floats
