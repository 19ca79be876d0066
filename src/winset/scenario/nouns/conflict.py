"""A conflict told by options and rankings alone: what `winset conflict` reads.

Where nobody can say how much a party wants something, it can still be known what each could do and
what it prefers to what. A state is the list of the options that are taken.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationError, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import PydanticCustomError

from winset._record import Record

Taken = tuple[str, ...]
"""The options that are taken in a state, in any order; none: the empty list."""


class Equals(Record):
    """States that a party likes equally well."""

    equal: tuple[Taken, ...] = Field(min_length=2)
    """The states, each as the list of the options taken in it."""


def _rung(given: object, handler: ValidatorFunctionWrapHandler) -> object:
    """Say once what stands in a ranking, whichever of the two was meant."""
    try:
        return handler(given)
    except ValidationError as error:
        what = "neither a state nor states that are equally good"
        fix = "write the options taken, [one, two], none as []; or {equal: [[one], [two]]}"
        raise PydanticCustomError("rung_form", what, {"fix": fix}) from error


Rung = Annotated[Taken | Equals, WrapValidator(_rung)]


class Decider(Record):
    """A party that can do something, and prefers some states to others."""

    name: str
    """As results print it."""
    options: dict[str, str] = {}
    """What it can do or leave: a short name for each option, and the option in a few words."""
    ranking: tuple[Rung, ...]
    """Every state that can occur, from best to worst."""


class Combination(Record):
    """Options that cannot be found together in one state."""

    taken: Taken = Field(default=(), alias="with")
    """These are taken ..."""
    without: Taken = ()
    """... and these are not."""


class ConflictFile(Record):
    """A conflict as its file says it."""

    winset: Literal[1]
    """The version of the scenario language."""
    title: str
    """What the conflict is, in a line."""
    source: str | None = None
    """Where options and rankings are taken from."""
    parties: dict[str, Decider] = Field(min_length=1)
    """Who decides."""
    infeasible: tuple[Combination, ...] = ()
    """What cannot be: a state that has one of these combinations does not occur."""
    irreversible: tuple[str, ...] = ()
    """Options that cannot be dropped once they are taken."""
