"""What all draws of a run of talks need, and what each takes from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from winset._typing import Bools, Floats
from winset.errors import Fault, Place, RequestFaults
from winset.runs.codes import BAD_REQUEST
from winset.runs.coupling.events import renewals
from winset.runs.coupling.frame import Frame
from winset.runs.coupling.funding import Funding, funding_law
from winset.runs.coupling.laws import Fate
from winset.runs.coupling.nodes import chances_of
from winset.runs.coupling.numbers import Sampled, reader
from winset.runs.coupling.start import start_of
from winset.scenario.draws import Draws
from winset.scenario.nouns.scenario import Scenario
from winset.timegrid import TimeGrid, grid_until, parse_date


@dataclass(frozen=True, slots=True)
class Setting:
    """What all draws need.

    Attributes
    ----------
    frame : what they share; sampled : all their quantities.
    funding : the law of the cash; chances : of the nodes, by draw; due : renewals of the freeze.
    months : of the accounts.
    """

    frame: Frame
    sampled: Sampled
    funding: Funding | None
    chances: Floats
    due: Bools
    months: int


def setting_of(frame: Frame, draws: Draws, node_chances: Floats | None) -> Setting:
    """What all draws need, computed for all of them at once."""
    scenario = frame.scenario
    return Setting(
        frame=frame,
        sampled=Sampled(draws),
        funding=funding_law(frame, draws),
        chances=chances_of(frame.nodes, node_chances, draws.n),
        due=renewals_due(frame, draws),
        months=accounts_of(scenario).months,
    )


def checked_frame(frame: Frame) -> Frame:
    """A frame whose decisions fall within its calendar, before its last month."""
    last = frame.grid.months - 1
    for node, step in zip(frame.nodes, frame.decided, strict=True):
        if not 0 <= step < last:
            fix = f"a day in the first {last} months from {frame.grid.as_of}"
            what = f"{node.name} is decided off the calendar of the talks"
            fault = Fault(BAD_REQUEST, what, Place(path="nodes"), str(node.decided), fix)
            raise RequestFaults([fault])
    return frame


def renewals_due(frame: Frame, draws: Draws) -> Bools:
    """The months in which the freeze must be renewed, shape (draw, month); never without money."""
    money = frame.scenario.money
    if money is None:
        return np.zeros((draws.n, frame.grid.months), dtype=np.bool_)
    return renewals(money.freeze, draws, frame.grid)


def accounts_of(scenario: Scenario) -> TimeGrid:
    """The months to the end of the accounts; without money, to the horizon."""
    if scenario.money is None:
        return grid_until(scenario.as_of, parse_date(scenario.horizon, end=True))
    return grid_until(scenario.as_of, dt.date(scenario.money.last_year, 12, 31))


def fate_of(setting: Setting, draw: int) -> Fate:
    """What a draw takes from the money and from the votes."""
    moves = None if setting.funding is None else setting.funding.moves[draw]
    return Fate(moves, setting.chances[draw], setting.due[draw])


def start_in(setting: Setting, draw: int) -> Floats:
    """The chance of each state today in a draw, shape (state,)."""
    funding = None if setting.funding is None else setting.funding.start[draw]
    return start_of(setting.frame, reader(setting.sampled, draw), funding)
