"""How the command line speaks: results to standard output, everything else to standard error."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from winset.errors import Fault, five_lines

if TYPE_CHECKING:
    from winset.scenario.case import Case

STYLES = {"error": "bold red", "warning": "bold yellow", "notice": "bold cyan"}


def out() -> Console:
    """Standard output; at least 80 columns, so that tables keep their shape in a pipe."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 100
    return console


def err() -> Console:
    """Standard error."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def set_by_hand(case: Case, account: str | None = None) -> Iterator[str]:
    """What `--set` changed, a line for each."""
    from winset.report.changed import changes_in_words

    for change in changes_in_words(case, account):
        yield f"Set by hand: {change}."


def say_json(value: Any) -> None:
    """A value as JSON on standard output."""
    json.dump(value, sys.stdout, indent=2, ensure_ascii=False, allow_nan=False)
    sys.stdout.write("\n")


def say_faults(faults: Iterable[Fault]) -> None:
    """Faults in five lines each, on standard error."""
    console = err()
    for fault in faults:
        first, *rest = five_lines(fault).splitlines()
        head, _, what = first.partition(": ")
        console.print(f"[{STYLES[fault.level]}]{head}[/]: ", end="")
        console.print(what, markup=False)
        console.print("\n".join(rest), markup=False)
        console.print()


def fault_data(fault: Fault) -> dict[str, Any]:
    """A fault as JSON-able data."""
    return {
        "code": fault.code.id,
        "level": fault.level,
        "what": fault.what,
        "where": dataclasses.asdict(fault.where),
        "got": fault.got,
        "why": fault.code.why,
        "fix": fault.fix,
    }


class _Told:
    """A progress bar that is told, step by step, what is being done."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._tasks: dict[str, Any] = {}

    def __call__(self, step: str, done: int, of: int) -> None:
        if step not in self._tasks:
            self._tasks[step] = self._bar.add_task(step, total=of)
        self._bar.update(self._tasks[step], completed=done, total=of)


@contextmanager
def progress() -> Iterator[_Told]:
    """A progress bar on standard error: what is being done and how much of it; quiet in a pipe."""
    console = err()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield _Told(bar)
