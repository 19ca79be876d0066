"""Councils seated for a verb: money and votes of a case, settlements coming as it states them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from winset.errors import Fault, Place, RequestFaults
from winset.runs.codes import BAD_REQUEST
from winset.runs.progress import Progress

if TYPE_CHECKING:
    from winset.runs.council.sitting import Sitting
    from winset.scenario.case import Case
    from winset.scenario.draws import Draws


def seated(
    case: Case, draws: int, paths: int, seed: int, told: Progress
) -> tuple[Draws, Mapping[str, Sitting]]:
    """The draws, and every council of a case before its agenda.

    Raises
    ------
    RequestFaults : X101 for a scenario without a council.
    """
    told("Starting the engines", 0, 1)
    from winset.finance.engine import money
    from winset.runs.council.sitting import councils, sitting
    from winset.scenario.draws import draws_of

    told("Starting the engines", 1, 1)
    names = councils(case.scenario)
    if not names:
        what = "the scenario has no council whose members must consent"
        fix = "add a table of kind council"
        raise RequestFaults([Fault(BAD_REQUEST, what, Place(case.name), "tables", fix)])
    sampled = draws_of(case.scenario, draws, seed)
    results = money(case.scenario, sampled, paths, progress=told)
    return sampled, {name: sitting(case.scenario, name, sampled, results) for name in names}
