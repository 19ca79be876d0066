"""What befell one path of one draw, in plain words: the accidents behind a ledger."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from winset._typing import Floats
from winset.finance.law import CLAUSES
from winset.finance.noise import (
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
from winset.scenario.nouns.drivers import Award, Retaliation


@dataclass(frozen=True)
class PathFacts:
    """One path. Months are counted from `as_of`; None is never.

    Attributes
    ----------
    settled : month of a settlement; clause : what it says of the assets (one of `CLAUSES`).
    lapsed : month in which the freeze lapses unless a settlement came first.
    award_after, retaliation_after : months from first use to a court's award, to retaliation.
    short, bond : the two rates by year, per year.
    failing : guarantors that do not pay.
    """

    settled: int | None
    clause: str | None
    lapsed: int | None
    award_after: int | None
    retaliation_after: int | None
    short: tuple[float, ...]
    bond: tuple[float, ...]
    failing: frozenset[str]


def facts_of(setting: Setting, noise: Floats, d: int, p: int) -> PathFacts:
    """What befell path p of draw d; noise : shape (path, column), see `winset.finance.noise`."""
    law, row = setting.law, noise[p]
    settled = _first(law.settled_by[d], row[SETTLEMENT])
    lapsed = _first(law.lapsed_by[d], row[FREEZE])
    clause = None
    if settled is not None:
        bounds = np.cumsum(law.clauses[d, settled])[:2]
        clause = CLAUSES[int(np.searchsorted(bounds, row[CLAUSE], side="right"))]
    if settled is not None and lapsed is not None and lapsed >= settled:
        lapsed = None
    events = setting.money.events
    short, bond = _rates(setting, row, d)
    return PathFacts(
        settled=settled,
        clause=clause,
        lapsed=lapsed,
        award_after=_after(setting, events.award, d, row[AWARD], row[AWARD_LAG]),
        retaliation_after=_after(
            setting, events.retaliation, d, row[RETALIATION], row[RETALIATION_LAG]
        ),
        short=short,
        bond=bond,
        failing=_failing(setting, row, d),
    )


def _first(by: Floats, u: float) -> int | None:
    month = int(np.searchsorted(by, u, side="right"))
    return month if month < by.size else None


def _after(
    setting: Setting, event: Award | Retaliation, d: int, u: float, lag: float
) -> int | None:
    """Months from first use to an event that comes if u is below its chance."""
    if u >= sample(setting.draws, event.chance)[d]:
        return None
    return int(sample(setting.draws, event.lag)[d] * lag)


def _rates(setting: Setting, row: Floats, d: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    drawn = rate_steps(setting.money.rates, setting.draws)
    steps = {name: float(value[d]) for name, value in drawn.items()}
    rho, short, bond = steps["rho"], [steps["short_start"]], [steps["yield_start"]]
    for y in range(setting.grid.years - 1):
        z, own = row[RATES + 2 * y], row[RATES + 2 * y + 1]
        shocks = {"short": z, "yield": rho * z + (1 - rho**2) ** 0.5 * own}
        for name, path in (("short", short), ("yield", bond)):
            mean, decay = steps[f"{name}_mean"], steps[f"{name}_decay"]
            path.append(mean + (path[-1] - mean) * decay + steps[f"{name}_shock"] * shocks[name])
    return tuple(map(float, short)), tuple(map(float, bond))


def _failing(setting: Setting, row: Floats, d: int) -> frozenset[str]:
    failure = setting.money.events.guarantor_failure
    rho = float(sample(setting.draws, failure.together)[d])
    below = float(ndtri(sample(setting.draws, failure.chance)[d]))
    first = failing_column(setting.grid.years)
    return frozenset(
        code
        for i, code in enumerate(setting.payers.codes)
        if rho**0.5 * row[TOGETHER] + (1 - rho) ** 0.5 * row[first + i] < below
    )
