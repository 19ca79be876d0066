"""Joint European facilities: what each member was published to hold, pay or stand behind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from winset._typing import Floats
from winset.data.codes import NOT_A_KEY, UNKNOWN_FACILITY
from winset.data.keys import Key, shares_of
from winset.data.read import read
from winset.errors import DataFaults, Fault, Place, suggestion
from winset.units import unit

RECEIVED = "loan_received"


@dataclass(frozen=True, slots=True, eq=False)
class Facility:
    """The published figures of a facility, per member.

    Attributes
    ----------
    name, title : the word it is asked for by; what it is.
    date : date or period of the figures.
    measure : key, capital, guarantee or loan_received.
    members : codes in protocol order (a former member last).
    values : shape (member,), as published, in `unit`.
    unit : of `values` ("%", "EUR k", "EUR m").
    amounts : shape (member,), EUR; None where the figures are a key in %.
    shares : shape (member,), 0-1, sum 1; read-only.
    status : per member, how the figure came here (seen, seen_rounded, recalled_checksum_ok).
    sources : per member, where it was read.
    """

    name: str
    title: str
    date: str
    measure: str
    members: tuple[str, ...]
    values: Floats
    unit: str
    amounts: Floats | None
    shares: Floats
    status: tuple[str, ...]
    sources: tuple[str, ...]


def facility_names() -> tuple[str, ...]:
    """The names of all facilities.

    >>> facility_names()[0]
    'ESM_key'
    """
    return tuple(read("facilities").frame.index)


def facility(name: str) -> Facility:
    """The published figures of a facility.

    Raises
    ------
    DataFaults : there is no such facility.

    Examples
    --------
    >>> esm = facility("ESM_subscribed")
    >>> esm.members[0], float(esm.amounts[0]), float(esm.amounts.sum())
    ('BE', 24266200000.0, 708493700000.0)
    """
    if name not in (known := facility_names()):
        what = f"there is no facility {name!r}"
        fault = Fault(UNKNOWN_FACILITY, what, Place(path=name), name, suggestion(name, known))
        raise DataFaults([fault])
    about = read("facilities").frame.loc[name]
    every = read("facility_keys").frame
    rows = every[every["facility"] == name]
    values = rows["value"].to_numpy(dtype=np.float64, copy=True)
    values.setflags(write=False)
    return Facility(
        name=name,
        title=str(about["title"]),
        date=str(rows["date"].iloc[0]),
        measure=str(about["measure"]),
        members=_texts(rows["code"]),
        values=values,
        unit=str(about["unit"]),
        amounts=_amounts(values, str(about["unit"])),
        shares=shares_of(values),
        status=_texts(rows["status"]),
        sources=_texts(rows["source"]),
    )


def facility_key(name: str) -> Key:
    """The shares of a facility as a key for others to use.

    Raises
    ------
    DataFaults : there is no such facility, or it tells what members received.

    Examples
    --------
    >>> esm = facility_key("ESM_key")
    >>> esm.kind, len(esm.members)
    ('ESM_key', 20)
    """
    found = facility(name)
    if found.measure == RECEIVED:
        usable = [other for other in facility_names() if other != name]
        what = f"{name} is what members received, not what they stand behind"
        fix = suggestion("", usable)
        raise DataFaults([Fault(NOT_A_KEY, what, Place(path=name), name, fix)])
    sources = "; ".join(dict.fromkeys(found.sources))
    return Key(name, found.shares, found.members, None, sources, found.date)


def _texts(column: pd.Series) -> tuple[str, ...]:
    return tuple(str(text) for text in column)


def _amounts(values: Floats, text: str) -> Floats | None:
    measured = unit(text)
    if measured.dimension != "money":
        return None
    amounts: Floats = values * measured.factor
    amounts.setflags(write=False)
    return amounts
