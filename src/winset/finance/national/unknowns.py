"""What is not known about the years ahead: draws of growth, prices and rates around their line."""

from __future__ import annotations

from dataclasses import dataclass, replace

from winset._typing import Floats
from winset.finance.national.debt_inputs import DebtInputs
from winset.streams import stream


@dataclass(frozen=True, slots=True)
class Unknowns:
    """How far the years ahead may lie off the line: half widths, all of them judgement.

    Each draw shifts a whole line by one number, uniform between minus and plus the half width,
    the same for all members: what is not known of them is known least of all in common. The
    Commission's own deterministic stress tests move growth and rates by half a point.

    Attributes
    ----------
    growth, deflator, rates : of potential growth, the deflator and market rates, per year.
    """

    growth: float = 0.005
    deflator: float = 0.005
    rates: float = 0.005


def drawn(inputs: DebtInputs, unknowns: Unknowns, seed: int, draws: int) -> DebtInputs:
    """The inputs with shifted lines for each draw; one stream per quantity.

    Parameters
    ----------
    inputs : for one draw.
    seed : of the run; draws : how many.
    """

    def shifts(name: str, half: float) -> Floats:
        return stream(seed, f"national/{name}").uniform(-half, half, draws)[:, None, None]

    rates = shifts("rates", unknowns.rates)
    return replace(
        inputs,
        potential_growth=inputs.potential_growth + shifts("growth", unknowns.growth),
        deflator=inputs.deflator + shifts("deflator", unknowns.deflator),
        long_rate=inputs.long_rate + rates,
        short_rate=inputs.short_rate + rates,
    )
