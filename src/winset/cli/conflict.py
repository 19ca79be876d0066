"""`winset conflict`: where a conflict told by options and rankings can come to rest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from winset.cli.asked import AsJson
from winset.cli.show import out, say_json

if TYPE_CHECKING:
    from winset.runs.stability import ConflictResults

MEANS = (
    "Nash (R): no better state is within its reach. GMR: the others can spoil every move that it "
    "would like. SMR: and it has no way out afterwards. SEQ: by moves that they would like "
    "themselves. Nash implies all; SMR and SEQ imply GMR. -: it would move."
)


def join(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(conflict)


def conflict(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Parties, their options, their rankings.")
    ],
    as_json: AsJson = False,
) -> None:
    """Which states of a conflict hold, for whom and why, from options and rankings alone.

    FILE is YAML: title; parties, each with a name, options and a ranking of the states from best
    to worst; infeasible combinations; irreversible options. `winset schema conflict` has every key.
    """
    from winset.runs.conflict import conflict as analysed

    results = analysed(file)
    if as_json:
        say_json(results.model_dump(mode="json"))
    else:
        _say(results)


def _say(results: ConflictResults) -> None:
    console = out()
    console.print(f"\n[bold]{escape(results.title)}[/]")
    if results.source:
        console.print(results.source, markup=False, style="dim")
    console.print(_table(results))
    console.print(MEANS, style="dim")
    for state in results.states:
        if state.equilibrium:
            kinds = ", ".join(state.equilibrium)
            console.print(f"\n[bold]{escape(state.title)}[/]: an equilibrium by {kinds}.")
            for sentence in state.says:
                console.print(f"  {sentence}", markup=False)


def _table(results: ConflictResults) -> Table:
    """States with what holds each party there, and its place in that party's ranking."""
    table = Table("", "state", box=None, pad_edge=False)
    table.columns[0].justify = "right"
    for party in results.parties.values():
        table.add_column(f"{escape(party.name)} (place)")
    table.add_column("equilibrium")
    for state in results.states:
        cells = (f"{held(state.stable[key])} ({state.place[key]})" for key in results.parties)
        of_all = held(state.equilibrium) if state.equilibrium else ""
        table.add_row(str(state.number), escape(state.title), *cells, of_all)
    return table


def held(kinds: Sequence[str]) -> str:
    """The concepts that imply the rest.

    >>> held(["Nash", "GMR", "SMR", "SEQ"]), held(["GMR", "SMR", "SEQ"]), held(["GMR"]), held([])
    ('Nash', 'SMR, SEQ', 'GMR', '-')
    """
    if "Nash" in kinds:
        return "Nash"
    return ", ".join(kind for kind in kinds if kind != "GMR") or ", ".join(kinds) or "-"
