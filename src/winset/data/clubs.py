"""Clubs: groups of parties for which reference tables hold figures."""

from __future__ import annotations

from dataclasses import dataclass

from winset.data.read import names, read


@dataclass(frozen=True, slots=True)
class Club:
    """A group of parties with reference data.

    Attributes
    ----------
    name, title : the word it is asked for by; what it is.
    members : codes in protocol order.
    names : code -> name in English.
    """

    name: str
    title: str
    members: tuple[str, ...]
    names: dict[str, str]


def clubs() -> tuple[str, ...]:
    """The clubs there are: tables that list members, which others with a longer name describe.

    >>> clubs()
    ('eu27',)
    """
    tables = names()
    return tuple(n for n in tables if any(other.startswith(f"{n}_") for other in tables))


def club(name: str) -> Club:
    """A club by name; the table of the same name lists its members.

    Raises
    ------
    DataFaults : there is no such table.

    Examples
    --------
    >>> eu = club("eu27")
    >>> len(eu.members), eu.members[:3], eu.names["EL"]
    (27, ('BE', 'BG', 'CZ'), 'Greece')
    """
    table = read(name)
    listed = {str(code): str(title) for code, title in table.frame["name"].items()}
    return Club(table.name, table.title, tuple(listed), listed)


OTHERWISE = {"GR": "EL"}
"""Codes that others use for a member."""


def member_hint(listed: Club, word: str) -> str | None:
    """How to write a member that was named otherwise: by its name, or by another's code.

    >>> member_hint(club("eu27"), "Belgium"), member_hint(club("eu27"), "GR")
    ('write BE: members go by their codes', 'write EL: members go by their codes')
    """
    by_name = {name.casefold(): code for code, name in listed.names.items()}
    code = by_name.get(word.casefold()) or OTHERWISE.get(word.upper())
    return f"write {code}: members go by their codes" if code in listed.members else None
