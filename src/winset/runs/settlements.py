"""Where a run takes its settlements from: its talks, or what the scenario states by itself.

`talks`: the talks are solved, and settlements come as they say under each option. `stated`: the
talks are not played; settlements come by `money.settlement`, under every option alike.
"""

from __future__ import annotations

from typing import Literal

from winset.errors import Fault, Place, RequestFaults
from winset.scenario.case import Case
from winset.scenario.codes import NOT_STATED
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.nouns.talks import Talks

Settlements = Literal["talks", "stated"]
TALKS: Settlements = "talks"
STATED: Settlements = "stated"


def can_settle(scenario: Scenario) -> bool:
    """Whether there is a table at which parties may settle."""
    return any(isinstance(table, Talks) for table in scenario.tables.values())


def settlements_of(case: Case, asked: Settlements) -> Settlements:
    """Where a run of a case takes its settlements from, if it is asked for one or the other.

    A case without talks has nothing but what it states: there both are the same run.

    Raises
    ------
    RequestFaults : S308, what it states is asked for, and it states no settlement.
    """
    if asked == STATED and case.scenario.money is None:
        what = "settlements are to come as the scenario states them, and it states no money"
        fix = "leave out --settlements stated, and the talks are played; or state `money:`"
        place = Place(case.name, path="money.settlement")
        raise RequestFaults([Fault(NOT_STATED, what, place, f"--settlements {asked}", fix)])
    return STATED if asked == STATED and can_settle(case.scenario) else TALKS
