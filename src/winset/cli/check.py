"""`winset check`: everything that is wrong with a scenario, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from winset.cli.asked import AsJson, ScenarioName
from winset.cli.show import err, fault_data, out, say_faults, say_json
from winset.errors import Fault, Place, RequestFaults
from winset.runs.codes import BAD_REQUEST

if TYPE_CHECKING:
    from winset.evidence.conflicts import Conflict, DateConflict
    from winset.runs.check import Checked

Copies = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="ID=FILE", help="Your own copy of a withheld text."),
]


def join(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(check)


def check(scenario: ScenarioName, source: Copies = None, as_json: AsJson = False) -> None:
    """Schema, evidence, consistency: all faults at once; what every quantity rests on.

    Exit code 0: nothing is wrong (notices aside); 1: something is.
    """
    from winset.runs.check import checked

    found = checked(scenario, copies_of(source))
    if as_json:
        say_json(check_data(found))
        return
    say_faults(found.remarks)
    _say(found)


def copies_of(given: Sequence[str] | None) -> dict[str, bytes]:
    """The reader's own copies of texts, from ID=FILE words.

    Raises
    ------
    RequestFaults : a word is not of that form, or its file cannot be read.
    """
    copies: dict[str, bytes] = {}
    faults = []
    for word in given or ():
        name, sign, file = word.partition("=")
        if sign and Path(file).is_file():
            copies[name] = Path(file).read_bytes()
        else:
            what = "no such file" if sign else "a source needs a file"
            faults.append(Fault(BAD_REQUEST, what, Place("--source"), word, "write ID=FILE"))
    if faults:
        raise RequestFaults(faults)
    return copies


def check_data(found: Checked) -> dict[str, Any]:
    """What a check found, as JSON-able data."""
    rows = [
        {"path": row.path, "kind": row.kind, "claims": list(row.claims), "verified": row.verified,
         "flags": sorted(row.flags)}
        for row in found.coverage.rows
    ]  # fmt: skip
    return {
        "scenario": found.case.name,
        "digest": found.case.digest,
        "coverage": {"kinds": dict(found.coverage.counts), "flags": dict(found.coverage.flags)},
        "claims": dict(found.verification.standings),
        "quantities": rows,
        "conflicts": [
            {"of": each.of, "claims": [each.one.claim, each.other.claim], "marked": each.marked}
            for each in all_conflicts(found)
        ],
        "faults": [fault_data(fault) for fault in found.remarks],
    }


def all_conflicts(found: Checked) -> Iterator[Conflict | DateConflict]:
    """Figures and dates of the same thing that differ."""
    yield from found.conflicts
    yield from found.date_conflicts


def _say(found: Checked) -> None:
    from winset.evidence.coverage import MEANINGS

    console = out()
    table = Table("quantities", "rest on", box=None, title_justify="left")
    table.columns[0].justify = "right"
    for kind, count in found.coverage.counts.items():
        if count:
            table.add_row(str(count), MEANINGS[kind])
    for flag, count in found.coverage.flags.items():
        if count:
            said = "cited, and judged besides" if flag == "judgement" else flag
            table.add_row(str(count), f"of these: {said}")
    console.print(table)
    standings = list(found.verification.standings.values())
    console.print(
        f"{len(standings)} claims: {standings.count('verified')} proven against a text at hand, "
        f"{standings.count('not_here')} not verifiable here."
    )
    for each in all_conflicts(found):
        console.print(f"Conflict over {each.of}: {each.one.claim} / {each.other.claim}")
    err().print(f"[bold green]Nothing is wrong[/] with {found.case.name}.")
