"""How winset says that something is wrong, and the tree of errors it raises.

    WinsetError                 anything winset itself raises on purpose
    +-- Faults                  one or more `Fault`s in what was given to winset
    |   +-- ScenarioFaults      a scenario folder cannot be used as it stands
    |   +-- EvidenceFaults      a source or claim does not hold
    |   +-- DataFaults          a reference table does not hold
    |   +-- RuleFaults          a decision rule cannot be used
    |   +-- RequestFaults       a command, path or setting asks for what is not there
    +-- StoreError              a stored run is missing, incomplete or differs

A `Fault` is what a reader sees: five lines (what, where, got, why, fix) under a stable code.
The reason why a fault of this kind matters belongs to its `Code`, so that it is written once
and `winset explain CODE` can tell more. Every package keeps its codes in its own `codes.py`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["error", "warning", "notice"]
MANY, ALIKE = 40, 5
"""From how many words on only those most alike are listed, and how many of them."""


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of fault.

    Attributes
    ----------
    id : a letter and three digits, never reused ("S101").
    title : the kind in a few words.
    why : one sentence: why it matters to the reader of a brief.
    more : what `winset explain` adds: background, and a small example of wrong and right.
    """

    id: str
    title: str
    why: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fault stands: a file, a line (1-based) and a path of keys, each if known.

    >>> str(Place("scenario.yaml", 12, "parties.ukraine.name"))
    'scenario.yaml:12  parties.ukraine.name'
    """

    file: str | None = None
    line: int | None = None
    path: str | None = None

    def __str__(self) -> str:
        spot = self.file or ""
        if self.file and self.line is not None:
            spot = f"{self.file}:{self.line}"
        return "  ".join(part for part in (spot, self.path or "") if part) or "(no place)"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, said so that its reader can mend it."""

    code: Code
    what: str
    where: Place = field(default_factory=Place)
    got: str = ""
    fix: str = ""
    level: Level = "error"


class WinsetError(Exception):
    """Anything winset raises on purpose."""


class Faults(WinsetError):
    """One or more faults in what was given to winset, all reported at once.

    >>> code = Code("X001", "a kind", "It matters.")
    >>> print(Faults([Fault(code, "what happened", Place("a.yaml", 3), "text", "mend it")]))
    error X001: what happened
      where  a.yaml:3
      got    text
      why    It matters.
      fix    mend it
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n\n".join(five_lines(fault) for fault in self.faults))


class ScenarioFaults(Faults):
    """A scenario folder cannot be used as it stands."""


class EvidenceFaults(Faults):
    """A source or a claim does not hold."""


class DataFaults(Faults):
    """A reference table does not hold."""


class RuleFaults(Faults):
    """A decision rule cannot be used."""


class RequestFaults(Faults):
    """A command, path or setting asks for something that is not there."""


class StoreError(WinsetError):
    """A stored run is missing, incomplete or differs from what it should be."""


def five_lines(fault: Fault) -> str:
    """The fault as its reader sees it: what, where, got, why, fix."""
    return "\n".join(
        (
            f"{fault.level} {fault.code.id}: {fault.what}",
            f"  where  {fault.where}",
            f"  got    {fault.got or '(nothing)'}",
            f"  why    {fault.code.why}",
            f"  fix    {fault.fix or 'winset explain ' + fault.code.id}",
        )
    )


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word that the given one most likely stands for, or None.

    >>> nearest("guarante", ["guarantee", "funding", "use"])
    'guarantee'
    >>> nearest("xyz", ["guarantee"]) is None
    True
    """
    return next(iter(_alike(word, known, 1)), None)


def suggestion(word: str, known: Sequence[str], most: int = 12) -> str:
    """A fix line: the nearest known word, then the list; of a very long one those most alike.

    >>> suggestion("fundin", ["funding", "use"])
    'write "funding"; known here: funding, use'
    >>> suggestion("c-77", [f"c-{n}" for n in range(75)])
    'write "c-7"; of 75 known here: c-7, c-74, c-73, c-72, c-71'
    """
    alike = _alike(word, known, ALIKE)
    listed = ", ".join(known[:most]) + (", ..." if len(known) > most else "")
    if alike and len(known) > MANY:
        return f'write "{alike[0]}"; of {len(known)} known here: {", ".join(alike)}'
    return (f'write "{alike[0]}"; ' if alike else "") + f"known here: {listed or '(nothing)'}"


def _alike(word: str, known: Sequence[str], most: int) -> list[str]:
    folded = {name.casefold(): name for name in reversed(known)}
    close = difflib.get_close_matches(word.casefold(), list(folded), n=most, cutoff=0.6)
    return [folded[each] for each in close]
