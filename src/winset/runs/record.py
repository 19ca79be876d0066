"""What a run is: its record, from which it is determined, and its tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pydantic import Field

from winset._record import Record
from winset.runs.settlements import STATED, TALKS, Settlements, settlements_of
from winset.runs.version import VERSION
from winset.scenario.case import Case

RESULTS_VERSION = 2
"""The version of the tables and of the JSON results."""


class RunRecord(Record):
    """All that determines a run: the same record gives the same bytes."""

    results_version: int = RESULTS_VERSION
    """The version of the tables."""
    winset: str
    """The version of winset that made it."""
    scenario: str
    """The folder's name."""
    title: str
    """The scenario's title."""
    as_of: str
    """The day the scenario speaks of."""
    digest: str
    """SHA-256 over the scenario's files."""
    account: str | None
    """The account whose reading it follows; none: the scenario as it stands."""
    changes: dict[str, Any] = Field(default_factory=dict)
    """Values that were set by path."""
    draws: int = Field(ge=1)
    """Samples of what we do not know."""
    paths: int = Field(ge=1)
    """Samples of chance, for each draw and option."""
    seed: int = Field(ge=0)
    """From which all random numbers follow."""
    settlements: Settlements = TALKS
    """Where settlements come from: `talks`, as they say where the scenario has any; `stated`: as
    the scenario states by itself, its talks not played."""


@dataclass(frozen=True)
class Run:
    """A run: its record, its tables, and the files of the scenario as they were.

    Tables (see `winset.runs.tables` for their columns): options, members, cash, months, layers,
    perils, paid, payers, draws, quantities.
    """

    record: RunRecord
    tables: Mapping[str, pd.DataFrame]
    files: Mapping[str, bytes]


def record_of(
    case: Case, draws: int, paths: int, seed: int, settlements: Settlements = TALKS
) -> RunRecord:
    """All that determines the run of a case, read under an account or as it stands.

    Raises
    ------
    RequestFaults : S308, settlements are to come as stated, and none is stated.
    """
    return RunRecord(
        winset=VERSION,
        scenario=case.name,
        title=case.scenario.title,
        as_of=str(case.scenario.as_of),
        digest=case.digest,
        account=case.account,
        changes=dict(case.changes),
        draws=draws,
        paths=paths,
        seed=seed,
        settlements=settlements_of(case, settlements),
    )


def run_id(record: RunRecord) -> str:
    """Twelve hexadecimal digits that name a run: a digest of its record.

    Settlements as the talks say are left out: so these runs keep the ids that they always had.
    """
    told = record.model_dump(mode="json")
    if record.settlements == TALKS:
        del told["settlements"]
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def run_name(record: RunRecord) -> str:
    """The name of a run's folder in the store: scenario, account, what was not played, id."""
    unplayed = "-settlements-stated" if record.settlements == STATED else ""
    return f"{record.scenario}-{record.account or 'as-stated'}{unplayed}-{run_id(record)}"
