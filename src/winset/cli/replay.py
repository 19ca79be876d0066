"""`winset replay`: a stored run made again, to the byte."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from winset.cli import asked
from winset.cli.show import out, progress, say_json
from winset.runs.store import DEFAULT_STORE


def join(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(replay)


def replay(
    run: Annotated[str, typer.Argument(metavar="RUN", help="A folder, a name, or an id.")],
    store: asked.Store = DEFAULT_STORE,
    as_json: asked.AsJson = False,
) -> None:
    """Make a stored run again: the same bytes, or where they differ (exit code 1)."""
    from winset.runs.store import find_run, read_run

    stored = read_run(find_run(run, store))
    with progress() as told:
        from winset.runs.again import differences, replayed

        found = differences(stored, replayed(stored, told))
    if as_json:
        say_json({"same": not found, "differences": [asdict(each) for each in found]})
    elif found:
        for each in found:
            spot = f", first in {each.column}, row {each.row}" if each.column else ""
            size = f", by up to {each.largest:g}" if each.largest is not None else ""
            out().print(f"{each.file} differs{spot}{size}")
    else:
        out().print("The same bytes.")
    if found:
        raise typer.Exit(1)
