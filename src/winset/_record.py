"""The mould of every record that is read from a file: frozen, and closed to unknown keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")


class Record(BaseModel):
    """A frozen record; a key it does not know is a fault, never ignored."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        populate_by_name=True,
        use_attribute_docstrings=True,
    )


@dataclass(frozen=True, eq=False)
class Itself(Generic[T]):
    """What is frozen, as a key that is equal to itself alone: quickly found, however large it is.

    >>> one = Record()
    >>> Itself(one) == Itself(one), Itself(one) == Itself(Record())
    (True, False)
    """

    held: T

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and self.held is other.held

    def __hash__(self) -> int:
        return id(self.held)
