"""Tables of an option's other designs: what conditions do to votes, what turns whom, what passes.

Columns are those of `winset.runs.council.tables`. Terms stand as JSON, changed ones alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from winset.consent.changes import Change
from winset.consent.combinations import Combinations, combinations, conditions_of
from winset.consent.grid import Grid, count_of
from winset.consent.terms import Design
from winset.runs.council.breaking import game_of
from winset.runs.council.designs import MOST_DESIGNS, grid_of, passing, turned
from winset.runs.council.many import Posed, best_designs, posed, turning, voted
from winset.runs.council.redesign import objectors
from winset.runs.council.sitting import Sitting
from winset.runs.council.tables import COLUMNS, HIGH, LOW
from winset.scenario.draws import Draws, sample
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.nouns.scenario import Scenario

TABLES = ("consent_conditions", "consent_combined", "consent_changes", "consent_designs")
HALF = 0.5
APART, ALREADY, GRANTED = "apart", "already", "granted"
"""A condition is told apart, met by the option as it stands, or taken as met (too many)."""
Rows = list[dict[str, Any]]


def design_tables(
    scenario: Scenario,
    sittings: Mapping[str, Sitting],
    draws: Draws,
    paths: int,
    most: int = MOST_DESIGNS,
) -> dict[str, pd.DataFrame]:
    """Votes under each combination of conditions, smallest changes that turn, every design.

    Of more designs than `most` those that a programme finds best.
    """
    rows: dict[str, Rows] = {name: [] for name in TABLES}
    for council, each in sittings.items():
        for item in each.agenda:
            grid = grid_of(scenario, each, item, draws, paths, most)
            for table, found in _tables(each, item, grid, most).items():
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


def _tables(sitting: Sitting, item: str, grid: Grid | None, most: int) -> dict[str, Rows]:
    if grid is None:
        return {}
    out = objectors(sitting, item)
    allowed = count_of(grid)
    asked = posed(grid, game_of(sitting, item)) if allowed > most else None
    designs = passing(grid).designs if asked is None else best_designs(asked)
    changes = turned(grid, out).items() if asked is None else few_changes(asked, sitting, item)
    return {
        **_combined(grid, sitting.members.names),
        "consent_changes": [
            {"member": name, "terms": written(change.terms), "votes_for": change.votes_for,
             "before": change.before}
            for name, found in changes for change in found[:3]
        ],
        "consent_designs": [
            {**_design(sitting, grid, each, out), "allowed": allowed} for each in designs
        ],
    }  # fmt: skip


def _design(sitting: Sitting, grid: Grid, each: Design, out: tuple[str, ...]) -> dict[str, Any]:
    """A design: what it changes, how it fares, and which of those who hold out it turns."""
    votes = dict(zip(sitting.members.names, each.votes_for.tolist(), strict=True))
    return {
        "terms": written({t: v for t, v in each.terms.items() if v is not grid.levels[t][0]}),
        "adopted": float(each.adopted.mean()),
        "worst_burden": float(each.worst_burden.mean()),
        "turned": json.dumps([name for name in out if votes[name] >= HALF]),
    }


def few_changes(
    asked: Posed, sitting: Sitting, item: str
) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """For each member that holds out, the fewest changes that a programme finds to turn it."""
    for name in objectors(sitting, item):
        terms = turning(asked, name)
        if terms is not None:
            before, after = voted(asked, {}, name), voted(asked, terms, name)
            yield name, (Change(name, terms, after, before),)


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
