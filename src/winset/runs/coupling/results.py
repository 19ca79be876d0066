"""What the talks of a scenario come to, draw by draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from winset._typing import Floats
from winset.finance.law import SettlementLaw
from winset.runs.coupling.frame import ANY
from winset.runs.coupling.nodes import AdoptionNode
from winset.runs.coupling.reports import Report
from winset.talks.certificate import Certificate
from winset.talks.game import Packages
from winset.timegrid import TimeGrid
from winset.world.axes import Axis


@dataclass(frozen=True, slots=True)
class TalksResults:
    """What the talks come to.

    Attributes
    ----------
    table : the table's name; grid : the calendar of the talks.
    nodes : what may be decided about the money; none: the talks do not hang on it.
    axes : the variables of the world, the last one counting fastest in the number of a state.
    packages : what can be agreed; outcomes : what can happen at the table, by number.
    parties : in the table's order; parts : what a refusal's value comes from.
    reports : one for each draw.
    laws : by node, what the money needs to know of a settlement; "any" where there is no node;
        nothing where the scenario states no money.
    funding : shape (draw, 1 + node, month), chance that the cash has run out while nothing is
        settled, first without any option; None: the talks do not look at it.
    base_rate : shape (draw,), settlements per month of the reference class; None: none is stated.
    proofs : certificates of the draws that were to be proven.
    freeze_told : whether the freeze is a variable of the world; else the money's statement holds.
    """

    table: str
    grid: TimeGrid
    nodes: tuple[AdoptionNode, ...]
    axes: tuple[Axis, ...]
    packages: Packages
    outcomes: tuple[str, ...]
    parties: tuple[str, ...]
    parts: tuple[str, ...]
    reports: tuple[Report, ...]
    laws: Mapping[str, SettlementLaw]
    funding: Floats | None
    base_rate: Floats | None
    proofs: tuple[Certificate, ...]
    freeze_told: bool


def node_names(results: TalksResults) -> tuple[str, ...]:
    """The rows over nodes: any, then each node."""
    return (ANY, *(node.name for node in results.nodes))
