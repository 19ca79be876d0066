"""What each condition of the host is worth to it, and what it costs everybody else.

The host of the custodian asks that others share its risk. Each thing it asks for is a condition: a
term of the guarantee. Starting from a plain guarantee that meets none of them, each condition is
met alone; starting from all of them together, each is left out alone. All are compared on the same
accidents, so that a difference is due to the condition and to nothing else. What a condition is
worth alone and what it is worth beside the others can differ much; both are told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from winset._typing import Floats
from winset.errors import Fault, Place, RequestFaults, suggestion
from winset.finance.codes import NO_GUARANTEE
from winset.finance.engine import Progress, money
from winset.finance.law import SettlementLaw
from winset.finance.results import MoneyResults, OptionResult
from winset.scenario.draws import Draws
from winset.scenario.nouns.instrument import Peril
from winset.scenario.nouns.money import Option
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.scenario.walk import bind_paths

PLAIN: dict[str, Any] = {
    "guarantee.sharing": "several",
    "guarantee.cap": {"of_size": 1.0},
    "guarantee.covers": ["principal"],
    "guarantee.outlives_freeze": False,
}
"""A guarantee that meets no condition: each its share of the principal, and no more."""
MEASURES = ("mean", "cvar95", "worst", "peak")
"""What the host fears: expected, CVaR 95 and worst present value, and the contract's worst."""


@dataclass(frozen=True)
class Condition:
    """Something that the host asks for.

    Attributes
    ----------
    name, title : a word, and a few more.
    terms : terms of the instrument that meet it, by path; covers : perils that it adds.
    """

    name: str
    title: str
    terms: Mapping[str, Any] = field(default_factory=dict)
    covers: tuple[Peril, ...] = ()


CONDITIONS: tuple[Condition, ...] = (
    Condition(
        "joint", "guarantors stand in for each other", {"guarantee.sharing": "joint_and_several"}
    ),
    Condition("uncapped", "no cap", {"guarantee.cap": None}),
    Condition("litigation", "court awards are covered", covers=("litigation",)),
    Condition("abroad", "the custodian's losses abroad are covered", covers=("custodian_abroad",)),
    Condition("host", "the host state is covered", covers=("host",)),
    Condition("lasting", "it outlives the freeze", {"guarantee.outlives_freeze": True}),
    Condition("liquid", "it pays at once", {"guarantee.pays_within": "0 days"}),
)
"""The conditions that the language of guarantees can express."""


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
    conditions: Sequence[Condition] = CONDITIONS,
    law: SettlementLaw | None = None,
    progress: Progress | None = None,
) -> Worth:
    """What each condition on an option's guarantee is worth to the host and costs the payers.

    Raises
    ------
    RequestFaults : the option has no guarantee whose terms could be changed.
    """
    variants = _variants(scenario, option, conditions)
    changed = scenario.money.model_copy(update={"options": variants})
    case = scenario.model_copy(update={"money": changed})
    bind_paths(case)
    found = money(case, draws, paths, law=law, progress=progress)
    return _compared(found, tuple(conditions))


def _variants(
    scenario: Scenario, option: str, conditions: Sequence[Condition]
) -> dict[str, Option]:
    """The options to be compared: no guarantee, a plain one, each condition alone, and so on."""
    chosen = scenario.money.options.get(option)
    instrument = instrument_of(scenario.money, option) if chosen else None
    if chosen is None or instrument is None or instrument.guarantee is None:
        known = [n for n in scenario.money.options if _guaranteed(scenario, n)]
        what = f'"{option}" has no guarantee'
        fault = Fault(NO_GUARANTEE, what, Place(path="option"), option, suggestion(option, known))
        raise RequestFaults([fault])
    sets: dict[str, dict[str, Any]] = {"bare": {**_own_terms(chosen), "guarantee": None}}
    sets["plain"] = _terms(chosen, ())
    sets["together"] = _terms(chosen, conditions)
    for each in conditions:
        sets[f"alone {each.name}"] = _terms(chosen, (each,))
        sets[f"beside {each.name}"] = _terms(chosen, [c for c in conditions if c is not each])
    return {
        name: Option(title=name, instrument=chosen.instrument, set=terms)
        for name, terms in sets.items()
    }


def _guaranteed(scenario: Scenario, option: str) -> bool:
    instrument = instrument_of(scenario.money, option)
    return instrument is not None and instrument.guarantee is not None


def _own_terms(option: Option) -> dict[str, Any]:
    """The option's own terms that do not concern its guarantee."""
    return {path: value for path, value in option.set.items() if not path.startswith("guarantee")}


def _terms(option: Option, met: Sequence[Condition]) -> dict[str, Any]:
    """The option's terms with a plain guarantee and then the conditions that are met."""
    terms = {**option.set, **PLAIN}
    for condition in met:
        terms |= condition.terms
    added = [peril for condition in met for peril in condition.covers]
    terms["guarantee.covers"] = [*PLAIN["guarantee.covers"], *added]
    return terms


def _compared(found: MoneyResults, conditions: tuple[Condition, ...]) -> Worth:
    plain, together = found.options["plain"], found.options["together"]
    alone = [found.options[f"alone {each.name}"] for each in conditions]
    beside = [found.options[f"beside {each.name}"] for each in conditions]
    return Worth(
        conditions=conditions,
        payers=found.payers,
        host=found.host,
        without_guarantee=exposure(found.options["bare"]),
        plain=exposure(plain),
        together=exposure(together),
        alone=np.stack([exposure(plain) - exposure(each) for each in alone]),
        beside=np.stack([exposure(each) - exposure(together) for each in beside]),
        cost_alone=np.stack([_burden(each, found) - _burden(plain, found) for each in alone]),
        cost_beside=np.stack([_burden(together, found) - _burden(each, found) for each in beside]),
        cost_together=_burden(together, found) - _burden(plain, found),
    )


def exposure(option: OptionResult) -> Floats:
    """The host's exposure as host by each of `MEASURES`, shape (measure, draw), EUR."""
    return np.stack([option.host_mean, option.host_cvar95, option.host_worst, option.host_peak])


def _burden(option: OptionResult, found: MoneyResults) -> Floats:
    """Expected present value of what each payer bears, the host's part as host left out."""
    burden = option.pv_mean.copy()
    burden[:, found.host] -= option.host_mean
    return burden
