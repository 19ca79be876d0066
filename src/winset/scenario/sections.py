"""The sections of a scenario that may be left out, for who cannot do without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.errors import Fault, Place, RequestFaults
from winset.scenario import codes

if TYPE_CHECKING:
    from winset.scenario.nouns.money import MoneySection
    from winset.scenario.nouns.scenario import Scenario


def stated_money(scenario: Scenario) -> MoneySection:
    """The money of a scenario that states one.

    Raises
    ------
    RequestFaults : S308, it states none.
    """
    if scenario.money is None:
        what, fix = "the scenario states no money", "ask for what it states, or add `money:`"
        raise RequestFaults([Fault(codes.NOT_STATED, what, Place(path="money"), "", fix)])
    return scenario.money
