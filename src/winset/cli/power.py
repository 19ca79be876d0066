"""`winset power`: who holds how much power under a decision rule, counted exactly."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from winset.cli.asked import AsJson
from winset.cli.show import out, say_json
from winset.errors import RequestFaults

COLUMNS = {
    "banzhaf": "Banzhaf",
    "shapley_shubik": "Shapley-Shubik",
    "coleman_initiate": "to initiate",
    "coleman_prevent": "to prevent",
    "johnston": "Johnston",
}


def join(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(power)


def power(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="{members: ..., rule: ...}")],
    as_json: AsJson = False,
) -> None:
    """Power indices and coalitions of a rule: {members: {A: {votes: 4}}, rule: ...}.

    Member columns are free and are named in the rule; a rule may also be a known word
    (unanimity, qualified_majority, un_security_council, ...).
    """
    from winset.rules.power import power_report, read_power_file
    from winset.scenario.document import read_document

    document, faults = read_document(file, str(file))
    if document is None:
        raise RequestFaults(faults)
    members, rule = read_power_file(document.data, str(file))
    report = power_report(members, rule)
    if as_json:
        say_json(report)
    else:
        _say(report)


def _say(report: dict[str, Any]) -> None:
    console = out()
    table = Table("member", box=None, pad_edge=False)
    table.add_column("swings", justify="right")
    for heading in COLUMNS.values():
        table.add_column(heading, justify="right")
    for name in report["members"]:
        swings = "" if report["swings"] is None else f"{report['swings'][name]:,}"
        table.add_row(str(name), swings, *(_cell(report["indices"][c], name) for c in COLUMNS))
    console.print(table)
    if report["winning_coalitions"] is not None:
        console.print(f"{report['winning_coalitions']:,} winning coalitions. {report['method']}.")
    else:
        console.print(f"{report['method']}.")


def _cell(index: dict[str, Any] | None, name: str) -> str:
    if index is None:
        return "not counted"
    value = index[name]
    return f"{value['value'] if isinstance(value, dict) else value:.6f}"
