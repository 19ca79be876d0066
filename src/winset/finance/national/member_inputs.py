"""What each member's debt path is computed from, read from the club's tables."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

import numpy as np
import pandas as pd

from winset._typing import Floats
from winset.data.read import read
from winset.errors import Fault, Place, RequestFaults
from winset.finance.national import codes
from winset.finance.national.debt_inputs import DebtInputs

BASE, YEARS = 2025, 10  # the year the tables know last, and the years they reach beyond it
MULTIPLIER = 0.75  # the Commission's guidance of 2024; 0.6 in guidance issued from 2025
ADJUSTMENT_YEARS = 4  # Regulation (EU) 2024/1263; up to seven where extended (Article 14)
LINE = (2026, 2027, 2028, 2029, 2035)
"""Years for which potential growth is held; those between lie on a straight line."""
POLICY = (
    "no adjustment is planned beyond the forecast of 2026; ageing lowers the balance afterwards; "
    "exchange rates stay"
)


@dataclass(frozen=True, slots=True)
class StandIn:
    """A figure that is not held, and what stands in for it."""

    member: str
    quantity: str
    says: str


@dataclass(frozen=True, slots=True, eq=False)
class MemberInputs:
    """The inputs of all members of a club, with what a reader must be told of them.

    Attributes
    ----------
    members : codes in protocol order, the member axis of `inputs`.
    inputs : for one draw.
    stands_in : figures that are not held.
    assumes : what all paths rest on, in words.
    sources : of the tables, one line each.
    """

    members: tuple[str, ...]
    inputs: DebtInputs
    stands_in: tuple[StandIn, ...]
    assumes: str
    sources: tuple[str, ...]


@cache
def member_inputs(
    club: str, multiplier: float = MULTIPLIER, adjustment_years: int = ADJUSTMENT_YEARS
) -> MemberInputs:
    """The inputs of each member's debt path over 2026-2035, read once; the arrays are read-only.

    Parameters
    ----------
    club : name of the club; its tables `..._fiscal`, `..._gdp` and `..._debt_inputs` are read.
    multiplier : output lost for an adjustment of 1 % of GDP.
    adjustment_years : in which a member may adjust, from 2026.

    Raises
    ------
    DataFaults : a table is not held.
    RequestFaults : the years of adjustment do not fit.

    Examples
    --------
    >>> given = member_inputs("eu27")
    >>> given.members[9], round(float(given.inputs.debt[0, 9]), 4)
    ('FR', 1.1603)
    >>> [stand_in.member for stand_in in given.stands_in]
    ['EE', 'RO', 'SE']
    """
    if not 1 <= adjustment_years <= YEARS:
        where, fix = Place(path="adjustment_years"), f"between 1 and {YEARS} years"
        what = f"{adjustment_years} years of adjustment do not fit"
        raise RequestFaults([Fault(codes.HORIZON, what, where, str(adjustment_years), fix)])
    datasets = [read(f"{club}_{name}") for name in ("debt_inputs", "fiscal", "gdp")]
    more, fiscal, gdp = (dataset.frame for dataset in datasets)
    filled, stands_in = _filled(more.join(fiscal[["debt_2025f", "ltrate_2025"]]))
    inputs = _inputs(filled, gdp["gdp_2025f"].to_numpy(), multiplier, adjustment_years)
    sources = tuple(f"{dataset.name}: {dataset.source}" for dataset in datasets)
    for name in fields(inputs):
        value = getattr(inputs, name.name)
        if isinstance(value, np.ndarray):
            value.setflags(write=False)
    return MemberInputs(tuple(more.index), inputs, stands_in, POLICY, sources)


def _filled(figures: pd.DataFrame) -> tuple[pd.DataFrame, tuple[StandIn, ...]]:
    """The figures with every gap filled, and what was put there."""
    filled, stands_in = figures.copy(), []
    for code in figures.index[figures[["maturing_2025", "maturing_2035"]].isna().any(axis=1)]:
        for column in ("maturing_2025", "maturing_2035"):
            filled.loc[code, column] = figures[column].median()
        says = f"the club's median, {filled.loc[code, 'maturing_2025']:.1%} a year"
        stands_in.append(StandIn(str(code), "share of long-term debt that matures", says))
    for code in figures.index[figures["ltrate_2025"].isna()]:
        filled.loc[code, "ltrate_2025"] = figures.loc[code, "long_rate_2035"]
        says = f"its forward rate ten years ahead, {filled.loc[code, 'ltrate_2025']:.2f} %"
        stands_in.append(StandIn(str(code), "long-term rate of 2025", says))
    order = list(figures.index)
    return filled, tuple(sorted(stands_in, key=lambda each: order.index(each.member)))


def _inputs(figures: pd.DataFrame, gdp: Floats, multiplier: float, adjusting: int) -> DebtInputs:
    def share(column: str) -> Floats:
        return figures[column].to_numpy(dtype=np.float64)[None] / 100

    def line(start: int, first: str, last: str) -> Floats:
        ends = figures[[first, last]].to_numpy(dtype=np.float64)
        return _between((start, BASE + YEARS), ends)

    one = np.ones((1, len(figures)))
    years = range(BASE + 1, BASE + YEARS + 1)
    growth = figures[[f"potential_growth_{year}" for year in LINE]].to_numpy(dtype=np.float64)
    ageing = figures[[f"ageing_cost_{year}" for year in years]].to_numpy(dtype=np.float64)
    flow = np.zeros((1, len(figures), YEARS))
    flow[..., 0] = share("stock_flow_2026")
    return DebtInputs(
        first_year=BASE + 1,
        adjustment_years=adjusting,
        gdp=gdp[None] * 1e9,
        debt=share("debt_2025f"),
        output_gap=share("output_gap_2025"),
        output_gap_next=share("output_gap_2026"),
        implicit_rate=share("implicit_rate_2026"),
        semi_elasticity=share("semi_elasticity") * 100,
        multiplier=multiplier * one,
        short_share=share("short_share") * 100,
        structural_balance=share("structural_primary_2026")[..., None] * np.ones(YEARS),
        adjustment=np.zeros_like(flow),
        potential_growth=_between(LINE, growth) / 100,
        deflator=line(BASE + 1, "deflator_2026", "deflator_2035") / 100,
        long_rate=line(BASE, "ltrate_2025", "long_rate_2035") / 100,
        short_rate=line(BASE, "short_rate_2025", "short_rate_2035") / 100,
        ageing_cost=ageing[None] / 100,
        stock_flow=flow,
        maturing_share=line(BASE, "maturing_2025", "maturing_2035"),
    )


def _between(known: tuple[int, ...], values: Floats) -> Floats:
    """Values on straight lines between known years, shape (1, member, year).

    >>> _between((2025, 2035), np.array([[1.0, 2.0]])).round(1).tolist()
    [[[1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0]]]
    """
    years = np.arange(BASE + 1, BASE + YEARS + 1)
    return np.array([[np.interp(years, known, row) for row in values]])
