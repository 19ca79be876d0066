"""What befell one path of one draw, in plain words: the accidents behind a ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from winset._typing import Floats
from winset.finance.law import CLAUSES
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
    failing_column,
)
from winset.finance.rates import rate_steps
from winset.finance.setting import Setting
from winset.scenario.draws import sample
from winset.scenario.nouns.drivers import Arbitration
from winset.scenario.nouns.quantity import Quantity


@dataclass(frozen=True)
class Dangers:
    """What one draw takes to be likely, for the accidents of its paths to act on.

    Attributes
    ----------
    settled_by, lapsed_by : shape (month,); clauses_by : shape (month, clause), cumulative.
    award, retaliation, arbitration : chance, and mean time from first use in months.
    rates : the two rates' yearly steps, see `rate_steps`; years : how many.
    together, below : a guarantor fails if sqrt(together) z + sqrt(1 - together) e < below.
    codes : the payers, in the order of their columns of noise.
    """

    settled_by: Floats
    lapsed_by: Floats
    clauses_by: Floats
    award: tuple[float, float]
    retaliation: tuple[float, float]
    arbitration: tuple[float, float]
    rates: dict[str, float]
    years: int
    together: float
    below: float
    codes: tuple[str, ...]


@dataclass(frozen=True)
class PathFacts:
    """One path. Months are counted from `as_of`; None is never.

    Attributes
    ----------
    settled : month of a settlement; clause : what it says of the assets (one of `CLAUSES`).
    lapsed : month in which the freeze lapses unless a settlement came first.
    award_after, retaliation_after, arbitration_after : months from first use to a court's award, to
        retaliation, to a tribunal's award under an investment treaty.
    short, bond : the two rates by year, per year.
    failing : guarantors that do not pay.
    """

    settled: int | None
    clause: str | None
    lapsed: int | None
    award_after: int | None
    retaliation_after: int | None
    arbitration_after: int | None
    short: tuple[float, ...]
    bond: tuple[float, ...]
    failing: frozenset[str]


def dangers_of(setting: Setting, d: int) -> Dangers:
    """What draw d takes to be likely."""

    def drawn(quantity: Quantity) -> float:
        return float(sample(setting.draws, quantity)[d])

    law, events = setting.law, setting.money.events
    steps = rate_steps(setting.money.rates, setting.draws)
    return Dangers(
        settled_by=law.settled_by[d],
        lapsed_by=law.lapsed_by[d],
        clauses_by=np.cumsum(law.clauses[d], axis=1),
        award=(drawn(events.award.chance), drawn(events.award.lag)),
        retaliation=(drawn(events.retaliation.chance), drawn(events.retaliation.lag)),
        arbitration=_arbitration(events.arbitration, drawn),
        rates={name: float(value[d]) for name, value in steps.items()},
        years=setting.grid.years,
        together=drawn(events.guarantor_failure.together),
        below=float(ndtri(drawn(events.guarantor_failure.chance))),
        codes=setting.payers.codes,
    )


def _arbitration(
    stated: Arbitration | None, drawn: Callable[[Quantity], float]
) -> tuple[float, float]:
    return (0.0, 0.0) if stated is None else (drawn(stated.chance), drawn(stated.lag))


def facts_of(setting: Setting, noise: Floats, d: int, p: int) -> PathFacts:
    """What befell path p of draw d; noise : shape (path, column), see `winset.finance.noise`."""
    return facts_on(dangers_of(setting, d), noise[p])


def facts_on(dangers: Dangers, row: Floats) -> PathFacts:
    """What befell a path, from its own accidents, shape (column,)."""
    settled = _first(dangers.settled_by, row[SETTLEMENT])
    lapsed = _first(dangers.lapsed_by, row[FREEZE])
    if settled is not None and lapsed is not None and lapsed >= settled:
        lapsed = None
    clause = None
    if settled is not None:
        bounds = dangers.clauses_by[settled][:2]
        clause = CLAUSES[int(np.searchsorted(bounds, row[CLAUSE], side="right"))]
    short, bond = _rates(dangers, row)
    return PathFacts(
        settled=settled,
        clause=clause,
        lapsed=lapsed,
        award_after=_after(dangers.award, row[AWARD], row[AWARD_LAG]),
        retaliation_after=_after(dangers.retaliation, row[RETALIATION], row[RETALIATION_LAG]),
        arbitration_after=_after(dangers.arbitration, row[ARBITRATION], row[ARBITRATION_LAG]),
        short=short,
        bond=bond,
        failing=_failing(dangers, row),
    )


def _first(by: Floats, u: float) -> int | None:
    month = int(np.searchsorted(by, u, side="right"))
    return month if month < by.size else None


def _after(event: tuple[float, float], u: float, lag: float) -> int | None:
    """Months from first use to an event that comes if u is below its chance."""
    chance, mean = event
    return None if u >= chance else int(mean * lag)


def _rates(dangers: Dangers, row: Floats) -> tuple[tuple[float, ...], tuple[float, ...]]:
    steps, shocks = dangers.rates, row[RATES : RATES + 2 * (dangers.years - 1)].tolist()
    rho = steps["rho"]
    across = (1 - rho**2) ** 0.5
    bond = [rho * z + across * own for z, own in zip(shocks[::2], shocks[1::2], strict=True)]
    return _walked(steps, "short", shocks[::2]), _walked(steps, "yield", bond)


def _walked(steps: dict[str, float], name: str, shocks: list[float]) -> tuple[float, ...]:
    """One rate by year, pulled back to its mean and pushed by its shocks."""
    mean, decay, push = (steps[f"{name}_{part}"] for part in ("mean", "decay", "shock"))
    path = [steps[f"{name}_start"]]
    for shock in shocks:
        path.append(mean + (path[-1] - mean) * decay + push * shock)
    return tuple(path)


def _failing(dangers: Dangers, row: Floats) -> frozenset[str]:
    common = dangers.together**0.5 * row[TOGETHER]
    own = (1 - dangers.together) ** 0.5
    first = failing_column(dangers.years)
    errors = row[first : first + len(dangers.codes)].tolist()
    return frozenset(
        code
        for code, error in zip(dangers.codes, errors, strict=True)
        if common + own * error < dangers.below
    )
