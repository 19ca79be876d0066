"""What the host of the custodian asks for: terms of the guarantee, and how the freeze is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from winset.errors import Fault, Place, RequestFaults, suggestion
from winset.finance.codes import NO_GUARANTEE
from winset.scenario.nouns.instrument import Peril
from winset.scenario.nouns.money import Option
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.scenario.sections import stated_money

PLAIN: dict[str, Any] = {
    "guarantee.sharing": "several",
    "guarantee.cap": {"of_size": 1.0},
    "guarantee.covers": ["principal"],
    "guarantee.outlives_freeze": False,
    "guarantee.standby": None,
}
"""A guarantee that meets no condition: each its share of the principal, and no more."""


@dataclass(frozen=True)
class Condition:
    """Something that the host asks for.

    Attributes
    ----------
    name, title : a word, and a few more.
    terms : terms of the instrument that meet it, by path; covers : perils that it adds.
    around : what must be otherwise besides, by path in the scenario: how the freeze is kept.
    """

    name: str
    title: str
    terms: Mapping[str, Any] = field(default_factory=dict)
    covers: tuple[Peril, ...] = ()
    around: Mapping[str, Any] = field(default_factory=dict)


CONDITIONS: tuple[Condition, ...] = (
    Condition(
        "joint", "guarantors stand in for each other", {"guarantee.sharing": "joint_and_several"}
    ),
    Condition("uncapped", "no cap", {"guarantee.cap": None}),
    Condition("litigation", "court awards are covered", covers=("litigation",)),
    Condition("abroad", "the custodian's losses abroad are covered", covers=("custodian_abroad",)),
    Condition("arbitration", "treaty arbitration is covered", covers=("arbitration",)),
    Condition("host", "the host state is covered", covers=("host",)),
    Condition("lasting", "it outlives the freeze", {"guarantee.outlives_freeze": True}),
    Condition("liquid", "it pays at once", {"guarantee.pays_within": "0 days"}),
    Condition(
        "frozen",
        "the assets stay frozen until reparations are paid",
        around={"money.freeze.until_reparations": True},
    ),
)
"""The conditions that the scenario language can express."""


def conditions_for(scenario: Scenario) -> tuple[Condition, ...]:
    """The conditions that can matter: arbitration only where the scenario knows of a tribunal."""
    known = stated_money(scenario).events.arbitration is not None
    return tuple(each for each in CONDITIONS if known or each.name != "arbitration")


@dataclass(frozen=True)
class Variant:
    """An option, and what is otherwise around it."""

    option: Option
    around: dict[str, Any]


def variants_of(
    scenario: Scenario, option: str, conditions: Sequence[Condition]
) -> dict[str, Variant]:
    """What is compared: no guarantee, a plain one, each condition alone, each left out."""
    chosen = _chosen(scenario, option)
    of = chosen.variant_of or option
    bare = Option(
        title="bare",
        instrument=chosen.instrument,
        set={**_own_terms(chosen), "guarantee": None},
        variant_of=of,
    )
    met: dict[str, Sequence[Condition]] = {"plain": (), "together": conditions}
    met |= {f"alone {each.name}": (each,) for each in conditions}
    met |= {
        f"beside {each.name}": [other for other in conditions if other is not each]
        for each in conditions
    }
    variants = {"bare": Variant(bare, {})}
    for name, some in met.items():
        terms = _terms(chosen, some)
        option_set = Option(title=name, instrument=chosen.instrument, set=terms, variant_of=of)
        around = {path: value for each in some for path, value in each.around.items()}
        variants[name] = Variant(option_set, around)
    return variants


def _chosen(scenario: Scenario, option: str) -> Option:
    if option in stated_money(scenario).options and _guaranteed(scenario, option):
        return stated_money(scenario).options[option]
    known = [name for name in stated_money(scenario).options if _guaranteed(scenario, name)]
    what, fix = f'"{option}" has no guarantee', suggestion(option, known)
    raise RequestFaults([Fault(NO_GUARANTEE, what, Place(path="option"), option, fix)])


def _guaranteed(scenario: Scenario, option: str) -> bool:
    instrument = instrument_of(stated_money(scenario), option)
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
