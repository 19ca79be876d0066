"""Tables of an option's other designs: what conditions do to votes, what turns whom, what passes.

Columns are those of `winset.runs.council.tables`. Terms stand as JSON, changed ones alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from winset.consent.combinations import Combinations, combinations, conditions_of
from winset.consent.grid import Grid
from winset.runs.council.designs import grid_of, passing, turned
from winset.runs.council.redesign import objectors
from winset.runs.council.sitting import Sitting
from winset.runs.council.tables import COLUMNS, HIGH, LOW
from winset.scenario.draws import Draws, sample
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.nouns.scenario import Scenario

TABLES = ("consent_conditions", "consent_combined", "consent_changes", "consent_designs")
APART, ALREADY, GRANTED = "apart", "already", "granted"
"""A condition is told apart, met by the option as it stands, or taken as met (too many)."""
Rows = list[dict[str, Any]]


def design_tables(
    scenario: Scenario, sittings: Mapping[str, Sitting], draws: Draws, paths: int
) -> dict[str, pd.DataFrame]:
    """Votes under each combination of conditions, smallest changes that turn, every design."""
    rows: dict[str, Rows] = {name: [] for name in TABLES}
    for council, each in sittings.items():
        for item in each.agenda:
            grid = grid_of(scenario, each, item, draws, paths)
            for table, found in _tables(each, item, grid).items():
                rows[table] += [{"council": council, "item": item, **row} for row in found]
    return {name: pd.DataFrame(found, columns=list(COLUMNS[name])) for name, found in rows.items()}


def combined_tables(
    scenario: Scenario, sittings: Mapping[str, Sitting], draws: Draws, paths: int, member: str
) -> dict[str, pd.DataFrame]:
    """The tables of conditions and combinations alone, of one member."""
    rows: dict[str, Rows] = {name: [] for name in TABLES[:2]}
    for council, each in sittings.items():
        for item in each.agenda:
            grid = grid_of(scenario, each, item, draws, paths)
            for table, found in _combined(grid, (member,)).items():
                rows[table] += [{"council": council, "item": item, **row} for row in found]
    return {name: pd.DataFrame(found, columns=list(COLUMNS[name])) for name, found in rows.items()}


def _tables(sitting: Sitting, item: str, grid: Grid | None) -> dict[str, Rows]:
    if grid is None:
        return {}
    holdouts = objectors(sitting, item)
    changes = [
        {"member": name, "terms": written(change.terms), "votes_for": change.votes_for,
         "before": change.before}
        for name, found in turned(grid, holdouts).items()
        for change in found[:3]
    ]  # fmt: skip
    places = [sitting.members.names.index(name) for name in holdouts]
    designs = [
        {"terms": written({t: v for t, v in each.terms.items() if v is not grid.levels[t][0]}),
         "adopted": float(each.adopted.mean()),
         "worst_burden": float(each.worst_burden.mean()),
         "turned": json.dumps([n for n, i in zip(holdouts, places, strict=True)
                               if each.votes_for[i] >= 0.5])}
        for each in passing(grid).designs
    ]  # fmt: skip
    combined = _combined(grid, sitting.members.names)
    return {**combined, "consent_changes": changes, "consent_designs": designs}


def _combined(grid: Grid | None, members: tuple[str, ...]) -> dict[str, Rows]:
    """Conditions and votes under each combination of them, of members that have any."""
    if grid is None:
        return {}
    found = {name: combinations(grid, name) for name in members if conditions_of(grid, name)}
    stated = [row for name, each in found.items() for row in _conditions(grid, name, each)]
    rows = [{"member": name, **row} for name, each in found.items() for row in _votes(each)]
    return {"consent_conditions": stated, "consent_combined": rows}


def _conditions(grid: Grid, member: str, found: Combinations) -> Iterator[dict[str, Any]]:
    """A member's conditions, the firmest first, and what becomes of each in the combinations."""
    states = {**dict.fromkeys(found.asked, APART), **dict.fromkeys(found.already, ALREADY),
              **dict.fromkeys(found.left_out, GRANTED)}  # fmt: skip
    stated = grid.known.positions[member].against_unless
    for condition in conditions_of(grid, member):
        yield {
            "member": member,
            "place": stated.index(condition),
            "term": condition.term,
            "state": states[condition.term],
            "firmness": float(sample(grid.known.draws, condition.firmness).mean()),
        }


def _votes(found: Combinations) -> Iterator[dict[str, Any]]:
    for each in found.rows:
        low, high = np.quantile(each.votes_for, [LOW, HIGH])
        yield {
            "met": json.dumps([term for term in found.asked if term in each.met]),
            "terms": written(each.terms),
            "votes_for": float(each.votes_for.mean()),
            "low": float(low),
            "high": float(high),
        }


def written(terms: Mapping[str, Any]) -> str:
    """Terms as JSON: what is changed, and to what.

    >>> written({"guarantee.cap": None})
    '{"guarantee.cap": null}'
    """
    return json.dumps({term: _plain(value) for term, value in terms.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, Quantity):
        return f"{value.value:g} {value.unit or ''}".strip()
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
