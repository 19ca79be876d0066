"""From a case to a run: check, read it under an account, draw, compute, make tables."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd

from winset.finance.engine import money
from winset.finance.law import first_draws
from winset.runs.check import Checked, check_case
from winset.runs.council.design_tables import design_tables
from winset.runs.council.sitting import sitting
from winset.runs.council.tables import vote_tables
from winset.runs.coupling.halves import Coupled, unplayed
from winset.runs.national.tables import national_tables
from winset.runs.progress import Progress, silent
from winset.runs.record import Run, record_of
from winset.runs.settlements import STATED, TALKS, Settlements, can_settle
from winset.runs.tables import tables_of
from winset.scenario.case import Case
from winset.scenario.draws import Draws, draws_of, first_of
from winset.scenario.load import load
from winset.scenario.reading import under_account

DRAWS, PATHS, SEED = 60, 2000, 1
DESIGN_DRAWS, DESIGN_PATHS = 20, 100


def run(
    case: Case | str | Path,
    *,
    account: str | None = None,
    draws: int = DRAWS,
    paths: int = PATHS,
    seed: int = SEED,
    settlements: Settlements = TALKS,
    progress: Progress = silent,
) -> Run:
    """Compute a case under one account.

    Parameters
    ----------
    case : a case, or the name or folder of one.
    account : whose reading of contested matters; None for the scenario as it stands.
    draws : samples of what we do not know (>= 1).
    paths : samples of chance for each draw and option (>= 2).
    seed : from which all random numbers follow (>= 0).
    settlements : `talks`, as the talks say; `stated`: as the scenario states by itself, which takes
        seconds, since no talks are played.
    progress : told how far the work is.

    Raises
    ------
    ScenarioFaults : the case has faults; nothing was computed.
    RequestFaults : there is no such account, or no settlement is stated and it should be.
    """
    loaded = case if isinstance(case, Case) else load(case)
    progress("Checking the scenario", 0, 1)
    found = check_case(loaded)
    if account:
        found = check_case(under_account(loaded, account))
    progress("Checking the scenario", 1, 1)
    return compute(found, draws, paths, seed, progress, settlements)


def compute(
    found: Checked,
    draws: int,
    paths: int,
    seed: int,
    progress: Progress,
    settlements: Settlements = TALKS,
) -> Run:
    """The run of a checked case."""
    case = found.case
    record = record_of(case, draws, paths, seed, settlements)
    sampled = draws_of(case.scenario, draws, seed)
    if case.scenario.money is None:
        from winset.runs.played import talks_alone

        return Run(record, talks_alone(found, sampled, progress), case.files)
    if record.settlements == STATED or not can_settle(case.scenario):
        known = unplayed(case.scenario, sampled, paths, progress)
        tables = tables_of(found, sampled, known.money)
    else:
        from winset.runs.coupling.loop import coupled
        from winset.runs.played import tables_played

        known = coupled(case.scenario, sampled, paths, progress)
        tables = tables_of(found, sampled, known.money)
        tables |= tables_played(case, sampled, paths, known, progress)
    with ThreadPoolExecutor(1) as beside:
        votes = beside.submit(consent_tables, case, sampled, known, progress)
        tables |= national_tables(case.scenario, sampled, known.money, paths, known.laws)
        tables |= votes.result()
    return Run(record, tables, case.files)


def consent_tables(
    case: Case, draws: Draws, known: Coupled, progress: Progress
) -> dict[str, pd.DataFrame]:
    """How every council would vote; for the scenario as it stands also under other designs.

    Designs are many, so they are looked at on the first draws and few paths.
    """
    scenario = case.scenario
    if not known.sittings:
        return {}
    progress("Telling votes", 0, 1)
    tables = vote_tables(scenario, known.sittings, draws, DESIGN_PATHS)
    progress("Telling votes", 1, 1)
    if case.account is not None:
        return tables
    progress("Looking at other designs", 0, 1)
    few = first_of(draws, DESIGN_DRAWS)
    laws = first_draws(known.laws, few.n)
    costs = money(scenario, few, DESIGN_PATHS, laws)
    again = {name: sitting(scenario, name, few, costs, laws) for name in known.sittings}
    tables |= design_tables(scenario, again, few, DESIGN_PATHS)
    progress("Looking at other designs", 1, 1)
    return tables
