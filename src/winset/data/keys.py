"""Keys: who bears which share, taken from a published figure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from winset._typing import Floats
from winset.data.clubs import club as club_named
from winset.data.codes import UNKNOWN_KIND, UNKNOWN_MEMBER, UNKNOWN_YEAR
from winset.data.read import names, read
from winset.errors import Code, DataFaults, Fault, Place, suggestion

GNI_NOTE = (
    "GDP stands in for GNI, of which no table is held; Ireland and Luxembourg are most affected: "
    "their GNI is far below their GDP, so GDP overstates their shares."
)

COLUMNS: dict[str, dict[int, str]] = {
    "gdp": {2023: "gdp_2023", 2024: "gdp_2024", 2025: "gdp_2025f", 2026: "gdp_2026f"},
    "capital_key": {2024: "key_pct"},
    "population": {2018: "population_2018", 2025: "population_2025"},
}
"""kind -> year -> column of the table `<club>_<kind>`."""

LATEST_OUTTURN = {"gdp": 2024, "capital_key": 2024, "population": 2025}
"""The year that is meant where none is named."""

STAND_INS = {"gni": ("gdp", GNI_NOTE)}
"""Kind -> the kind that stands in for it where its table is not held, and what must be said."""

KINDS = (*STAND_INS, *COLUMNS, "equal")


@dataclass(frozen=True, slots=True, eq=False)
class Key:
    """Shares of the members of a group.

    Attributes
    ----------
    kind : what the shares are shares of.
    shares : shape (member,), 0-1, sum 1; read-only.
    members : codes in the order of `shares`.
    stands_in_for : the kind that was asked for, where this one stands in for it.
    source, vintage : of the figures.
    note : what a reader must be told with it.
    """

    kind: str
    shares: Floats
    members: tuple[str, ...]
    stands_in_for: str | None
    source: str
    vintage: str
    note: str = ""


@cache
def key(club: str, kind: str, year: int | None = None) -> Key:
    """The share of each member of a club in a published figure, read once.

    Parameters
    ----------
    club : name of the club ("eu27").
    kind : gni, gdp, capital_key, population or equal; gni falls back on gdp, and says so.
    year : of the figures; without it the latest that is not a forecast.

    Raises
    ------
    DataFaults : the club, the kind or the year is not known.

    Examples
    --------
    >>> capital = key("eu27", "capital_key")
    >>> capital.members[0], round(float(capital.shares[0]), 6)
    ('BE', 0.030005)
    >>> key("eu27", "gni").stands_in_for
    'gni'
    """
    if kind not in KINDS:
        raise _fault(UNKNOWN_KIND, f"there is no key {kind!r}", kind, KINDS)
    if kind == "equal":
        return _equal(club)
    if kind in STAND_INS and f"{club}_{kind}" not in names():
        other, note = STAND_INS[kind]
        return replace(_published(club, other, year), stands_in_for=kind, note=note)
    return _published(club, kind, year)


def _equal(name: str) -> Key:
    group = club_named(name)
    shares = shares_of(np.ones(len(group.members)))
    return Key("equal", shares, group.members, None, "one share each", "any")


def _published(club: str, kind: str, year: int | None) -> Key:
    table = f"{club}_{kind}"
    if table not in names():
        club_named(club)  # an unknown club is the plainer fault
        raise _fault(UNKNOWN_KIND, f"{club} has no table of {kind}", kind, KINDS)
    columns = COLUMNS[kind]
    if (wanted := LATEST_OUTTURN[kind] if year is None else year) not in columns:
        known = tuple(str(held) for held in columns)
        raise _fault(UNKNOWN_YEAR, f"{table} has no figures for {wanted}", str(wanted), known)
    dataset = read(table)
    shares = shares_of(dataset.frame[columns[wanted]].to_numpy(dtype=np.float64))
    members = tuple(dataset.frame.index)
    return Key(kind, shares, members, None, dataset.source, f"{dataset.vintage} ({wanted})")


def shares_of(values: Floats) -> Floats:
    """Shares of the sum. Shape (member,); values >= 0 in any one unit; the result is read-only.

    >>> shares_of(np.array([1.0, 3.0])).tolist()
    [0.25, 0.75]
    """
    shares: Floats = values / math.fsum(values)
    shares.setflags(write=False)
    return shares


def restrict(key: Key, members: Sequence[str]) -> Key:
    """The same key over some of its members, in the order given; their shares sum to 1 again.

    Raises
    ------
    DataFaults : a name is not a member of the key, or is given twice (all at once).

    Examples
    --------
    >>> pair = restrict(key("eu27", "equal"), ["FR", "DE"])
    >>> pair.members, pair.shares.tolist()
    (('FR', 'DE'), [0.5, 0.5])
    """
    place = {code: i for i, code in enumerate(key.members)}
    wrong = [code for code, times in Counter(members).items() if code not in place or times > 1]
    if wrong or not members:
        raise DataFaults(
            Fault(
                UNKNOWN_MEMBER,
                f"{code!r} is given twice" if code in place else f"{code!r} has no share",
                Place(path="members"),
                code,
                suggestion(code, key.members, most=len(key.members)),
            )
            for code in wrong or [""]
        )
    picked = key.shares[[place[code] for code in members]]
    return replace(key, shares=shares_of(picked), members=tuple(members))


def share(key: Key, member: str) -> float:
    """The share of one member; 0 for who is not in the key.

    >>> share(key("eu27", "equal"), "BE") == 1 / 27, share(key("eu27", "equal"), "UK")
    (True, 0.0)
    """
    if member not in key.members:
        return 0.0
    return float(key.shares[key.members.index(member)])


def _fault(code: Code, what: str, got: str, known: Sequence[str]) -> DataFaults:
    return DataFaults([Fault(code, what, Place(path="key"), got, suggestion(got, known))])
