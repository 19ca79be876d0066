"""`winset power`: who holds how much power under a decision rule, counted exactly."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from winset.cli.asked import AsJson
from winset.cli.show import out, say_json
from winset.errors import Fault, Place, RequestFaults, suggestion
from winset.runs.codes import BAD_REQUEST
from winset.scenario.sections import stated_money

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
    subject: Annotated[
        str,
        typer.Argument(
            metavar="FILE|SCENARIO:TABLE", help="{members: ..., rule: ...}, or a council's rules."
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Power indices and coalitions of a rule: {members: {A: {votes: 4}}, rule: ...}.

    Member columns are free and are named in the rule; a rule may also be a known word
    (unanimity, qualified_majority, un_security_council, ...). SCENARIO:TABLE counts the rule of
    each matter of a council, with its club's members and their population.
    """
    from winset.scenario.bundled import is_scenario

    scenario, colon, table = subject.rpartition(":")
    if colon and not Path(subject).exists():
        _council(scenario, table, as_json)
        return
    if is_scenario(subject):
        raise RequestFaults([_which_council(subject)])
    report = _file(Path(subject))
    if as_json:
        say_json(report)
    else:
        _say(report)


def _which_council(scenario: str) -> Fault:
    """A scenario without a table: which of its councils is meant?"""
    from winset.runs.council.sitting import councils
    from winset.scenario.load import load

    tables = [f"{scenario}:{name}" for name in councils(load(scenario).scenario)]
    what = "a scenario may have several rules, one for each matter of each council"
    fix = f"write {' or '.join(tables)}" if tables else "it has no council; name a file"
    return Fault(BAD_REQUEST, what, Place(scenario), scenario, fix)


def _file(file: Path) -> dict[str, Any]:
    """The report of a power file."""
    from winset.rules.power import power_report, read_power_file
    from winset.scenario.document import read_document

    document, faults = read_document(file, str(file))
    if document is None:
        raise RequestFaults(faults)
    return power_report(*read_power_file(document.data, str(file)))


def _council(scenario: str, name: str, as_json: bool) -> None:
    """The rule of each matter of a council, counted; in JSON that of the first item on top."""
    from winset.consent.table import outside_of
    from winset.rules.power import power_report
    from winset.runs.council.members import members_of
    from winset.runs.council.sitting import councils
    from winset.scenario.load import load

    case = load(scenario)
    tables = councils(case.scenario)
    if name not in tables:
        what = f"{case.name} has no council {name!r}"
        fix = suggestion(name, list(tables))
        raise RequestFaults([Fault(BAD_REQUEST, what, Place(case.name), name, fix)])
    table = tables[name]
    members = members_of(case.scenario.clubs[table.club].dataset)
    reports = {
        option: power_report(members, matter.rule, outside_of(matter))
        for option, matter in table.matters.items()
    }
    if as_json:
        first = next(iter(table.agenda.values())).option
        told = {"scenario": case.name, "table": name, "matter": first, **reports[first]}
        say_json({**told, "matters": reports})
        return
    for option, report in reports.items():
        out().print(f"\n[bold]{stated_money(case.scenario).options[option].title}[/]")
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
