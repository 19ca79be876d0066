"""What it does to a vote to let an objector off: its own ballot, the rule, the others' burden."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats
from winset.consent.agenda import put_to_vote
from winset.consent.question import Habits, Question, Solved

Ask = Callable[[tuple[str, ...]], Question]
"""The question with some members exempt, the others bearing what they then bear."""


@dataclass(frozen=True, slots=True, eq=False)
class Exemption:
    """A vote with some members exempt.

    Attributes
    ----------
    exempt : who.
    solved : the vote; ballots of shape (draw, member, ballot), `adopted` of shape (draw,).
    worst_burden : shape (draw,): the largest weighted burden of any member, in shares of its
        national income.
    """

    exempt: tuple[str, ...]
    solved: Solved
    worst_burden: Floats


def exemption(ask: Ask, exempt: tuple[str, ...], fails: Floats, habits: Habits) -> Exemption:
    """The vote with some members exempt, given what members expect if the option fails."""
    question = ask(exempt)
    return Exemption(exempt, put_to_vote(question, fails, habits), worst_burden(question))


def exemptions(
    objectors: Sequence[str], ask: Ask, fails: Floats, habits: Habits, together: bool = False
) -> tuple[Exemption, ...]:
    """The vote with nobody exempt, then with each objector exempt in turn.

    Parameters
    ----------
    together : whether each exemption comes on top of those before it, rather than alone.
    """
    chosen = [
        tuple(objectors[: i + 1]) if together else (name,) for i, name in enumerate(objectors)
    ]
    return tuple(exemption(ask, exempt, fails, habits) for exempt in [(), *chosen])


def worst_burden(question: Question) -> Floats:
    """The largest weighted burden of any member who takes part, shape (draw,)."""
    return np.asarray(question.worth.burden[:, question.diagram.order].max(axis=1))
