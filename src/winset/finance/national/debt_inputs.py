"""What a debt path is computed from, and whether it can be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._typing import Floats
from winset.errors import Code, Fault, Place, RequestFaults
from winset.finance.national import codes

SERIES = (
    "structural_balance", "adjustment", "potential_growth", "deflator", "long_rate", "short_rate",
    "ageing_cost", "stock_flow", "maturing_share",
)  # fmt: skip
SCALARS = (
    "gdp", "debt", "output_gap", "output_gap_next", "implicit_rate", "semi_elasticity",
    "multiplier", "short_share",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class DebtInputs:
    """What a debt path follows from. Shares of GDP and yearly rates, 0-1.

    Scalars have shape (draw, member), series (draw, member, year) over the projected years; an
    axis of length 1 stands for all.

    Attributes
    ----------
    first_year : the first projected year T+1; the year before it, T, is known.
    adjustment_years : how many of the projected years, from the first, are years of adjustment.
    gdp : of year T, EUR; debt : at the end of T.
    output_gap : of T; output_gap_next : of T+1 if nothing were adjusted; shares of potential GDP.
    implicit_rate : interest paid in T+1 over the debt of T.
    semi_elasticity : change of the balance for a gap of 1; multiplier : output lost for an
        adjustment of 1; short_share : of the debt, due within a year.
    structural_balance : structural primary balance before ageing if nothing were adjusted (the
        forecast, then its last figure); a minus is a deficit.
    adjustment : yearly change of that balance by measures, which cost output.
    potential_growth, deflator, long_rate, short_rate : per year.
    ageing_cost : public spending that ageing drives, share of GDP.
    stock_flow : what changes the debt besides the balance.
    maturing_share : of long-term debt that falls due in the year.
    """

    first_year: int
    adjustment_years: int
    gdp: Floats
    debt: Floats
    output_gap: Floats
    output_gap_next: Floats
    implicit_rate: Floats
    semi_elasticity: Floats
    multiplier: Floats
    short_share: Floats
    structural_balance: Floats
    adjustment: Floats
    potential_growth: Floats
    deflator: Floats
    long_rate: Floats
    short_rate: Floats
    ageing_cost: Floats
    stock_flow: Floats
    maturing_share: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Burden:
    """What an instrument puts on members' accounts, EUR, shape (draw, member, year).

    Attributes
    ----------
    deficit : adds to the deficit (and to the debt that finances it).
    beyond_deficit : adds to the debt without passing through the deficit; minus lowers it.
    """

    deficit: Floats
    beyond_deficit: Floats


def checked(inputs: DebtInputs, burden: Burden | None) -> tuple[int, int, int]:
    """The common shape (draw, member, year), or all that is wrong with the inputs."""
    given = {name: getattr(inputs, name)[..., None] for name in SCALARS}
    given |= {name: getattr(inputs, name) for name in SERIES}
    if burden is not None:
        given |= {"burden.deficit": burden.deficit, "burden.beyond_deficit": burden.beyond_deficit}
    flat = [name for name, values in given.items() if values.ndim != 3]
    if flat:
        raise RequestFaults(_fault(codes.SHAPE, n, str(given[n].shape)) for n in flat)
    try:
        shape = np.broadcast_shapes(*(values.shape for values in given.values()))
    except ValueError:
        shapes = ", ".join(f"{name} {values.shape}" for name, values in given.items())
        raise RequestFaults([_fault(codes.SHAPE, "inputs", shapes)]) from None
    faults = [*_out_of_range(inputs), *_wrong_period(inputs, shape[-1])]
    if faults:
        raise RequestFaults(faults)
    return shape[0], shape[1], shape[2]


LIMITS = {
    "gdp": (0.0, np.inf), "debt": (0.0, 10.0), "short_share": (0.0, 0.99),
    "maturing_share": (0.0, 1.0), "semi_elasticity": (0.0, 1.0), "multiplier": (0.0, 3.0),
    "structural_balance": (-1.0, 1.0), "implicit_rate": (-1.0, 1.0), "deflator": (-0.5, 1.0),
    "potential_growth": (-0.5, 0.5), "long_rate": (-0.5, 1.0), "short_rate": (-0.5, 1.0),
    "adjustment": (-0.5, 0.5), "ageing_cost": (0.0, 1.0), "stock_flow": (-2.0, 2.0),
    "output_gap": (-0.5, 0.5), "output_gap_next": (-0.5, 0.5),
}  # fmt: skip
"""Beyond these a number is surely in per cent, or another number."""


def _out_of_range(inputs: DebtInputs) -> list[Fault]:
    faults = []
    for name, (low, high) in LIMITS.items():
        values = getattr(inputs, name)
        if not bool(np.all((values >= low) & (values <= high))):
            worst = f"{np.min(values):g} to {np.max(values):g}"
            faults.append(_fault(codes.RANGE, name, worst, f"between {low:g} and {high:g}"))
    return faults


def _wrong_period(inputs: DebtInputs, years: int) -> list[Fault]:
    if 1 <= inputs.adjustment_years <= years:
        return []
    fix = f"between 1 and {years} years"
    return [_fault(codes.HORIZON, "adjustment_years", str(inputs.adjustment_years), fix)]


def _fault(code: Code, path: str, got: str, fix: str = "") -> Fault:
    return Fault(code, f"{path} cannot be used", Place(path=path), got, fix)
