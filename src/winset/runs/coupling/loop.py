"""The loop, once round: what the talks say, what it costs, what is then voted, and the talks again.

    talks given each node -> money given each node -> votes -> talks with the votes as a chance

Time runs one way, so once round is enough. What the talks come to after a decision hangs on which
node it is, not on how likely it was; so the costs on which members vote can be found before the
chances of the vote are known. These then enter the talks before the vote, of which each party knows
the chances and nobody the result, and all that is told is read off that one joint law.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from winset._typing import Floats
from winset.consent.agenda import outcome_chances
from winset.errors import Fault, Place, RequestFaults
from winset.finance.engine import money
from winset.finance.law import SettlementLaw
from winset.runs.codes import BAD_REQUEST
from winset.runs.council.sitting import Sitting
from winset.runs.coupling.frame import ANY
from winset.runs.coupling.halves import Coupled, sat, unplayed
from winset.runs.coupling.nodes import AdoptionNode
from winset.runs.coupling.playing import SolvedTalks
from winset.runs.coupling.run import laws_given, results_given, solve_talks
from winset.runs.coupling.tilts import DRAWS
from winset.runs.progress import Progress, silent
from winset.runs.settlements import can_settle
from winset.scenario.draws import Draws
from winset.scenario.nouns.money import MoneySection
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.sections import stated_money


def coupled(
    scenario: Scenario,
    draws: Draws,
    paths: int,
    progress: Progress = silent,
) -> Coupled:
    """Talks, money and votes of a scenario, each given the others.

    Parameters
    ----------
    draws : samples of what is not known; paths : samples of chance for each of them.
    """
    if not can_settle(scenario):
        return unplayed(scenario, draws, paths, progress)
    solved, section = solve_talks(scenario, draws), stated_money(scenario)
    nodes = solved.setting.frame.nodes
    laws = laws_by_option(section, nodes, laws_given(solved, progress=progress))
    costs = money(scenario, draws, paths, laws, progress)
    sittings = sat(scenario, draws, costs, laws, progress)
    chances = node_chances(section, nodes, sittings)
    talks = results_given(solved, chances, progress)
    forget(solved, DRAWS)
    if chances is not None:
        laws = laws_by_option(section, nodes, talks.laws)
        costs = money(scenario, draws, paths, laws, progress)
    return Coupled(talks, laws, costs, sittings, solved, chances)


def forget(solved: SolvedTalks, few: int) -> None:
    """Let go of what is kept of draws, but for the first few, of which more will be asked."""
    for draw in [draw for draw in solved.kept if draw >= few]:
        del solved.kept[draw]


def laws_by_option(
    section: MoneySection, nodes: Sequence[AdoptionNode], told: Mapping[str, SettlementLaw]
) -> dict[str, SettlementLaw]:
    """The law of a settlement under every option: its own node's, or that of what it varies.

    Where nothing is up for a decision all options share one law; an option that is not up for it
    while others are has none, and keeps what the scenario states.
    """
    named = {node.option: told[node.name] for node in nodes}
    found = {}
    for name, option in section.options.items():
        law = named.get(name) or named.get(option.variant_of or "") or told.get(ANY)
        if law is not None:
            found[name] = law
    return found


def node_chances(
    section: MoneySection, nodes: tuple[AdoptionNode, ...], sittings: Mapping[str, Sitting]
) -> Floats | None:
    """The chance of each node by what the councils vote, shape (draw, node).

    None where no council votes on any of them. Where none of them is adopted nothing is.

    Raises
    ------
    RequestFaults : X101 if options may fail that leave no node behind.
    """
    adopted = adoption_chances(sittings)
    if not any(node.option in adopted for node in nodes):
        return None
    draws = len(next(iter(adopted.values())))
    chances = np.stack([adopted.get(node.option, np.zeros(draws)) for node in nodes], axis=1)
    idle = [k for k, node in enumerate(nodes) if section.options[node.option].instrument is None]
    rest = np.maximum(1.0 - chances.sum(axis=1), 0.0)
    if not idle and rest.max() > 1e-9:
        raise RequestFaults([no_way_out(nodes)])
    if idle:
        chances[:, idle[0]] += rest
    return np.asarray(chances / chances.sum(axis=1, keepdims=True))


def adoption_chances(sittings: Mapping[str, Sitting]) -> dict[str, Floats]:
    """The chance that an option is what a council adopts, by option, shape (draw,)."""
    found: dict[str, Floats] = {}
    for each in sittings.values():
        for item, chance in outcome_chances(each.solution).items():
            if item is not None:
                option = each.agenda[item].option
                found[option] = found.get(option, np.zeros(len(chance))) + chance
    return found


def no_way_out(nodes: tuple[AdoptionNode, ...]) -> Fault:
    """Every option may fail, and there is no node for that."""
    return Fault(
        BAD_REQUEST,
        "all options may fail, and nothing is left to be decided then",
        Place(path="world"),
        ", ".join(node.option for node in nodes),
        "name an option without an instrument among the `options` of what hangs on the money",
    )
