"""What solving a game gives: values, choices, and how far the tail has settled."""

from __future__ import annotations

from dataclasses import dataclass

from winset._typing import Floats
from winset.talks.game import Game
from winset.talks.settling import OwnWorth
from winset.talks.step import Choices


@dataclass(frozen=True, slots=True)
class TailReport:
    """How the repeated last step came to rest, or did not.

    Attributes
    ----------
    settles : whether the residual is within the tolerance.
    residual : largest change of a value in one more step.
    iterations : steps taken.
    change_at_start : if it does not settle, how much values at step 0 change when the tail is
        repeated twice as often; else 0.
    """

    settles: bool
    residual: float
    iterations: int
    change_at_start: float = 0.0


@dataclass(frozen=True, slots=True)
class Solution:
    """A solved game.

    Attributes
    ----------
    game : the game that was solved.
    values : shape (step + 1, state, party), V before anybody decides; the last entry is the value
        of the tail.
    follow : shape (step, kind, state, party), what follows a signature (see `settling.py`).
    choices : with leading axis step; those of the last step hold in the tail too.
    own : what packages are worth by their own terms.
    tail : how the tail came to rest.
    method : "fast" or "plain".
    """

    game: Game
    values: Floats
    follow: Floats
    choices: Choices
    own: OwnWorth
    tail: TailReport
    method: str
