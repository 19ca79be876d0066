"""From what the money engine finds of an option to flows by kind, and on to the accounts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._typing import Floats, Ints
from winset.errors import Fault, Place, RequestFaults
from winset.finance.national import codes
from winset.finance.national.debt_inputs import Burden
from winset.finance.national.flows import Flows, flows
from winset.finance.results import MoneyResults, OptionResult
from winset.scenario.nouns.instrument import Instrument

MEANS = "Flows are means over paths; calls in a row are counted on the single paths."
STOCK = (
    "The contingent stock is each member's share, up to its cap, of what has been paid out and is "
    "not yet due or redeemed, expected over paths; a joint guarantor counts for its share alone."
)


@dataclass(frozen=True, slots=True, eq=False)
class OptionFlows:
    """Flows of an option.

    Attributes
    ----------
    flows : of the members, expected, shape (draw, member, year).
    years : shape (year,), calendar years; members : codes.
    notes : what a reader must be told.
    """

    flows: Flows
    years: Ints
    members: tuple[str, ...]
    notes: tuple[str, ...]


def flows_of(instrument: Instrument, option: OptionResult, results: MoneyResults) -> OptionFlows:
    """What members pay under an option, by the kinds that the national accounts tell apart.

    Interest paid together is service of joint debt; what is repaid together, or borne by
    headroom, is redemption of it. Where members' own budgets pay, the amount is a grant or a
    loan, as the instrument's use says. What the host bears as host is a payment of its own, and so
    is what members pay more on their own debt.
    """
    count = results.members
    kind = {name: option.cash_by_kind[:, i, :count] for i, name in enumerate(results.kinds)}
    together = kind["repayment"]
    own_budgets = instrument.funding.kind == "member_budgets"
    lends = own_budgets and instrument.use.kind != "grant"
    given = {
        "interest": kind["service"],
        "redemptions": kind["headroom"] + (0.0 if own_budgets else together),
        "calls": kind["guarantee"],
        "host": kind["host"],
        "own_interest": option.own_yield[:, :count],
        "contingent": option.guaranteed[:, :count],
    }
    if own_budgets:
        given["loans" if lends else "grants"] = together
    notes = (MEANS, STOCK) if instrument.guarantee else (MEANS,)
    return OptionFlows(flows(**given), results.years, results.payers[:count], notes)


def on_years(burden: Burden, years: Ints, wanted: Ints) -> Burden:
    """The burden on the years of a debt path; later years are left out, missing ones are nought.

    Raises
    ------
    RequestFaults : something is borne before the first year wanted, and would be lost.

    Examples
    --------
    >>> one = Burden(np.array([[[0.0, 2.0, 3.0]]]), np.zeros((1, 1, 3)))
    >>> on_years(one, np.array([2025, 2026, 2027]), np.array([2026, 2027, 2028])).deficit.tolist()
    [[[2.0, 3.0, 0.0]]]
    """
    early = years < wanted[0]
    if burden.deficit[..., early].any() or burden.beyond_deficit[..., early].any():
        what = f"something is borne before {wanted[0]}"
        first = int(years[early][0])
        fault = Fault(codes.HORIZON, what, Place(path="years"), str(first), "an earlier path")
        raise RequestFaults([fault])
    return Burden(*(_placed(each, years, wanted) for each in (burden.deficit,
                                                              burden.beyond_deficit)))  # fmt: skip


def _placed(values: Floats, years: Ints, wanted: Ints) -> Floats:
    placed = np.zeros((*values.shape[:-1], len(wanted)))
    _, there, here = np.intersect1d(years, wanted, return_indices=True)
    placed[..., here] = values[..., there]
    return placed
