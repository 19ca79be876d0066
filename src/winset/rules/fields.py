"""The fields of clauses: how each kind of value is read, and how a wrong one is refused."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, PlainSerializer, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from winset.errors import Code, suggestion
from winset.rules import codes
from winset.rules.amounts import exact, written, written_share
from winset.rules.ballots import NOT_FOR, Ballot
from winset.rules.law import NAMED

BREAKS_FIX = "list against, and if meant abstain and absent"
AMOUNT_FIX = "write a whole number, a decimal, a fraction (2/3) or a percentage (65 %)"
NUMBER_SCHEMA = WithJsonSchema({"type": ["number", "string"]})


def refusal(code: Code, text: str, fix: str = "") -> PydanticCustomError:
    """A refusal that pydantic carries to the reader with its code and its mending."""
    return PydanticCustomError(code.id, "{text}", {"text": text, "fix": fix})


def amount(value: object) -> Fraction:
    """A number read exactly, or a refusal."""
    number = exact(value)
    if number is None:
        raise refusal(codes.UNREADABLE_AMOUNT, f"{value!r} is not a number", AMOUNT_FIX)
    return number


def part(value: object) -> Fraction:
    """A share between 0 and 1, read exactly, or a refusal."""
    number = amount(value)
    if 0 <= number <= 1:
        return number
    meant = f'for a percentage write "{written(number)} %"' if 1 < number <= 100 else ""
    raise refusal(codes.BEYOND_ALL, f"{value!r} is not between 0 and 100 %", meant)


def whole(value: object) -> int:
    """A whole number of members, or a refusal."""
    number = amount(value)
    if number.denominator == 1 and number >= 0:
        return number.numerator
    raise refusal(codes.NOT_WHOLE, f"{value!r} is not a whole number of members")


def listed(value: Any) -> Any:
    """A list with something in it, or a refusal."""
    if isinstance(value, list | tuple) and not value:
        raise refusal(codes.EMPTY, "the list is empty")
    return value


def breaking(value: Any) -> Any:
    """Ballots that break unanimity: a vote against always does, a vote for never, or a refusal."""
    if not isinstance(value, list | tuple) or Ballot.AGAINST not in value:
        raise refusal(codes.UNKNOWN_BALLOT, "a vote against always breaks unanimity", BREAKS_FIX)
    wrong = [ballot for ballot in value if ballot not in NOT_FOR]
    if wrong:
        raise refusal(codes.UNKNOWN_BALLOT, f"{wrong[0]!r} cannot break unanimity", BREAKS_FIX)
    return value


def word(value: str) -> str:
    """The name of a rule that winset knows, or a refusal."""
    if value not in NAMED:
        raise refusal(
            codes.UNKNOWN_RULE, f"no rule is called {value!r}", suggestion(value, list(NAMED), 30)
        )
    return value


Amount = Annotated[Fraction, BeforeValidator(amount), PlainSerializer(written), NUMBER_SCHEMA]
Part = Annotated[Fraction, BeforeValidator(part), PlainSerializer(written_share), NUMBER_SCHEMA]
Whole = Annotated[int, BeforeValidator(whole)]
Names = Annotated[tuple[str, ...], BeforeValidator(listed)]
Group = Annotated[
    Annotated[str, Tag("<group>")] | Annotated[Names, Tag("<names>")],
    Discriminator(lambda value: "<names>" if isinstance(value, list | tuple) else "<group>"),
]
"""`members`, a column whose members with more than zero are meant, a member, or a list of them."""
