"""The search for a redemption profile that fits under the room of each year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from winset._typing import Floats
from winset.finance.national.headroom import Redemptions, due, fits
from winset.finance.national.redemption_programme import (
    Programme,
    Wanted,
    dual_value,
    principal,
    solve,
)

Aim = Literal["least_interest", "earliest_end"]
TOLERANCE = 1e-7  # of the principal: what the solver leaves open


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
    trials = (solve(wanted, last) for last in _last_years(wanted, aim))
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


def _told(wanted: Wanted, programme: Programme) -> Found:
    count, scale = len(wanted.years), principal(wanted)
    profile = _profile(wanted, programme.answer.x * scale)
    interest = float((due(profile) - profile.redeemed).sum())
    if_nothing_repaid = float(wanted.rate @ np.cumsum(wanted.issued))
    least = if_nothing_repaid + scale * dual_value(programme)
    worth = -programme.answer.ineqlin.marginals[:count]
    left = wanted.room - due(profile)
    binding = tuple(int(y) for y in wanted.years[left <= 10 * TOLERANCE * scale])
    used = wanted.years[profile.redeemed > TOLERANCE * scale]
    reason = f"It fits: repaid from {used[0]} to {used[-1]}" if used.size else "Nothing is owed"
    reason += f", with {interest / 1e9:,.1f} bn of interest in all."
    return Found(True, profile, interest, least, worth, binding, np.zeros(count), reason)


def _profile(wanted: Wanted, redeemed: Floats) -> Redemptions:
    """The profile, with the solver's dust swept up so that it repays exactly what was issued."""
    clean = np.maximum(redeemed, 0.0)
    clean[clean < TOLERANCE * 1e-2 * principal(wanted)] = 0.0
    if clean.sum() > 0:
        clean *= wanted.issued.sum() / clean.sum()
    ahead = np.minimum(np.cumsum(clean), np.cumsum(wanted.issued))
    return Redemptions(wanted.issued, np.diff(ahead, prepend=0.0), wanted.rate)


def _none_fits(wanted: Wanted) -> Found:
    count, nan = len(wanted.years), float("nan")
    trials = (solve(wanted, last, True) for last in _last_years(wanted, "least_interest"))
    programmes = (each for each in trials if each is not None)
    programme = min(programmes, key=lambda each: float(each.answer.fun), default=None)
    if programme is None:
        idle = Redemptions(0 * wanted.issued, 0 * wanted.issued, wanted.rate)
        reason = "Nothing fits, however much room there were: caps, steps and years are too tight."
        return Found(False, idle, nan, nan, np.zeros(count), (), np.zeros(count), reason)
    scale = principal(wanted)
    profile = _profile(wanted, programme.answer.x[:count] * scale)
    judged = fits(due(profile), wanted.room, wanted.years)
    missing = np.array([max(0.0, -each.least) for each in judged])
    binding = tuple(each.year for each in judged if each.least <= 10 * TOLERANCE * scale)
    short = ", ".join(
        f"{each.year} ({-each.least / 1e9:,.1f} bn)" for each in judged if each.holds == "no"
    )
    interest = float((due(profile) - profile.redeemed).sum())
    reason = f"Nothing fits: at best {missing.sum() / 1e9:,.1f} bn of room are missing, in {short}."
    return Found(False, profile, interest, nan, np.zeros(count), binding, missing, reason)
