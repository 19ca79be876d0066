"""Where claims disagree: figures and dates of the same thing, both shown, neither preferred.

A conflict is a result, not a fault. It becomes a warning only while no claim in it says, in
`contested_by`, that the other exists: then a reader might see one without the other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from winset.errors import Fault
from winset.evidence.codes import CONFLICT_UNMARKED
from winset.evidence.fields import When, days
from winset.evidence.figures import figure_of
from winset.evidence.measure import Powers, measure
from winset.evidence.nouns import Claim, Dated, Evidence, Figure
from winset.evidence.shape import place
from winset.units import UnknownUnitError


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure as one claim gives it: in its own unit, with its own range and date."""

    claim: str
    by: str | None
    value: float | None
    low: float | None
    high: float | None
    unit: str
    date: When | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two figures of the same thing that differ.

    Attributes
    ----------
    of : what both are figures of.
    one, other : the figures, in the order of the file.
    relative_difference : |a - b| over the larger of |a| and |b|; a range counts by its middle.
    overlap : whether their ranges have a number in common.
    marked : whether one of the claims names the other in `contested_by`.
    """

    of: str
    one: Reported
    other: Reported
    relative_difference: float
    overlap: bool
    marked: bool


@dataclass(frozen=True, slots=True)
class ReportedDate:
    """A date as one claim gives it: its first and last day, and whether only about then."""

    claim: str
    by: str | None
    first: dt.date
    last: dt.date
    about: bool


@dataclass(frozen=True, slots=True)
class DateConflict:
    """Two dates of the same thing that differ.

    Attributes
    ----------
    of : what both date.
    one, other : the dates, in the order of the file.
    days_apart : days between their nearer ends, 0 where they overlap.
    overlap : whether they have a day in common.
    marked : whether one of the claims names the other in `contested_by`.
    """

    of: str
    one: ReportedDate
    other: ReportedDate
    days_apart: int
    overlap: bool
    marked: bool


@dataclass(frozen=True, slots=True)
class _Range:
    low: Fraction
    high: Fraction
    middle: Fraction
    powers: Powers


def conflicts(evidence: Evidence) -> tuple[Conflict, ...]:
    """All pairs of figures of the same thing, unit and time of which neither holds the other.

    Figures in different currencies are not compared, because no rate is assumed. Figures with
    dates that have no day in common are not in conflict; one without a date is compared with all.
    """
    given = [(name, c, f) for name, c in evidence.claims.items() if (f := figure_of(c))]
    return tuple(
        found
        for (a, one, first), (b, other, second) in combinations(given, 2)
        if first.of == second.of and _same_time(first.date, second.date)
        for found in _conflict(a, one, first, b, other, second)
    )


def date_conflicts(evidence: Evidence) -> tuple[DateConflict, ...]:
    """All pairs of dates of the same thing of which neither holds the other."""
    given = [(n, c, c.date) for n, c in evidence.claims.items() if c.date]
    return tuple(
        found
        for (a, one, first), (b, other, second) in combinations(given, 2)
        if first.of == second.of
        for found in _date_conflict(
            first.of, _dated(a, one, first), _dated(b, other, second), _marked(a, one, b, other)
        )
    )


def unmarked_faults(found: tuple[Conflict | DateConflict, ...]) -> tuple[Fault, ...]:
    """A warning for each conflict that no claim in it mentions."""
    return tuple(_unmarked(conflict) for conflict in found if not conflict.marked)


def contested_claims(evidence: Evidence) -> frozenset[str]:
    """Claims that say they are contested, contest another, or disagree in a figure or date."""
    named = {
        each
        for name, claim in evidence.claims.items()
        for other in claim.contested_by
        for each in (name, other)
    }
    figures = {claim for c in conflicts(evidence) for claim in (c.one.claim, c.other.claim)}
    dates = {claim for c in date_conflicts(evidence) for claim in (c.one.claim, c.other.claim)}
    return frozenset(named | figures | dates)


def written(given: Reported | ReportedDate) -> str:
    """A figure or date the way a brief writes it.

    >>> written(Reported("a", None, 6.0, 5.5, 6.5, "EUR bn", None))
    '6 (5.5 to 6.5) EUR bn'
    >>> written(ReportedDate("b", None, dt.date(2025, 12, 18), dt.date(2025, 12, 19), False))
    '2025-12-18 to 2025-12-19'
    """
    if isinstance(given, ReportedDate):
        span = " to ".join(map(str, sorted({given.first, given.last})))
        return f"about {span}" if given.about else span
    value = [] if given.value is None else [f"{given.value:.15g}"]
    if given.low is not None and given.high is not None:
        ends = f"{given.low:.15g} to {given.high:.15g}"
        value.append(f"({ends})" if value else ends)
    return " ".join((*value, given.unit))


def _conflict(
    a: str, one: Claim, first: Figure, b: str, other: Claim, second: Figure
) -> Iterator[Conflict]:
    p, q = _range(first), _range(second)
    if p is None or q is None or p.powers != q.powers or _holds(p, q) or _holds(q, p):
        return
    scale = max(abs(p.middle), abs(q.middle))
    yield Conflict(
        first.of,
        _reported(a, one, first),
        _reported(b, other, second),
        float(abs(p.middle - q.middle) / scale) if scale else 0.0,
        p.low <= q.high and q.low <= p.high,
        _marked(a, one, b, other),
    )


def _date_conflict(
    of: str, one: ReportedDate, other: ReportedDate, marked: bool
) -> Iterator[DateConflict]:
    first, last = max(one.first, other.first), min(one.last, other.last)
    if (first, last) in ((one.first, one.last), (other.first, other.last)):
        return
    overlap = first <= last
    yield DateConflict(of, one, other, 0 if overlap else (first - last).days, overlap, marked)


def _unmarked(conflict: Conflict | DateConflict) -> Fault:
    a, b = conflict.one.claim, conflict.other.claim
    what = f"claims {a} and {b} disagree about {conflict.of}, and neither says so"
    got = f"{written(conflict.one)} and {written(conflict.other)}"
    fix = f"add contested_by: [{b}] to {a}; if they speak of different things, name them apart"
    return Fault(CONFLICT_UNMARKED, what, place("claims", a, "contested_by"), got, fix, "warning")


def _reported(name: str, claim: Claim, figure: Figure) -> Reported:
    numbers = (figure.value, figure.low, figure.high)
    return Reported(name, claim.by, *numbers, figure.unit, figure.date)


def _range(figure: Figure) -> _Range | None:
    """The exact range of a figure; None where it is malformed, which `shape` reports."""
    numbers = [n for n in (figure.low, figure.value, figure.high) if n is not None]
    try:
        sizes = [measure(number, figure.unit) for number in numbers]
    except UnknownUnitError:
        return None
    if not sizes:
        return None
    low, high = min(each.size for each in sizes), max(each.size for each in sizes)
    middle = (low + high) / 2 if figure.value is None else measure(figure.value, figure.unit).size
    return _Range(low, high, middle, sizes[0].powers)


def _holds(outer: _Range, inner: _Range) -> bool:
    return outer.low <= inner.low and inner.high <= outer.high


def _same_time(one: When | None, other: When | None) -> bool:
    if one is None or other is None:
        return True
    p, q = days(one), days(other)
    return p[0] <= q[1] and q[0] <= p[1]


def _dated(name: str, claim: Claim, date: Dated) -> ReportedDate:
    first, last = days(date.on)
    return ReportedDate(name, claim.by, first, last, date.about)


def _marked(a: str, one: Claim, b: str, other: Claim) -> bool:
    return b in one.contested_by or a in other.contested_by
