"""How much to demand of one whose price one does not know: the trade-off of risk and return.

Fearon (1995, "Rationalist explanations for war", section on private information): a state that
could win p of the issue in war, at a cost, demands x; the other, whose own cost is known to it
alone, accepts iff x leaves it no worse than war.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scipy.optimize import minimize_scalar


@dataclass(frozen=True, slots=True)
class Demand:
    """The best demand against an unknown reservation value.

    Attributes
    ----------
    demand : the share asked for.
    refused : chance that it is refused.
    value : what it is worth to the one who demands.
    """

    demand: float
    refused: float
    value: float


def best_demand(
    accepted: Callable[[float], float], fallback: float, low: float, high: float
) -> Demand:
    """The demand that is worth most, between sure acceptance and sure refusal.

    Parameters
    ----------
    accepted : chance that a demand is accepted, falling in the demand.
    fallback : what a refusal is worth to the one who demands.
    low, high : demands that are certainly accepted, and certainly refused.

    Examples
    --------
    Fearon: p = 0.5, own cost 0.1, the other's cost uniform on [0, 0.4]:
    p + (C - c) / 2 = 0.65, refused with chance (C - c) / (2 C) = 0.375.

    >>> found = best_demand(lambda x: 1 - (x - 0.5) / 0.4, 0.5 - 0.1, 0.5, 0.9)
    >>> round(found.demand, 6), round(found.refused, 6)
    (0.65, 0.375)
    """

    def loss(demand: float) -> float:
        chance = accepted(demand)
        return -(chance * demand + (1 - chance) * fallback)

    inner = minimize_scalar(loss, bounds=(low, high), method="bounded", options={"xatol": 1e-12})
    best = min((low, float(inner.x), high), key=loss)
    return Demand(best, 1 - accepted(best), -loss(best))
