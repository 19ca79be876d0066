"""A loan of immobilised cash in plain NumPy: one path at a time, arrays of member x year.

What one would write without kernels, and what `benchmarks/finance.py` puts beside them. Standby
lines are left out.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from winset.finance.kernels.layout import (
    BY_HEADROOM,
    CAP,
    DISCOUNT,
    GUARANTEE_KEY,
    LAPSED_BY,
    RETURNED_BY,
    SET_OFF_BY,
    SETTLED_BY,
    USED,
    Chances,
    Tables,
)
from winset.finance.noise import (
    ARBITRATION,
    ARBITRATION_LAG,
    AWARD,
    AWARD_LAG,
    CLAUSE,
    FREEZE,
    RATES,
    RETALIATION,
    RETALIATION_LAG,
    SETTLEMENT,
    TOGETHER,
)
from winset.finance.sharing import JOINT


def loan_path(
    t: Any, tables: Tables, d: int, chances: Chances, p: int, years: int
) -> tuple[np.ndarray, np.ndarray]:
    """One path of one draw: cash by payer and year, and value today by payer, EUR.

    t : the draw's record of `TERM`; d : its place in the tables; p : the path's in the chances.
    """
    calendar, noise = tables.calendar[d], chances.common[:, p]
    events, freeze_end = loan_events(t, calendar, noise)
    short = short_rate(t, noise, years)
    key, cap = tables.payers[d, GUARANTEE_KEY], tables.payers[d, CAP]
    fails = t["fail_common"] * noise[TOGETHER] + t["fail_own"] * chances.own[p] < t["fail_below"]
    able = (key > 0) & ~fails
    cash, worth = np.zeros((key.size, years)), np.zeros(key.size)
    presented, shown, room, buffer = 0.0, np.zeros(key.size), t["headroom"], t["buffer"]
    for month, _, amount, covered, own in sorted(events):
        year = 0 if month < t["january"] else 1 + (month - t["january"]) // 12
        stands = t["guaranteed"] and (t["outlives"] or month <= freeze_end)
        paid, left = np.zeros(key.size), amount
        called = 0.0
        if stands and covered:
            taken = min(left, room) if month >= t["headroom_from"] else 0.0
            room, left = room - taken, left - taken
            paid += taken * tables.payers[d, BY_HEADROOM]
        for turn in range(2):
            if stands and (covered if turn == 0 else t["covers_host"]) and left > 0:
                presented += left
                within = (np.where(able, key, 0.0), np.where(able, cap, 0.0))
                more = poured(t["sharing"], presented, *within) - shown
                shown = shown + more
                paid += more
                left, called = left - more.sum(), called + more.sum()
            if turn == 0 and not own:
                taken = min(left, buffer)
                buffer, left = buffer - taken, left - taken
        late = called * t["pays_within"] / 12 * (max(0.0, short[year]) + t["late_margin"])
        taken = min(late, buffer)
        buffer -= taken
        paid[t["host"]] += left + late - taken
        cash[:, year] += paid
        worth += calendar[DISCOUNT, month] * paid
    return cash, worth


def loan_events(t: Any, calendar: np.ndarray, noise: np.ndarray) -> tuple[list[Any], int]:
    """Losses as they come: month, order in it, EUR, whether covered, whether the host's own."""
    months = calendar.shape[1] - 1
    settled = int(np.searchsorted(calendar[SETTLED_BY], noise[SETTLEMENT], side="right"))
    lapsed = int(np.searchsorted(calendar[LAPSED_BY], noise[FREEZE], side="right"))
    lapsed = months if lapsed >= settled or not t["on_lapse"] else lapsed
    returned = noise[CLAUSE] < calendar[RETURNED_BY, settled]
    set_off = not returned and noise[CLAUSE] < calendar[SET_OFF_BY, settled]
    stop, due, met = min(settled if t["ends"] else months, lapsed), lapsed, 0.0
    if lapsed == months and ((returned and t["on_return"]) or set_off):
        stop, due, met = settled, settled, t["set_off"] if set_off else 0.0
    owed = calendar[USED, stop] * (1 - met)
    events = [(due, 0, owed, t["covers_principal"], False)]
    for order, (name, factor, chance, lag) in enumerate(
        (
            ("award", t["award_excess"], AWARD, AWARD_LAG),
            ("retaliation", 0.0, RETALIATION, RETALIATION_LAG),
            ("arbitration", t["arbitration_factor"], ARBITRATION, ARBITRATION_LAG),
        ),
        start=1,
    ):
        if t[f"on_{name}"] and t["start"] < stop and noise[chance] < t[f"{name}_chance"]:
            month = int(t["start"]) + int(t[f"{name}_lag"] * noise[lag])
            lost = factor * calendar[USED, min(month + 1, stop)] if order != 2 else t["taken"]
            cover = {1: "litigation", 2: "abroad", 3: "arbitration"}[order]
            events.append((month, order, lost, t[f"covers_{cover}"], order == 3))
    return [event for event in events if event[0] < months], due


def short_rate(t: Any, noise: np.ndarray, years: int) -> np.ndarray:
    """The short rate by year, shape (year,)."""
    rates = np.full(years, t["short_start"])
    shocks = noise[RATES : RATES + 2 * (years - 1) : 2]
    for y in range(1, years):
        rates[y] = t["short_mean"] + (rates[y - 1] - t["short_mean"]) * t["short_decay"]
        rates[y] += t["short_shock"] * shocks[y - 1]
    return rates


def poured(sharing: int, loss: float, key: np.ndarray, cap: np.ndarray) -> np.ndarray:
    """What each guarantor bears of all losses so far; key and cap are 0 for who fails."""
    if sharing != JOINT:
        return np.minimum(cap, key * loss)
    height = np.divide(cap, key, out=np.full(key.size, np.inf), where=key > 0)
    order = np.argsort(height)
    width = np.cumsum(key[order][::-1])[::-1]
    below = np.concatenate([[0.0], np.cumsum(cap[order])[:-1]])
    level = np.divide(loss - below, width, out=np.full(key.size, np.inf), where=width > 0)
    fits = np.flatnonzero((level <= height[order]) & (width > 0))
    if fits.size == 0:
        return cap.copy()
    return np.minimum(cap, level[fits[0]] * key)
