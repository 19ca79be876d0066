"""The money once more, given what the talks say: one run of the accounts for each node."""

from __future__ import annotations

from winset.finance.engine import money
from winset.finance.results import MoneyResults
from winset.runs.coupling.nodes import money_by_node
from winset.runs.coupling.results import TalksResults
from winset.runs.progress import Progress
from winset.scenario.draws import Draws
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.sections import stated_money


def money_given_talks(
    scenario: Scenario,
    draws: Draws,
    paths: int,
    results: TalksResults,
    progress: Progress | None = None,
) -> dict[str, MoneyResults]:
    """What each node costs everybody if settlements come as the talks under that node say.

    Parameters
    ----------
    draws : the same as those of the talks; paths : samples of chance for each of them.

    Returns
    -------
    By node, the money with that node's option alone, named after the node. Payers are the members
    of the club and those from outside who stand behind this option.
    """
    found = {}
    for node in results.nodes:
        section = money_by_node(stated_money(scenario), [node])
        case = scenario.model_copy(update={"money": section})
        found[node.name] = money(case, draws, paths, results.laws[node.name], progress)
    return found
