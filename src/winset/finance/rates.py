"""Two rates of interest, pulled back to their means, with correlated shocks: exact year by year.

Over one year dr = a (m - r) dt + s dW (Vasicek 1977) goes from r to

    m + (r - m) e^-a + s v(2a)^1/2 z,    v(x) = (1 - e^-x) / x,  v(0) = 1,

with z standard normal. Two such rates whose dW have correlation rho have yearly shocks z with
correlation rho v(a + b) / (v(2a) v(2b))^1/2.
"""

from __future__ import annotations

import numpy as np

from winset._typing import Floats
from winset.scenario.draws import Draws, sample
from winset.scenario.nouns.drivers import MeanReverting, Rates

COLUMNS = (
    "short_start",
    "short_mean",
    "short_decay",
    "short_shock",
    "yield_start",
    "yield_mean",
    "yield_decay",
    "yield_shock",
    "rho",
)
"""What `rate_steps` returns: per rate where it starts, its mean, e^-a and the shock's size."""


def rate_steps(rates: Rates, draws: Draws) -> dict[str, Floats]:
    """The yearly steps of the two rates, each of `COLUMNS` with shape (draw,), per year."""
    found: dict[str, Floats] = {}
    for name, rate in (("short", rates.short_rate), ("yield", rates.bond_yield)):
        found |= {f"{name}_{part}": value for part, value in _steps(rate, draws).items()}
    a, b = (sample(draws, rate.reversion) for rate in (rates.short_rate, rates.bond_yield))
    closeness = growth(a + b) / np.sqrt(growth(2 * a) * growth(2 * b))
    found["rho"] = np.clip(sample(draws, rates.correlation) * closeness, -1.0, 1.0)
    return found


def _steps(rate: MeanReverting, draws: Draws) -> dict[str, Floats]:
    a = sample(draws, rate.reversion)
    return {
        "start": sample(draws, rate.start),
        "mean": sample(draws, rate.mean),
        "decay": np.exp(-a),
        "shock": sample(draws, rate.volatility) * np.sqrt(growth(2 * a)),
    }


def growth(x: Floats) -> Floats:
    """v(x) = (1 - e^-x) / x, which is 1 at 0; shape of x.

    >>> growth(np.array([0.0, np.log(2)])).round(4).tolist()
    [1.0, 0.7213]
    """
    safe = np.where(x == 0, 1.0, x)
    return np.where(x == 0, 1.0, -np.expm1(-safe) / safe)
