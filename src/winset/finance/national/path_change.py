"""A burden as a change of the member's debt path, and of the adjustment it must make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from winset._typing import Bools, Floats
from winset.finance.national.debt_inputs import SCALARS, SERIES, Burden, DebtInputs, checked
from winset.finance.national.debt_path import DebtPath, project, projected
from winset.finance.national.rule import DEBT_REFERENCE, DEFICIT_REFERENCE

WIDEST = 0.1  # of GDP per year: an adjustment beyond this is none that anybody has made
HALVINGS = 34  # of the interval to either side: leaves 1e-11 of GDP


@dataclass(frozen=True, slots=True, eq=False)
class Adjustment:
    """An adjustment that meets a condition.

    Attributes
    ----------
    yearly : shape (draw, member), change of the structural primary balance in each year of
        adjustment, share of GDP, on top of the adjustment that the inputs plan; nan where the
        condition cannot be met by up to `WIDEST` a year.
    met : shape (draw, member), whether it is met.
    condition : in words.
    """

    yearly: Floats
    met: Bools
    condition: str


@dataclass(frozen=True, slots=True, eq=False)
class PathChange:
    """What a burden changes.

    Attributes
    ----------
    without, with_burden : the two paths, under the same planned adjustment.
    debt, balance : shape (draw, member, year), with less without, shares of GDP.
    same_debt : the extra adjustment after which the debt ratio of the last year is what it would
        be without the burden.
    rule_without, rule_with : the least adjustment that satisfies `rule_condition`.
    rule : shape (draw, member), their difference; nan where one of them is not met.
    """

    without: DebtPath
    with_burden: DebtPath
    debt: Floats
    balance: Floats
    same_debt: Adjustment
    rule_without: Adjustment
    rule_with: Adjustment
    rule: Floats


def path_change(inputs: DebtInputs, burden: Burden) -> PathChange:
    """How a burden moves debt, balance and required adjustment of each member.

    Raises
    ------
    RequestFaults : arrays do not fit together, or a number is out of its range.
    """
    return path_changes(inputs, [burden])[0]


def path_changes(inputs: DebtInputs, burdens: Sequence[Burden]) -> list[PathChange]:
    """The same for several burdens on the same members, whose adjustments are sought together."""
    rule_without = rule_adjustment(inputs)
    whole, joint = end_to_end(inputs, burdens)
    rules = parted(rule_adjustment(whole, joint), len(burdens))
    same = parted(same_debt_adjustment(whole, joint), len(burdens))
    without = project(inputs)
    changes = []
    for burden, rule_with, same_debt in zip(burdens, rules, same, strict=True):
        after = project(inputs, burden)
        debt, balance = after.debt - without.debt, after.balance - without.balance
        rule = rule_with.yearly - rule_without.yearly
        changes.append(
            PathChange(without, after, debt, balance, same_debt, rule_without, rule_with, rule)
        )
    return changes


def end_to_end(inputs: DebtInputs, burdens: Sequence[Burden]) -> tuple[DebtInputs, Burden]:
    """Inputs and burdens with the draws of one burden after those of another.

    Raises
    ------
    RequestFaults : as in `path_change`.
    """
    shape = np.broadcast_shapes(*(checked(inputs, burden) for burden in burdens))
    each = {name: getattr(inputs, name) for name in (*SCALARS, *SERIES)}
    often: dict[str, Any] = {
        name: np.concatenate([values] * len(burdens)) if len(values) > 1 else values
        for name, values in each.items()
    }
    deficit, beyond = (
        np.concatenate([np.broadcast_to(getattr(burden, name), shape) for burden in burdens])
        for name in ("deficit", "beyond_deficit")
    )
    return replace(inputs, **often), Burden(deficit, beyond)


def parted(found: Adjustment, number: int) -> list[Adjustment]:
    """An adjustment found end to end, as one for each burden."""
    parts = zip(np.split(found.yearly, number), np.split(found.met, number), strict=True)
    return [Adjustment(yearly, met, found.condition) for yearly, met in parts]


def same_debt_adjustment(inputs: DebtInputs, burden: Burden) -> Adjustment:
    """The extra yearly adjustment that brings the debt ratio back by the last year.

    The condition: at the end of the last projected year the debt ratio with the burden and the
    extra adjustment is not above the ratio without either. The extra is the same in each year of
    adjustment; its cost in output is counted.
    """
    target = project(inputs).debt[..., -1]

    def met(path: DebtPath) -> Bools:
        return np.asarray(path.debt[..., -1] <= target + 1e-12)

    words = "the debt ratio of the last year is what it would be without the burden"
    return _least(inputs, burden, met, words)


def rule_adjustment(inputs: DebtInputs, burden: Burden | None = None) -> Adjustment:
    """The least extra yearly adjustment after which debt and deficit obey the common rules.

    The condition is `obeys_rules`: the two requirements of Regulation (EU) 2024/1263, Article 6,
    points (a) and (b), in their deterministic part: no stress tests, no chances, no safeguards.
    """
    end = inputs.adjustment_years
    words = (
        f"after {inputs.first_year + end - 1} the debt ratio falls every year or is at most 60 %, "
        "and the deficit is at most 3 % of GDP"
    )
    return _least(inputs, burden, lambda path: obeys_rules(path, end), words)


def obeys_rules(path: DebtPath, adjustment_years: int) -> Bools:
    """Whether debt and deficit obey the rules once the adjustment is over, shape (draw, member).

    In every year after the adjustment the debt ratio falls or is at most 60 %; and in the last
    year of the adjustment and every year after it the deficit is at most 3 % of GDP.
    """
    last = adjustment_years - 1
    debt = path.debt[..., last:]
    falls = (np.diff(debt, axis=-1) < 0) | (debt[..., 1:] <= DEBT_REFERENCE)
    small = path.balance[..., last:] >= -DEFICIT_REFERENCE
    return np.asarray(falls.all(axis=-1) & small.all(axis=-1))


def adjusted(inputs: DebtInputs, yearly: Floats) -> DebtInputs:
    """The inputs with `yearly`, shape (draw, member), added in each year of the adjustment."""
    years = inputs.adjustment.shape[-1]
    if years == 1:
        years = inputs.potential_growth.shape[-1]
    during = np.arange(years) < inputs.adjustment_years
    return replace(inputs, adjustment=inputs.adjustment + yearly[..., None] * during)


def _least(
    inputs: DebtInputs, burden: Burden | None, met: Callable[[DebtPath], Bools], words: str
) -> Adjustment:
    """The least extra adjustment that meets a condition, by halving; minus: room to loosen.

    More adjustment is taken to help: what is returned meets the condition, and the next smaller
    number that was tried does not.
    """
    whole = checked(inputs, burden)
    low, high = np.full(whole[:-1], -WIDEST), np.full(whole[:-1], WIDEST)
    possible = met(project(adjusted(inputs, high), burden))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        enough = met(projected(adjusted(inputs, middle), burden, whole))
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return Adjustment(np.where(possible, high, np.nan), possible, words)
