"""Room left against the fiscal rule, before and after a burden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from winset._typing import Bools, Floats, Ints
from winset.errors import Fault, Place, RequestFaults, suggestion
from winset.finance.national import codes
from winset.finance.national.debt_inputs import Burden, DebtInputs
from winset.finance.national.path_change import PathChange, path_change
from winset.finance.national.rule import DEBT_REFERENCE, DEFICIT_REFERENCE, LEAST_CORRECTION


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Where members stand against the rule. Shares of GDP; minus: beyond the reference value.

    Attributes
    ----------
    deficit_room : shape (draw, member, year), up to a deficit of 3 %.
    debt_room : shape (draw, member, year), up to a debt of 60 %.
    need : shape (draw, member), yearly structural adjustment that the rule asks for, 0 where none;
        in an excessive deficit procedure at least half a point; nan where none is enough.
    """

    deficit_room: Floats
    debt_room: Floats
    need: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """Room against the fiscal rule, before and after a burden.

    Attributes
    ----------
    members : codes, the member axis; years : shape (year,), calendar years.
    in_procedure : shape (member,), who is in an excessive deficit procedure, as given.
    before, after : where members stand.
    gdp : shape (draw, member, year), EUR.
    change : the debt paths behind it.
    """

    members: tuple[str, ...]
    years: Ints
    in_procedure: Bools
    before: Standing
    after: Standing
    gdp: Floats
    change: PathChange


@dataclass(frozen=True, slots=True)
class RoomVerdict:
    """Whether a burden takes a member across a line of the rule in a year.

    Attributes
    ----------
    holds : "yes", it crosses in every draw; "no", in none; "open", in some.
    share : of draws in which it crosses.
    reason : in a sentence.
    """

    member: str
    year: int
    holds: Literal["yes", "no", "open"]
    share: float
    reason: str


def room_left(
    inputs: DebtInputs,
    burden: Burden,
    members: Sequence[str],
    in_procedure: Sequence[str] = (),
    change: PathChange | None = None,
) -> Room:
    """Room of every member, year by year, without and with a burden.

    Parameters
    ----------
    members : codes in the order of the member axis.
    in_procedure : codes of members in an excessive deficit procedure on the day of the case: a
        status with a date, therefore never read from a table here.
    change : what the burden changes, where it is at hand already.

    Raises
    ------
    RequestFaults : a member is unknown, or the inputs do not hold.
    """
    faults = [
        Fault(codes.UNKNOWN_MEMBER, f"{code!r} is no member", Place(path="in_procedure"), code,
              suggestion(code, tuple(members), most=40))
        for code in in_procedure
        if code not in members
    ]  # fmt: skip
    if faults:
        raise RequestFaults(faults)
    change = change or path_change(inputs, burden)
    procedure = np.array([code in in_procedure for code in members])
    before, after = (
        Standing(path.balance + DEFICIT_REFERENCE, DEBT_REFERENCE - path.debt, _need(rule, least))
        for path, rule, least in (
            (change.without, change.rule_without.yearly, procedure * LEAST_CORRECTION),
            (change.with_burden, change.rule_with.yearly, procedure * LEAST_CORRECTION),
        )
    )
    years, gdp = change.without.years, change.without.gdp
    return Room(tuple(members), years, procedure, before, after, gdp, change)


def _need(rule: Floats, least: Floats) -> Floats:
    need: Floats = np.where(np.isnan(rule), np.nan, np.maximum(rule, least))
    return np.maximum(need, 0.0)


def crosses(room: Room) -> tuple[RoomVerdict, ...]:
    """Where the burden takes the deficit above 3 % of GDP, member by member and year by year."""
    return tuple(
        _verdict(room, i, t) for i in range(len(room.members)) for t in range(len(room.years))
    )


def _verdict(room: Room, member: int, year: int) -> RoomVerdict:
    before = np.atleast_1d(room.before.deficit_room[:, member, year])
    after = np.atleast_1d(room.after.deficit_room[:, member, year])
    across = (before >= 0) & (after < 0)
    share = float(across.mean())
    holds: Literal["yes", "no", "open"] = "yes" if share == 1 else "no" if share == 0 else "open"
    gdp = room.gdp[:, member, year]
    reason = (
        f"room up to a deficit of 3 %: {_told(before, gdp)} before, {_told(after, gdp)} after"
        + (f"; it crosses in {100 * share:.0f} % of draws." if holds == "open" else ".")
    )
    return RoomVerdict(room.members[member], int(room.years[year]), holds, share, reason)


def _told(share: Floats, gdp: Floats) -> str:
    """The middle draw in per cent of GDP and in EUR bn."""
    return f"{np.median(share) * 100:.2f} % of GDP (EUR {np.median(share * gdp) / 1e9:,.1f} bn)"
