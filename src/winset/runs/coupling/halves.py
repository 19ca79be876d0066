"""Both halves of a scenario, each given the other; and money and votes alone, without any talks.

What plays talks is far larger than what does not, so that it is loaded only where it is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from winset._typing import Floats
from winset.finance.engine import money
from winset.finance.law import Laws
from winset.finance.results import MoneyResults
from winset.runs.council.sitting import Sitting, councils, sitting
from winset.runs.progress import Progress
from winset.scenario.draws import Draws
from winset.scenario.nouns.scenario import Scenario

if TYPE_CHECKING:
    from winset.runs.coupling.playing import SolvedTalks
    from winset.runs.coupling.results import TalksResults


@dataclass(frozen=True)
class Coupled:
    """Both halves of a scenario, each given the other.

    Attributes
    ----------
    talks : what they come to; None: no table can settle, or they are not played.
    laws : of a settlement, by option; None: as the scenario states.
    money : what each option costs, settlements coming by those laws.
    sittings : by council, its votes.
    solved : the talks, solved for any chances of the nodes; None where `talks` is.
    chances : of the nodes, shape (draw, node); None: all alike.
    """

    talks: TalksResults | None
    laws: Laws
    money: MoneyResults
    sittings: Mapping[str, Sitting]
    solved: SolvedTalks | None = None
    chances: Floats | None = None


def unplayed(scenario: Scenario, draws: Draws, paths: int, progress: Progress) -> Coupled:
    """Money and votes of a scenario, settlements coming as it states them."""
    costs = money(scenario, draws, paths, progress=progress)
    return Coupled(None, None, costs, sat(scenario, draws, costs, None, progress))


def sat(
    scenario: Scenario, draws: Draws, costs: MoneyResults, laws: Laws, progress: Progress
) -> dict[str, Sitting]:
    """Every council's votes, given what the options cost."""
    progress("Counting votes", 0, 1)
    found = {name: sitting(scenario, name, draws, costs, laws) for name in councils(scenario)}
    progress("Counting votes", 1, 1)
    return found
