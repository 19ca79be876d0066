"""`winset scenarios`: what ships, one line each."""

from __future__ import annotations

import typer
from rich.table import Table

from winset.cli.asked import AsJson
from winset.cli.show import out, say_json


def join(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(scenarios)


def scenarios(as_json: AsJson = False) -> None:
    """What ships, one line each."""
    from winset.scenario.load import bundled, load

    rows = [(name, load(folder).scenario) for name, folder in bundled().items()]
    if as_json:
        say_json([{"name": n, "title": s.title, "as_of": str(s.as_of)} for n, s in rows])
        return
    table = Table("scenario", "as of", "title", box=None)
    for name, scenario in rows:
        table.add_row(name, str(scenario.as_of), scenario.title)
    out().print(table)
