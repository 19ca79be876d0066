"""Is there something to compute, and does everything that leans on the money find it?"""

from __future__ import annotations

from collections.abc import Iterator

from winset.errors import Fault
from winset.scenario import codes
from winset.scenario.case import Case
from winset.scenario.checks.world import fault
from winset.scenario.nouns.consent import Table as Council
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.nouns.talks import Talks
from winset.scenario.nouns.world import FreezeKept, FromMoney


def sections_are_there(case: Case) -> Iterator[Fault]:
    """A scenario states money, or a table at which parties may settle; what needs money has it."""
    scenario = case.scenario
    if scenario.money is not None:
        return
    if not any(isinstance(table, Talks) for table in scenario.tables.values()):
        what, fix = "neither money nor talks are stated", "add `money:`, or a table of kind talks"
        yield fault(case, codes.NOT_STATED, what, "tables" if scenario.tables else "parties", fix)
    for path, what in leaning_on_money(scenario):
        fix = "add `money:`, or leave this out"
        yield fault(case, codes.NOT_STATED, f"{what}, and no money is stated", path, fix)


def leaning_on_money(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Parts of a scenario that mean nothing without its money, with what they are."""
    for name, variable in scenario.world.items():
        if isinstance(variable, FromMoney):
            yield f"world.{name}", "a variable that hangs on the money"
        if isinstance(variable, FreezeKept):
            yield f"world.{name}", "a freeze of assets"
    for name, table in scenario.tables.items():
        if isinstance(table, Council):
            yield f"tables.{name}", "a council votes on ways to pay"
        if isinstance(table, Talks) and table.assets is not None:
            yield f"tables.{name}.assets", "packages speak of assets"
