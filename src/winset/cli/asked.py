"""The arguments that several verbs share, each with one meaning."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from winset.errors import Fault, Place, RequestFaults
from winset.runs.codes import BAD_REQUEST

DRAWS = 60
"""Of a run where none are asked for: ranges are steady, weak drivers stay unheard."""
ScenarioName = Annotated[
    str, typer.Argument(metavar="SCENARIO", help="A folder, or the name of one that ships.")
]
Account = Annotated[
    str | None, typer.Option(help="Whose reading of contested matters; `all` for each in turn.")
]
DrawCount = Annotated[int, typer.Option("--draws", min=1, help="Samples of what is not known.")]
PathCount = Annotated[
    int, typer.Option("--paths", min=2, help="Samples of chance, for each draw and option.")
]
Seed = Annotated[int, typer.Option(min=0, help="From which all random numbers follow.")]


SettlementsFrom = Annotated[
    Literal["talks", "stated"],
    typer.Option(
        "--settlements",
        help="Where settlements come from: the talks; or as `stated` in the scenario, the talks "
        "not played, in seconds.",
    ),
]
Settings = Annotated[
    list[str] | None, typer.Option("--set", metavar="PATH=VALUE", help="Another value at a path.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Results as JSON on standard output.")]
Anew = Annotated[
    bool, typer.Option("--anew", help="Compute also what this program computed and kept before.")
]
Store = Annotated[Path, typer.Option(help="The folder of stored runs.", envvar="WINSET_STORE")]


def settings(given: Sequence[str] | None) -> dict[str, Any]:
    """PATH=VALUE words as values by path, each read as YAML.

    Raises
    ------
    RequestFaults : a word has no `=`, or its value is not readable.
    """
    changes: dict[str, Any] = {}
    faults = []
    for word in given or ():
        path, sign, text = (part.strip() for part in word.partition("="))
        if not sign or not path:
            faults.append(_fault("a setting needs a path and a value", word))
            continue
        if not text:
            fix = f"write {path}=VALUE; {path}=null takes away a part that may be left out"
            faults.append(_fault("nothing stands after the =", word, fix))
            continue
        if path in changes:
            faults.append(_fault(f"{path} is set twice", word, "keep one of the two"))
            continue
        from winset.scenario.document import parse_document

        document, wrong = parse_document(f"value: {text}", "--set")
        if document is None:
            faults += [
                _fault(each.what.replace("value:", f"{path}:", 1), word, each.fix) for each in wrong
            ]
        else:
            changes[path] = document.data["value"]
    if faults:
        raise RequestFaults(faults)
    return changes


def _fault(what: str, word: str, fix: str = "write PATH=VALUE") -> Fault:
    return Fault(BAD_REQUEST, what, Place("--set"), word, fix)
