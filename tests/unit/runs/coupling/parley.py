"""The talks at the ford, made small enough to be solved in a blink."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from winset.runs.coupling.frame import frame_of
from winset.runs.coupling.nodes import nodes_of
from winset.runs.coupling.numbers import reader
from winset.runs.coupling.plan import Plan, plan_of
from winset.runs.coupling.playing import Played, play
from winset.runs.coupling.setting import Setting, fate_of, setting_of
from winset.runs.coupling.tail import solve_tail
from winset.scenario.change import with_values
from winset.scenario.draws import Draws, draws_of
from winset.scenario.load import load
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.nouns.world import Switch

FOLDER = Path(__file__).parents[3] / "scenarios" / "parley"
SMALL = {"horizon": "2026-02", "world.front.levels": 5, "money.last_year": 2029}
__all__ = ["SMALL", "Plan", "Played", "Setting", "solve_tail"]


def scenario(**changes: Any) -> Scenario:
    """The scenario with a short calendar and few levels, and with changes by path (_ for a dot)."""
    return with_values(_read(), {**SMALL, **{k.replace("__", "."): v for k, v in changes.items()}})


@cache
def _read() -> Scenario:
    return load(FOLDER).scenario


def deaf(case: Scenario) -> Scenario:
    """The same where nothing at the table hangs on the money: funding is a switch that stays."""
    funding = Switch.model_validate(
        {"kind": "switch", "title": "A word", "levels": ["out", "short", "ample"], "start": "ample"}
    )
    world = {**case.world, "funding": funding}
    return case.model_copy(update={"world": world})


def draws(case: Scenario, n: int = 2, seed: int = 1) -> Draws:
    """Draws of a scenario."""
    return draws_of(case, n, seed)


def prepared(case: Scenario, n: int = 2, chances: Any = None) -> tuple[Setting, Plan]:
    """Setting and plan of a scenario's talks."""
    setting = setting_of(frame_of(case, nodes_of(case)), draws(case, n), chances)
    return setting, plan_of(setting.frame, reader(setting.sampled, 0), fate_of(setting, 0))


def played(case: Scenario, draw: int = 0, n: int = 2, chances: Any = None) -> Played:
    """One draw, solved and followed."""
    setting, plan = prepared(case, n, chances)
    return play(setting, plan, draw, None)
