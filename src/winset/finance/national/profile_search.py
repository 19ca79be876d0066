"""The search for a redemption profile that fits under the room of each year (linear programme).

Variables are the redemptions r_t >= 0. With I_t all that was issued up to year t,
    interest  c_t = i_t (I_t - sum of r_s over s < t)      is linear in r,
    room      r_t + c_t <= room_t,                          pace  sum of r_s over s <= t  <= I_t,
    in full   sum of r = I,                                 cap   r_t <= cap_t,
    smooth    |r_t - r_(t-1)| <= step  from the first to the last year of redemption.
HiGHS solves it through `scipy.optimize.linprog`; amounts are scaled to the principal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from scipy.optimize import linprog

from winset._typing import Floats, Ints
from winset.finance.national.headroom import Redemptions, due, fits

Aim = Literal["least_interest", "earliest_end"]
TOLERANCE = 1e-7  # of the principal: what the solver leaves open


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """What a profile must meet. Amounts in EUR, shape (year,).

    Attributes
    ----------
    years : calendar years, one after the other.
    issued : at the beginning of each year.
    rate : of interest, per year.
    room : that interest and redemptions of a year must fit into.
    first : index of the first year in which anything is redeemed.
    cap : the most that is redeemed in a year; None: no cap.
    step : the most by which redemptions change from year to year; None: any.
    """

    years: Ints
    issued: Floats
    rate: Floats
    room: Floats
    first: int = 0
    cap: Floats | None = None
    step: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A profile, or why there is none.

    Attributes
    ----------
    fits : whether there is one.
    profile : the profile found; if none fits, the one that misses least room in all.
    interest : EUR, in all.
    least_interest : EUR, from the dual programme: no profile with the same last year of
        redemption has less, and with the aim of least interest none at all (nan if none fits).
    worth : shape (year,), interest saved in all by one EUR more of room in that year.
    binding : years in which no room is left or some is missing.
    missing : shape (year,), EUR of room that the profile lacks.
    reason : in a sentence or two.
    """

    fits: bool
    profile: Redemptions
    interest: float
    least_interest: float
    worth: Floats
    binding: tuple[int, ...]
    missing: Floats
    reason: str


def find_profile(wanted: Wanted, aim: Aim = "least_interest") -> Found:
    """The redemption profile that fits and costs the least interest, or ends earliest.

    Of profiles that end in the same earliest year, the one with the least interest is taken.

    Examples
    --------
    100 at 10 %, room 40 a year: 30 can be repaid in the first year, 33 in the second, ...

    >>> wanted = Wanted(np.arange(2030, 2035), np.array([100.0, 0, 0, 0, 0]), np.full(5, 0.1),
    ...                 np.full(5, 40.0))
    >>> found = find_profile(wanted)
    >>> found.profile.redeemed.round(2).tolist(), found.binding
    ([30.0, 33.0, 36.3, 0.7, 0.0], (2030, 2031, 2032))
    """
    trials = (_solve(wanted, last) for last in _last_years(wanted, aim))
    programmes = (programme for programme in trials if programme is not None)
    if aim == "earliest_end":
        best = next(programmes, None)
    else:
        best = min(programmes, key=lambda each: float(each.answer.fun), default=None)
    return _none_fits(wanted) if best is None else _told(wanted, best)


def _last_years(wanted: Wanted, aim: Aim) -> Iterable[int]:
    """The last years of redemption that must be tried, as indices.

    A step holds only until the last redemption, so that with one every last year is a programme
    of its own; without one a later last year allows all that an earlier one does.
    """
    final = len(wanted.years) - 1
    if aim == "earliest_end" or wanted.step is not None:
        return range(wanted.first, final + 1)
    return (final,)


def shortcomings(wanted: Wanted, profile: Redemptions) -> tuple[str, ...]:
    """What a profile fails to meet, in words; nothing if it is what was wanted.

    It shares no code with the search, so that a found profile can be checked by it.
    """
    redeemed, slack = profile.redeemed, max(float(wanted.issued.sum()) * 10 * TOLERANCE, 0.01)
    told = []
    if abs(redeemed.sum() - wanted.issued.sum()) > slack:
        told.append("the principal is not repaid in full")
    if redeemed.min() < 0 or redeemed[: wanted.first].any():
        told.append("something is redeemed before the first year, or less than nothing")
    owed = 0.0
    for t, year in enumerate(wanted.years):
        owed += wanted.issued[t]
        if redeemed[t] + wanted.rate[t] * owed > wanted.room[t] + slack:
            told.append(f"{year}: more falls due than there is room")
        if wanted.cap is not None and redeemed[t] > wanted.cap[t] + slack:
            told.append(f"{year}: more is redeemed than the cap")
        owed -= redeemed[t]
        if owed < -slack:
            told.append(f"{year}: more is redeemed than was issued")
    if wanted.step is not None:
        used = np.flatnonzero(redeemed > slack)
        inside = redeemed[wanted.first : used[-1] + 1] if used.size else redeemed[:0]
        if np.abs(np.diff(inside)).max(initial=0.0) > wanted.step + slack:
            told.append("redemptions change by more than the step")
    return tuple(told)


@dataclass(frozen=True, slots=True, eq=False)
class _Programme:
    """min cost x  with  rows x <= limits,  whole x = full,  0 <= x <= top, and its solution."""

    cost: Floats
    rows: Floats
    limits: Floats
    whole: Floats
    full: float
    top: Floats
    answer: Any


