"""Those who decide, and the figures of each that a rule may ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from winset.errors import Fault, Place, RuleFaults
from winset.rules import codes
from winset.rules.amounts import exact

Column = tuple[Fraction | None, ...]


@dataclass(frozen=True, slots=True)
class Members:
    """Those who decide, in their order, and their figures.

    Attributes
    ----------
    names : the members, each once.
    columns : per column one exact figure for each member (None where it was not given).
    """

    names: tuple[str, ...]
    columns: Mapping[str, Column]


Given = Mapping[str, Mapping[str, object] | None]
MEMBERS = Place(path="members")


def read_members(given: Given, place: Place = MEMBERS) -> Members:
    """The members of a mapping `{member: {column: figure}}`; all faults are raised at once.

    A figure that a member lacks is only a fault once a rule asks for its column.

    >>> two = read_members({"a": {"votes": 4}, "b": {"votes": "2.5"}})
    >>> two.names, two.columns["votes"]
    (('a', 'b'), (Fraction(4, 1), Fraction(5, 2)))
    """
    faults = list(member_faults(given, place))
    if faults:
        raise RuleFaults(faults)
    columns = dict.fromkeys(column for figures in given.values() for column in figures or {})
    return Members(
        tuple(map(str, given)),
        MappingProxyType(
            {str(c): tuple(figure((f or {}).get(c)) for f in given.values()) for c in columns}
        ),
    )


def figure(value: object) -> Fraction | None:
    """A figure read exactly; None stays None."""
    return None if value is None else exact(value)


def member_faults(given: object, place: Place) -> Iterable[Fault]:
    """What is wrong with members: none, no mapping, or figures that cannot be used."""
    if not isinstance(given, Mapping):
        what = "members are written as {name: {column: figure}}"
        yield Fault(codes.UNREADABLE_WEIGHT, what, place, repr(given))
        return
    if not given:
        yield Fault(codes.NOBODY_LEFT, "there are no members", place, "{}")
    for name, figures in given.items():
        where = Place(place.file, place.line, f"{place.path}.{name}")
        if isinstance(figures, Mapping):
            for column, value in figures.items():
                yield from figure_faults(str(name), str(column), value, where)
        elif figures is not None:
            what = f"{name} has no columns"
            fix = f"write {{votes: {figures}}}, or what the figure is"
            yield Fault(codes.UNREADABLE_WEIGHT, what, where, repr(figures), fix)


def figure_faults(name: str, column: str, value: object, member: Place) -> Iterable[Fault]:
    """A figure that is no number, or less than nothing."""
    number = figure(value)
    where = Place(member.file, member.line, f"{member.path}.{column}")
    if number is None and value is not None:
        what = f"{column} of {name} is no number"
        yield Fault(codes.UNREADABLE_WEIGHT, what, where, repr(value), "write a number")
    elif number is not None and number < 0:
        what = f"{column} of {name} is less than nothing"
        yield Fault(codes.NEGATIVE_WEIGHT, what, where, repr(value), "write 0 or more")


def inside(members: Members, outside: frozenset[str]) -> Members:
    """The members who take part: all but those outside.

    >>> inside(read_members({"a": {"votes": 4}, "b": {"votes": 2}}), frozenset({"a"})).names
    ('b',)
    """
    kept = [i for i, name in enumerate(members.names) if name not in outside]
    return Members(
        tuple(members.names[i] for i in kept),
        MappingProxyType({c: tuple(v[i] for i in kept) for c, v in members.columns.items()}),
    )
