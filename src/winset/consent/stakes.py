"""What an option is worth to a member: its benefit less its weighted burden, and its leaning.

All in shares of the member's national income, so that members of any size compare:

    worth = benefit - (w_cash cash + w_contingent contingent + w_debt debt) + stance

measured against nothing being agreed, whose worth is 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from winset._typing import Bools, Floats
from winset.consent.codes import BURDEN, SHAPE, SIGN
from winset.errors import Fault, Faults, Place


@dataclass(frozen=True, slots=True, eq=False)
class Stakes:
    """What one option means to each member if it is adopted; shape (draw, member), in EUR.

    Attributes
    ----------
    benefit : the EUR-equivalent of what the member is spared, compared with nothing agreed.
    cash : what it pays.
    contingent : what it stands behind and may have to pay.
    debt : what adds to its public debt beside that.
    """

    benefit: Floats
    cash: Floats
    contingent: Floats
    debt: Floats


@dataclass(frozen=True, slots=True, eq=False)
class BurdenWeights:
    """How much of each kind of burden counts, each of shape (draw,), at least 0."""

    cash: Floats
    contingent: Floats
    debt: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """What one option is worth to each member, shape (draw, member), in shares of national income.

    Attributes
    ----------
    benefit : what it brings.
    burden : what it costs, weighted; 0 for the exempt.
    """

    benefit: Floats
    burden: Floats


def worth(stakes: Stakes, weights: BurdenWeights, income: Floats, exempt: Bools) -> Worth:
    """What an option is worth to each member beside its stance.

    Parameters
    ----------
    income : shape (member,), national income in EUR.
    exempt : shape (member,): who bears no burden. The others' burdens must already be those that
        they bear without them.

    Raises
    ------
    Faults : C101 shapes, C103 a burden below 0, C110 a weight below 0 or an
        income of nothing; all at once.

    >>> one = np.array([[2.0, 2.0]])
    >>> half = BurdenWeights(np.ones(1), np.full(1, 0.5), np.zeros(1))
    >>> found = worth(Stakes(one, one, 2 * one, one), half, np.array([10.0, 10.0]),
    ...               np.array([False, True]))
    >>> found.benefit.tolist(), found.burden.tolist()
    ([[0.2, 0.2]], [[0.4, 0.0]])
    """
    faults = list(_stakes_faults(stakes, weights, income, exempt))
    if faults:
        raise Faults(faults)
    burden = (
        weights.cash[:, None] * stakes.cash
        + weights.contingent[:, None] * stakes.contingent
        + weights.debt[:, None] * stakes.debt
    )
    return Worth(stakes.benefit / income, np.where(exempt, 0.0, burden / income))


def _stakes_faults(
    stakes: Stakes, weights: BurdenWeights, income: Floats, exempt: Bools
) -> Iterator[Fault]:
    draws, members = stakes.benefit.shape
    burdens = (("cash", stakes.cash), ("contingent", stakes.contingent), ("debt", stakes.debt))
    wanted: list[tuple[str, tuple[int, ...], tuple[int, ...]]]
    wanted = [(name, array.shape, (draws, members)) for name, array in burdens]
    wanted += [("income", income.shape, (members,)), ("exempt", exempt.shape, (members,))]
    wanted += [(f"weights.{n}", getattr(weights, n).shape, (draws,)) for n, _ in burdens]
    for name, got, expected in wanted:
        if got != expected:
            what = "an array that does not fit"
            yield Fault(SHAPE, what, Place(path=name), str(got), f"shape {expected}")
    if income.size and income.min() <= 0:
        what, fix = "a member without income", "give its national income in EUR"
        yield Fault(SIGN, what, Place(path="income"), f"{income.min():g}", fix)
    for name, array in burdens:
        if array.size and array.min() < 0:
            what, fix = f"a negative {name} burden", "add what it gains to the benefit"
            yield Fault(BURDEN, what, Place(path=f"stakes.{name}"), f"{array.min():g}", fix)
        weight = getattr(weights, name)
        if weight.size and weight.min() < 0:
            what = f"a negative weight of {name}"
            yield Fault(SIGN, what, Place(path=f"weights.{name}"), f"{weight.min():g}", "0 or more")
