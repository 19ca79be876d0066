"""What sets one variant of an option apart from another, and what each term does.

The terms that differ are found by comparing the two instruments, so a new variant needs no words
of its own; a term without a sentence here is told by the words of the scenario language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from winset.report.stated import stated
from winset.report.words import joined, peril
from winset.scenario.nouns.instrument import Cap, Instrument
from winset.scenario.nouns.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Term:
    """A term that differs.

    Attributes
    ----------
    path : where it stands in the instrument ("guarantee.sharing").
    says : what the change does, in a sentence.
    """

    path: str
    says: str


def differences(drafted: Instrument | None, changed: Instrument | None) -> tuple[Term, ...]:
    """The terms in which an instrument differs from its draft, each with what that does."""
    if drafted is None or changed is None:
        return ()
    return tuple(
        Term(path, _says(path, before, after, describes))
        for path, before, after, describes in _changes(drafted, changed)
    )


def _changes(
    one: BaseModel, other: BaseModel, prefix: str = ""
) -> Iterator[tuple[str, Any, Any, str]]:
    for name, field in type(one).model_fields.items():
        before, after = getattr(one, name), getattr(other, name)
        if before == after:
            continue
        path = f"{prefix}{name}"
        both = type(before) is type(after) and isinstance(before, BaseModel)
        if both and not isinstance(before, Quantity | Cap):
            yield from _changes(before, after, f"{path}.")
        else:
            yield path, before, after, field.description or name


def _says(path: str, before: Any, after: Any, describes: str) -> str:
    says = SENTENCES.get(path)
    if says is not None:
        return says(before, after)
    return f"{describes.rstrip('.')}: {_value(after)} instead of {_value(before)}."


def _guarantee(_: Any, after: Any) -> str:
    if after is None:
        return (
            "Nobody stands behind the loan together: what the borrower does not repay falls on "
            "the custodian's own means and then on the host state."
        )
    return "The members stand behind the loan, each by the key."


def _sharing(_: Any, after: Any) -> str:
    if after == "joint_and_several":
        return "Guarantors who can pay stand in for those who do not."
    return "Each guarantor answers for its own share only."


def _cap(_: Any, after: Any) -> str:
    if after is None:
        return "There is no limit to what the guarantors can be asked for."
    return "There is a limit to what the guarantors can be asked for."


def _covers(before: Any, after: Any) -> str:
    more = [peril(each) for each in after if each not in before]
    less = [peril(each) for each in before if each not in after]
    told = []
    if more:
        told.append(f"It also covers losses that arise because {joined(more, 'or')}.")
    if less:
        told.append(f"It no longer covers losses that arise because {joined(less, 'or')}.")
    return " ".join(told)


def _outlives(_: Any, after: Any) -> str:
    if after:
        return "It still holds for losses that come after the freeze has ended."
    return "It ends when the freeze ends."


def _standby(_: Any, after: Any) -> str:
    if after is None:
        return "No line of credit pays while guarantors are called and have not paid yet."
    return "A line of credit pays while guarantors are called and have not paid yet."


def _headroom(_: Any, after: Any) -> str:
    if after is None:
        return "No room in a joint budget takes losses before the guarantors do."
    return "Room in a joint budget takes losses before the guarantors do."


def _exempt(_: Any, after: Any) -> str:
    if after is None:
        return "No member is exempt."
    rest = "falls to the rest" if after.share == "to_the_rest" else "lowers the total"
    return f"{joined(list(after.members))} take no part; their share {rest}."


SENTENCES: dict[str, Callable[[Any, Any], str]] = {
    "guarantee": _guarantee,
    "guarantee.sharing": _sharing,
    "guarantee.cap": _cap,
    "guarantee.covers": _covers,
    "guarantee.outlives_freeze": _outlives,
    "guarantee.headroom": _headroom,
    "guarantee.standby": _standby,
    "exempt": _exempt,
}
"""What a term does, by its path."""


def _value(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Quantity):
        return stated(value)
    if isinstance(value, BaseModel):
        return "as stated"
    if isinstance(value, tuple):
        return joined([str(each).replace("_", " ") for each in value]) or "none"
    return str(value).replace("_", " ")
