"""`winset scenarios`: what ships, one line each; with `--catalog` the published cases."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from winset.cli.asked import AsJson
from winset.cli.show import out, say_json


def join(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(scenarios)


def scenarios(
    catalog: Annotated[
        bool, typer.Option("--catalog", help="Published cases, and what each of them shows.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """What ships, one line each, and in which folder it lies.

    The catalog holds published cases of bargaining and of collective decisions under the path of
    their citation; tests replay every one of them.
    """
    from winset.scenario.bundled import bundled
    from winset.scenario.heading import heading

    if catalog:
        _catalog(as_json)
        return
    folders = bundled()
    rows = [(name, heading(folder)) for name, folder in folders.items()]
    if as_json:
        say_json([
            {"name": n, "title": each.title, "as_of": each.as_of, "folder": str(folders[n])}
            for n, each in rows
        ])  # fmt: skip
        return
    table = Table("scenario", "as of", "title", box=None)
    for name, each in rows:
        table.add_row(name, each.as_of, each.title)
    out().print(table)
    for place in dict.fromkeys(folder.parent for folder in folders.values()):
        out().print(f"Each is a folder in {place}", markup=False, soft_wrap=True)


def _catalog(as_json: bool) -> None:
    from winset.consent.catalog.register import published_cases as of_consent
    from winset.talks.catalog.register import published_cases as of_talks

    cases = (*of_talks().values(), *of_consent().values())
    if as_json:
        told = ("path", "citation", "shows", "rebuilt")
        say_json([{name: getattr(case, name) for name in told} for case in cases])
        return
    table = Table("case", "shows", box=None)
    for case in cases:
        table.add_row(case.path, case.shows)
    out().print(table)
