"""`winset brief`: the brief of a scenario or of a stored run, as one HTML file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli import asked
from winset.cli.asked import DRAWS
from winset.cli.interrupted import keeping
from winset.cli.run import ALL, accounts_of, asked_case, known_run
from winset.cli.show import err, progress, set_by_hand
from winset.errors import Fault, Place, RequestFaults
from winset.runs.codes import BAD_REQUEST, NOT_WRITABLE
from winset.runs.store import DEFAULT_STORE

if TYPE_CHECKING:
    from winset.runs.record import Run
    from winset.runs.settlements import Settlements
    from winset.scenario.case import Case

FEWEST = 30
MAKING = {
    "account": "--account", "draws": "--draws", "paths": "--paths", "seed": "--seed",
    "settlements": "--settlements", "sets": "--set", "anew": "--anew",
}  # fmt: skip
"""Options that say which run is made, by the names of their arguments."""
TYPED = "COMMANDLINE"
_ID = re.compile(r"^[0-9a-f]{4,12}$")
Out = Annotated[Path, typer.Option("--out", "-o", help="The file to write.")]


def join(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(brief)


def brief(
    context: typer.Context,
    subject: Annotated[
        str,
        typer.Argument(
            metavar="SCENARIO|RUN", help="A scenario; or a stored run: a folder, a name, or an id."
        ),
    ],
    out: Out = Path("brief.html"),
    account: asked.Account = ALL,
    draws: asked.DrawCount = DRAWS,
    paths: asked.PathCount = 2000,
    seed: asked.Seed = 1,
    settlements: asked.SettlementsFrom = "talks",
    sets: asked.Settings = None,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="ID=FILE", help="Your own copy of a withheld text."),
    ] = None,
    store: asked.Store = DEFAULT_STORE,
    anew: asked.Anew = False,
) -> None:
    """The brief, as one HTML file that needs no network.

    By default the scenario as it stands is the main run, and every account stands beside it, on
    fewer draws: a quarter of them, but not under 30. Runs that this program made before are taken
    from the store.
    """
    from winset.cli.check import copies_of
    from winset.report.press import press

    _writable(out)
    copies = copies_of(source)
    kept = _kept_run(subject, store)
    if kept is not None:
        _as_it_is(context, subject)
    with keeping(anew) as folders, press() as drawers:
        case, runs = (
            _stored(kept)
            if kept is not None
            else _made(
                asked_case(subject, sets),
                account,
                (draws, paths, seed),
                settlements,
                (store, anew),
                folders,
            )
        )
        with progress() as told:
            told("Drawing the brief", 0, 1)
            from winset.report.brief.page import brief as page
            from winset.runs.check import check_case

            text = page(runs, check_case(case, copies), drawers)
            told("Drawing the brief", 1, 1)
    _write(out, text)
    for line in set_by_hand(case):
        err().print(line, markup=False)
    err().print(f"[bold green]Written[/] to {out} ({len(text) / 1e6:.1f} MB)")


def _kept_run(subject: str, store: Path) -> Path | None:
    """The folder of the stored run that is meant; None where it is a scenario."""
    from winset.runs.store import find_run, stored
    from winset.scenario.bundled import bundled

    if (Path(subject) / "record.json").is_file() or subject in stored(store):
        return find_run(subject, store)
    if Path(subject).is_dir() or subject in bundled() or not _ID.match(subject):
        return None
    return find_run(subject, store)


def _as_it_is(context: typer.Context, subject: str) -> None:
    """Refuse options that would make another run: a stored one is shown as it is."""
    sources = {option: context.get_parameter_source(name) for name, option in MAKING.items()}
    given = [option for option, source in sources.items() if source and source.name == TYPED]
    if given:
        what = f"a stored run is shown as it was made, so {', '.join(given)} cannot be followed"
        fix = "leave this out, or name a scenario in place of the run"
        raise RequestFaults([Fault(BAD_REQUEST, what, Place(subject), ", ".join(given), fix)])


def _stored(folder: Path) -> tuple[Case, list[Run]]:
    """A stored run and its case."""
    from winset.runs.again import case_of
    from winset.runs.store import read_run

    run = read_run(folder)
    return case_of(run), [run]


def _made(
    case: Case,
    account: str | None,
    size: tuple[int, int, int],
    settlements: Settlements,
    kept: tuple[Path, bool],
    folders: list[Path],
) -> tuple[Case, list[Run]]:
    """The case and its runs, made and kept now.

    size : draws, paths and seed; kept : the store, and whether what it holds is made anew.
    """
    from winset.runs.store import write_run

    (draws, paths, seed), (store, anew) = size, kept
    runs = []
    for k, name in enumerate(accounts_of(case, account)):
        many = (beside(draws) if k else draws, paths, seed)
        runs.append(known_run(case, name, many, settlements, None if anew else store))
        folders.append(write_run(runs[-1], store))
    return case, runs


def beside(draws: int) -> int:
    """The draws of a run that stands beside the main one.

    >>> beside(200), beside(100), beside(20)
    (50, 30, 20)
    """
    return min(draws, max(FEWEST, draws // 4))


def _writable(out: Path) -> None:
    """Say before any work that the file cannot be written, not after it."""
    if out.is_dir() or not out.resolve().parent.is_dir():
        what = "a folder of that name is there" if out.is_dir() else "its folder is not there"
        raise RequestFaults([Fault(NOT_WRITABLE, what, Place(str(out)), str(out), "another -o")])


def _write(out: Path, text: str) -> None:
    """Write the file whole or not at all."""
    partial = out.with_name(f".{out.name}.partial")
    try:
        partial.write_text(text, "utf-8")
        partial.replace(out)
    except OSError as error:
        fault = Fault(NOT_WRITABLE, str(error.strerror), Place(str(out)), str(out), "another -o")
        raise RequestFaults([fault]) from error
    finally:
        partial.unlink(missing_ok=True)
