"""What a run has of its talks: loaded where talks are played, and nowhere else."""

from __future__ import annotations

import pandas as pd

from winset.runs.check import Checked
from winset.runs.coupling.cut import money_cut, talks_cut
from winset.runs.coupling.halves import Coupled
from winset.runs.coupling.run import results_given, solve_talks
from winset.runs.coupling.tables import talks_tables
from winset.runs.coupling.tilts import tilt_tables
from winset.runs.progress import Progress
from winset.runs.tables import stated_tables
from winset.scenario.case import Case
from winset.scenario.draws import Draws


def talks_alone(found: Checked, draws: Draws, progress: Progress) -> dict[str, pd.DataFrame]:
    """The tables of a case without money."""
    solved = solve_talks(found.case.scenario, draws)
    talks = results_given(solved, progress=progress)
    return (
        stated_tables(found, draws)
        | talks_tables(talks)
        | tilt_tables(solved, None, progress=progress)
    )


def tables_played(
    case: Case, draws: Draws, paths: int, known: Coupled, progress: Progress
) -> dict[str, pd.DataFrame]:
    """The tables of the talks, and what if; none where no table can settle."""
    if known.talks is None:
        return {}
    return talks_tables(known.talks) | counterfactuals(case, draws, paths, known, progress)


def counterfactuals(
    case: Case, draws: Draws, paths: int, known: Coupled, progress: Progress
) -> dict[str, pd.DataFrame]:
    """What each half would be without the other, and what if one thing stood elsewhere today.

    The talks are solved anew only for the scenario as it stands.
    """
    assert known.solved is not None
    progress("Asking what if", 0, 1)
    tables = {"coupling_money": money_cut(case.scenario, draws, paths, known.laws, known.money)}
    if case.account is None:
        if known.solved.setting.funding is not None:
            tables["talks_cut"] = talks_cut(case.scenario, draws)
        tables |= tilt_tables(known.solved, known.chances, progress=progress)
    progress("Asking what if", 1, 1)
    return tables
