"""What each condition of the host is worth to it, and what it costs everybody else.

The host of the custodian asks that others share its risk. Starting from a plain guarantee that
meets none of its conditions, each is met alone; starting from all of them together, each is left
out alone. All are compared on the same accidents, so that a difference is due to the condition and
to nothing else. What a condition is worth alone and what it is worth beside the others can differ
much; both are told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from winset._typing import Floats
from winset.finance.conditions import Condition, Variant, conditions_for, variants_of
from winset.finance.engine import Progress, money
from winset.finance.law import SettlementLaw
from winset.finance.results import MoneyResults, OptionResult
from winset.finance.setting import setting_of
from winset.scenario.change import with_values
from winset.scenario.draws import Draws
from winset.scenario.nouns.money import Option
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.sections import stated_money
from winset.scenario.walk import bind_paths

MEASURES = ("mean", "cvar95", "worst", "peak")
"""What the host fears: expected, CVaR 95 and worst present value, and the contract's worst."""


@dataclass(frozen=True)
class Worth:
    """What conditions are worth to the host, and cost everybody, one at a time and together.

    Attributes
    ----------
    conditions : in order; payers : in the engine's order; host : index of the host.
    without_guarantee, plain, together : the host's exposure if there is no guarantee, if there is
        a plain one, and if it meets all conditions; shape (measure, draw), EUR, see `MEASURES`.
    alone : shape (condition, measure, draw), EUR by which a condition lowers it when met alone.
    beside : shape (condition, measure, draw), the same when all the others are met as well.
    cost_alone, cost_beside : shape (condition, draw, payer), EUR of expected present value that
        each payer bears more, as guarantor or with the others (the host's part as host left out).
    cost_together : shape (draw, payer), all conditions against the plain guarantee.
    """

    conditions: tuple[Condition, ...]
    payers: tuple[str, ...]
    host: int
    without_guarantee: Floats
    plain: Floats
    together: Floats
    alone: Floats
    beside: Floats
    cost_alone: Floats
    cost_beside: Floats
    cost_together: Floats


def worth(
    scenario: Scenario,
    option: str,
    draws: Draws,
    paths: int,
    conditions: Sequence[Condition] | None = None,
    law: SettlementLaw | None = None,
    progress: Progress | None = None,
) -> Worth:
    """What each condition on an option's guarantee is worth to the host and costs the payers.

    Without `conditions`, all that can matter in the scenario are looked at.

    Raises
    ------
    RequestFaults : the option has no guarantee whose terms could be changed.
    """
    conditions = conditions_for(scenario) if conditions is None else conditions
    variants = variants_of(scenario, option, conditions)
    found: list[MoneyResults] = []
    for around in _surroundings(variants):
        options = {name: v.option for name, v in variants.items() if v.around == around}
        case = _case(scenario, options, around)
        found.append(money(case, draws, paths, _law(case, draws, law, around), progress))
    options_found = {name: each for results in found for name, each in results.options.items()}
    return _compared(found[0], options_found, tuple(conditions))


def _surroundings(variants: Mapping[str, Variant]) -> list[dict[str, Any]]:
    """Each way in which things are otherwise around the variants, once."""
    distinct: list[dict[str, Any]] = []
    for variant in variants.values():
        if variant.around not in distinct:
            distinct.append(variant.around)
    return distinct


def _case(scenario: Scenario, options: Mapping[str, Option], around: Mapping[str, Any]) -> Scenario:
    """The scenario with these options alone, and with other surroundings."""
    changed = with_values(scenario, around) if around else scenario
    money_section = stated_money(changed).model_copy(update={"options": dict(options)})
    case = changed.model_copy(update={"money": money_section})
    bind_paths(case)
    return case


def _law(
    case: Scenario, draws: Draws, law: SettlementLaw | None, around: Mapping[str, Any]
) -> SettlementLaw | None:
    """A law from elsewhere keeps its settlements; how the freeze may lapse is as in the case."""
    if law is None or not around:
        return law
    return replace(law, lapsed_by=setting_of(case, draws).law.lapsed_by)


def _compared(
    found: MoneyResults, options: Mapping[str, OptionResult], conditions: tuple[Condition, ...]
) -> Worth:
    plain, together, host = options["plain"], options["together"], found.host
    alone = [options[f"alone {each.name}"] for each in conditions]
    beside = [options[f"beside {each.name}"] for each in conditions]
    return Worth(
        conditions=conditions,
        payers=found.payers,
        host=host,
        without_guarantee=exposure(options["bare"]),
        plain=exposure(plain),
        together=exposure(together),
        alone=np.stack([exposure(plain) - exposure(each) for each in alone]),
        beside=np.stack([exposure(each) - exposure(together) for each in beside]),
        cost_alone=np.stack([_burden(each, host) - _burden(plain, host) for each in alone]),
        cost_beside=np.stack([_burden(together, host) - _burden(each, host) for each in beside]),
        cost_together=_burden(together, host) - _burden(plain, host),
    )


def exposure(option: OptionResult) -> Floats:
    """The host's exposure as host by each of `MEASURES`, shape (measure, draw), EUR."""
    return np.stack([option.host_mean, option.host_cvar95, option.host_worst, option.host_peak])


def _burden(option: OptionResult, host: int) -> Floats:
    """Expected present value of what each payer bears, the host's part as host left out.

    What each pays more on its own debt is in it.
    """
    burden = option.pv_mean + option.own_yield_pv
    burden[:, host] -= option.host_mean
    return burden
