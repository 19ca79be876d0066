"""`winset run`: compute a scenario and say what came out, the bottom line first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli import asked
from winset.cli.asked import DRAWS
from winset.cli.interrupted import keeping
from winset.cli.show import err, progress, say_json
from winset.cli.told import say
from winset.runs.store import DEFAULT_STORE

if TYPE_CHECKING:
    from winset.runs.record import Run
    from winset.runs.results import Results
    from winset.runs.settlements import Settlements
    from winset.scenario.case import Case

ALL = "all"
Out = Annotated[Path | None, typer.Option("--out", help="A folder of its own for the run.")]


def join(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(run)


def run(
    scenario: asked.ScenarioName,
    account: asked.Account = None,
    draws: asked.DrawCount = DRAWS,
    paths: asked.PathCount = 2000,
    seed: asked.Seed = 1,
    settlements: asked.SettlementsFrom = "talks",
    sets: asked.Settings = None,
    out_: Out = None,
    store: asked.Store = DEFAULT_STORE,
    anew: asked.Anew = False,
    as_json: asked.AsJson = False,
) -> None:
    """Compute a scenario and keep the run; the bottom line comes first."""
    from winset.runs.store import write_run

    case, made = asked_case(scenario, sets), []
    names, source = accounts_of(case, account), settlements
    with keeping(anew) as folders:
        for name in names:
            size = (draws, paths, seed)
            made.append(known_run(case, name, size, source, None if anew else store))
            folders.append(write_run(made[-1], store, out_ if len(names) == 1 else None))
    summaries = [summary(case, each) for each in made]
    if as_json:
        data = [each.model_dump(mode="json") for each in summaries]
        say_json(data[0] if len(data) == 1 else data)
        return
    for run_, each, folder in zip(made, summaries, folders, strict=True):
        say(case, run_, each)
        err().print(f"Kept as {folder}", style="dim")


def asked_case(reference: str, sets: list[str] | None) -> Case:
    """The case that the command line names, with its settings."""
    from winset.scenario.load import load
    from winset.scenario.reading import with_changes

    return with_changes(load(reference), asked.settings(sets))


def accounts_of(case: Case, account: str | None) -> list[str | None]:
    """Which readings to run: as it stands, one account, or as it stands and all of them."""
    return [None, *case.scenario.accounts] if account == ALL else [account]


def known_run(
    case: Case,
    account: str | None,
    size: tuple[int, int, int],
    settlements: Settlements,
    store: Path | None,
) -> Run:
    """A run: the one that this program made before, if the store holds it, or made now.

    size : draws, paths and seed; settlements : where they come from; store : None: made anew.
    """
    if store is not None:
        from winset.runs.record import record_of, run_name
        from winset.runs.store import made_before
        from winset.scenario.reading import under_account

        read = under_account(case, account) if account else case
        found = made_before(record_of(read, *size, settlements), store)
        if found is not None:
            kept = f"Taken from {store / run_name(found.record)}; --anew computes it again"
            err().print(kept, style="dim")
            return found
    return made_run(case, account, size, settlements)


def made_run(
    case: Case, account: str | None, size: tuple[int, int, int], settlements: Settlements
) -> Run:
    """A run, with a progress bar while it is made."""
    with progress() as told:
        told("Starting the engines", 0, 1)
        from winset.runs.make import run as compute
        from winset.runs.version import program

        program()  # as it is now, before anything is computed by it
        told("Starting the engines", 1, 1)
        draws, paths, seed = size
        return compute(case, account=account, draws=draws, paths=paths, seed=seed,
                       settlements=settlements, progress=told)  # fmt: skip


def summary(case: Case, made: Run) -> Results:
    """The results of a run in short."""
    from winset.runs.results import results_of

    money = case.scenario.money
    return results_of(made, case.scenario.currency, None if money is None else money.assets.host)
