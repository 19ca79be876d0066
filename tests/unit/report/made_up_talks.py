"""The talks at the ford, and talks without money: small enough for runs in a blink."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from winset.runs.check import Checked, check_case
from winset.runs.make import run
from winset.runs.record import Run
from winset.scenario.case import Case
from winset.scenario.load import load
from winset.scenario.reading import with_changes

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SMALL = {"horizon": "2026-02", "world.front.levels": 5, "money.last_year": 2029}
DRAWS = 6


@cache
def parley() -> Case:
    """The talks at the ford with a short calendar and few levels."""
    return with_changes(load(SCENARIOS / "parley"), SMALL)


@cache
def parley_found() -> Checked:
    """The same, checked."""
    return check_case(parley())


@cache
def parley_run() -> Run:
    """A run of it on few draws."""
    return run(parley(), draws=DRAWS, paths=40)


@cache
def alone() -> Case:
    """Talks without money."""
    return load(SCENARIOS / "alone")


@cache
def alone_run() -> Run:
    """A run of them on few draws."""
    return run(alone(), draws=DRAWS, paths=2)
