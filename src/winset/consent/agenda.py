"""The agenda: members look ahead, so each item is solved from those that would follow it.

Each item is put to the vote on its day. If it is adopted, that is the outcome; if not, one of its
fallbacks is reached with its chance, else nothing is agreed. Solved backwards: what a member
expects if an item fails is the mean worth of what would follow,

    fails(n) = sum_k c(n, k) value(k),     value(n) = P(n) worth(n) + (1 - P(n)) fails(n),

with nothing worth 0, and its vote at n compares worth(n) with fails(n). Time runs one way, so the
solution is exact and unique given the votes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from winset._typing import Floats
from winset.consent.ballots import BALLOTS
from winset.consent.checks import agenda_faults
from winset.consent.norm import under_norm
from winset.consent.question import AgendaSolution, Habits, Item, Question, Solved
from winset.consent.votes import Bindings, ballot_chances, exempted
from winset.errors import Faults
from winset.rules.ballots import Ballot


def solve(
    agenda: Mapping[str, Item], questions: Mapping[str, Question], habits: Habits
) -> AgendaSolution:
    """Every item's votes and chances, each member looking ahead.

    The first item of the agenda is where it starts.

    Raises
    ------
    Faults : all at once: C101 shapes, C102 chances of fallbacks beyond 1, C105 unknown items,
        C106 items that lead back in time, C109 options without a question.
    """
    faults = list(agenda_faults(agenda, questions, habits))
    if faults:
        raise Faults(faults)
    backward: dict[str, Solved] = {}
    for name in reversed(in_time(agenda)):
        item = agenda[name]
        question = questions[item.option]
        fails = np.zeros(question.worth.benefit.shape)
        for following, chance in item.fallbacks.items():
            fails += chance[:, None] * backward[following].value
        backward[name] = put_to_vote(question, fails, habits)
    return forwarded(agenda, backward)


def in_time(agenda: Mapping[str, Item]) -> list[str]:
    """The items in the order of their days."""
    return sorted(agenda, key=lambda name: agenda[name].day)


def put_to_vote(question: Question, fails: Floats, habits: Habits) -> Solved:
    """One vote, given what members expect if it fails, shape (draw, member)."""
    worth = worth_of(question)
    gain = worth - fails
    chances = ballot_chances(question.bindings, gain, habits.temperature)
    chances = exempted(chances, question.exempt, habits.exempt_abstain)
    for member, ballot in question.cast.items():
        chances[:, member] = certain(ballot)
    by_rule, adopted = under_norm(question.diagram, chances, question.vital, habits.put_to_vote)
    value = adopted[:, None] * worth + (1 - adopted[:, None]) * fails
    return Solved(gain, fails, value, chances, by_rule, adopted, np.zeros(len(adopted)))


def worth_of(question: Question) -> Floats:
    """What an option is worth if adopted, stance included, against nothing; (draw, member)."""
    return np.asarray(question.worth.benefit - question.worth.burden + question.bindings.stance)


def member_ballots(
    question: Question, place: int, bindings: Bindings, fails: Floats, habits: Habits
) -> Floats:
    """The ballots of one member alone under other bindings of its own, shape (draw, ballot).

    Parameters
    ----------
    place : of the member on the member axis.
    bindings : of this member only, each of shape (draw, 1).
    fails : shape (draw, member).
    """
    if place in question.cast:
        return np.tile(certain(question.cast[place]), (len(fails), 1))
    own = [place]
    net = question.worth.benefit[:, own] - question.worth.burden[:, own]
    gain = net + bindings.stance - fails[:, own]
    chances = ballot_chances(bindings, gain, habits.temperature)
    return exempted(chances, question.exempt[own], habits.exempt_abstain)[:, 0]


def certain(ballot: Ballot) -> Floats:
    """The chances of a ballot that is certain, shape (ballot,)."""
    return np.asarray(np.eye(len(BALLOTS))[BALLOTS.index(ballot)])


def forwarded(agenda: Mapping[str, Item], solved: Mapping[str, Solved]) -> AgendaSolution:
    """The chance of reaching each item, and of nothing, from the first item on."""
    first = next(iter(agenda))
    draws = len(solved[first].adopted)
    reached = {name: np.zeros(draws) for name in agenda}
    reached[first] = np.ones(draws)
    nothing = np.zeros(draws)
    for name in in_time(agenda):
        failed = reached[name] * (1 - solved[name].adopted)
        for following, chance in agenda[name].fallbacks.items():
            reached[following] = reached[following] + failed * chance
        nothing += failed * (1 - sum(agenda[name].fallbacks.values(), start=np.zeros(draws)))
    items = {name: replace(solved[name], reached=reached[name]) for name in agenda}
    return AgendaSolution(items, nothing)


def outcome_chances(solution: AgendaSolution) -> dict[str | None, Floats]:
    """The chance that each item is what is adopted, and of nothing (None); they sum to 1."""
    chances: dict[str | None, Floats] = {
        name: item.reached * item.adopted for name, item in solution.items.items()
    }
    return {**chances, None: solution.nothing}


def verify(
    solution: AgendaSolution,
    agenda: Mapping[str, Item],
    questions: Mapping[str, Question],
    habits: Habits,
) -> float:
    """How far the solution is from solving itself: the largest error of any chance or worth.

    Every item is put to the vote again against what the others' values say would follow, and the
    chances of all outcomes must sum to 1.
    """
    total = sum(outcome_chances(solution).values(), start=np.zeros(len(solution.nothing)))
    errors = [float(np.abs(total - 1).max())]
    for name, item in agenda.items():
        fails = np.zeros(solution.items[name].value.shape)
        for following, chance in item.fallbacks.items():
            fails += chance[:, None] * solution.items[following].value
        again = put_to_vote(questions[item.option], fails, habits)
        errors.append(float(np.abs(again.value - solution.items[name].value).max()))
        errors.append(float(np.abs(again.adopted - solution.items[name].adopted).max()))
    return max(errors)
