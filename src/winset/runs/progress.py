"""How long work tells how far it is: a step in words, how much is done, of how much."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told whenever a piece of work is done."""

    def __call__(self, step: str, done: int, of: int) -> None:
        """Say that `done` of `of` pieces of the step are done."""


def silent(step: str, done: int, of: int) -> None:
    """Tell nobody."""