def _solve(wanted: Wanted, last: int, relaxed: bool = False) -> _Programme | None:
    """The programme with redemptions from `first` to `last`; None if it cannot be met.

    Relaxed, room may be lacking, and what is lacking in all is made as small as it can be.
    """
    count, principal = len(wanted.years), _principal(wanted)
    rows, limits = _inequalities(wanted, last)
    top = np.full(count, np.inf) if wanted.cap is None else wanted.cap / principal
    years = np.arange(count)
    top = np.where((years >= wanted.first) & (years <= last), top, 0.0)
    cost, whole = -np.tril(np.ones((count, count)), -1).T @ wanted.rate, np.ones(count)
    if relaxed:
        lacking = np.zeros((len(rows), count))
        lacking[:count] = -np.eye(count)
        rows, top = np.hstack([rows, lacking]), np.concatenate([top, np.full(count, np.inf)])
        cost = np.concatenate([np.zeros(count), np.ones(count)])
        whole = np.concatenate([whole, np.zeros(count)])
    full = float(wanted.issued.sum()) / principal
    answer = linprog(cost, rows, limits, whole[None], [full], [(0.0, t) for t in top], "highs")
    return _Programme(cost, rows, limits, whole, full, top, answer) if answer.success else None


def _inequalities(wanted: Wanted, last: int) -> tuple[Floats, Floats]:
    """Room, pace and smoothness, as rows and limits for redemptions scaled to the principal."""
    count, principal = len(wanted.years), _principal(wanted)
    issued = np.cumsum(wanted.issued) / principal
    before = np.tril(np.ones((count, count)), -1)  # row t sums r over s < t
    rows = [np.eye(count) - wanted.rate[:, None] * before, before + np.eye(count)]
    limits = [wanted.room / principal - wanted.rate * issued, issued]
    if wanted.step is not None and last > wanted.first:
        change = np.diff(np.eye(count), axis=0)[wanted.first : last]
        rows += [change, -change]
        limits.append(np.full(2 * len(change), wanted.step / principal))
    return np.vstack(rows), np.concatenate(limits)


def _dual_value(programme: _Programme) -> float:
    """The value of the dual programme: a bound below that of every solution (weak duality)."""
    answer = programme.answer
    capped = np.isfinite(programme.top)
    value = answer.ineqlin.marginals @ programme.limits
    value += answer.eqlin.marginals @ [programme.full]
    value += answer.upper.marginals[capped] @ programme.top[capped]
    return float(value)


def _principal(wanted: Wanted) -> float:
    return max(float(wanted.issued.sum()), 1.0)


def _told(wanted: Wanted, programme: _Programme) -> Found:
    count, principal = len(wanted.years), _principal(wanted)
    profile = _profile(wanted, programme.answer.x * principal)
    interest = float((due(profile) - profile.redeemed).sum())
    if_nothing_repaid = float(wanted.rate @ np.cumsum(wanted.issued))
    least = if_nothing_repaid + principal * _dual_value(programme)
    worth = -programme.answer.ineqlin.marginals[:count]
    left = wanted.room - due(profile)
    binding = tuple(int(y) for y in wanted.years[left <= 10 * TOLERANCE * principal])
    used = wanted.years[profile.redeemed > TOLERANCE * principal]
    reason = f"It fits: repaid from {used[0]} to {used[-1]}" if used.size else "Nothing is owed"
    reason += f", with {interest / 1e9:,.1f} bn of interest in all."
    return Found(True, profile, interest, least, worth, binding, np.zeros(count), reason)


def _profile(wanted: Wanted, redeemed: Floats) -> Redemptions:
    """The profile, with the solver's dust swept up so that it repays exactly what was issued."""
    clean = np.maximum(redeemed, 0.0)
    clean[clean < TOLERANCE * 1e-2 * _principal(wanted)] = 0.0
    if clean.sum() > 0:
        clean *= wanted.issued.sum() / clean.sum()
    ahead = np.minimum(np.cumsum(clean), np.cumsum(wanted.issued))
    return Redemptions(wanted.issued, np.diff(ahead, prepend=0.0), wanted.rate)


def _none_fits(wanted: Wanted) -> Found:
    count, nan = len(wanted.years), float("nan")
    trials = (_solve(wanted, last, True) for last in _last_years(wanted, "least_interest"))
    programmes = (each for each in trials if each is not None)
    programme = min(programmes, key=lambda each: float(each.answer.fun), default=None)
    if programme is None:
        idle = Redemptions(0 * wanted.issued, 0 * wanted.issued, wanted.rate)
        reason = "Nothing fits, however much room there were: caps, steps and years are too tight."
        return Found(False, idle, nan, nan, np.zeros(count), (), np.zeros(count), reason)
    principal = _principal(wanted)
    profile = _profile(wanted, programme.answer.x[:count] * principal)
    judged = fits(due(profile), wanted.room, wanted.years)
    missing = np.array([max(0.0, -each.least) for each in judged])
    binding = tuple(each.year for each in judged if each.least <= 10 * TOLERANCE * principal)
    short = ", ".join(
        f"{each.year} ({-each.least / 1e9:,.1f} bn)" for each in judged if each.holds == "no"
    )
    interest = float((due(profile) - profile.redeemed).sum())
    reason = f"Nothing fits: at best {missing.sum() / 1e9:,.1f} bn of room are missing, in {short}."
    return Found(False, profile, interest, nan, np.zeros(count), binding, missing, reason)
