"""A scenario as it was read: what it says, what it rests on, and where everything stands."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from winset.errors import Fault, Place
from winset.evidence.nouns import Evidence
from winset.scenario.document import Document, line_of, text_at
from winset.scenario.nouns.scenario import Scenario


@dataclass(frozen=True)
class Case:
    """One scenario folder, read and found to be well formed.

    Attributes
    ----------
    name : the folder's name.
    folder : where it was read.
    scenario, evidence : what its two files say.
    texts : the bytes of each source held in the folder, by source.
    files : the bytes of every file that makes up the case, by relative path.
    digest : SHA-256 over those files.
    documents : the two files with their lines, by file name.
    account : the account whose overrides are applied; None for the scenario as it stands.
    changes : values that were set by path on top of it.
    """

    name: str
    folder: Path
    scenario: Scenario
    evidence: Evidence
    texts: Mapping[str, bytes]
    files: Mapping[str, bytes]
    digest: str
    documents: Mapping[str, Document]
    account: str | None = None
    changes: Mapping[str, object] = field(default_factory=dict)


def digest_of(files: Mapping[str, bytes]) -> str:
    """SHA-256 over names and contents of files, whatever their order.

    >>> digest_of({"a": b"1", "b": b"2"}) == digest_of({"b": b"2", "a": b"1"})
    True
    >>> digest_of({"a": b"12"}) == digest_of({"a1": b"2"})
    False
    """
    whole = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name]):
            whole.update(len(part).to_bytes(8, "little"))
            whole.update(part)
    return whole.hexdigest()


def place_of(case: Case, path: str, file: str = "scenario.yaml") -> Place:
    """Where a path stands in the case's files."""
    return where_in(case.documents[file], path)


def text_of(case: Case, path: str, file: str = "scenario.yaml") -> str:
    """The reader's own text at a path."""
    return text_in(case.documents[file], path)


def where_in(document: Document, path: str) -> Place:
    """Where a path stands in a file."""
    return Place(document.name, line_of(document, _loc(document, path)), path)


def text_in(document: Document, path: str) -> str:
    """The reader's own text at a path of a file."""
    return text_at(document, line_of(document, _loc(document, path)))


def placed(documents: Mapping[str, Document], fault: Fault) -> Fault:
    """The fault with its line and the reader's own text, where its finder knew only a path."""
    place = fault.where
    if place.line is not None or place.path is None:
        return fault
    document = documents.get(place.file or "scenario.yaml")
    if document is None:
        return fault
    got = fault.got or text_in(document, place.path)
    return dataclasses.replace(fault, where=where_in(document, place.path), got=got)


def _loc(document: Document, path: str) -> tuple[str | int, ...]:
    """A dotted path as keys; keys may themselves hold dots (terms of an option)."""
    loc: tuple[str | int, ...] = ()
    words = path.split(".")
    while words:
        for take in range(len(words), 0, -1):
            key: str | int = ".".join(words[:take])
            key = int(key) if str(key).isdigit() and (*loc, int(key)) in document.lines else key
            if (*loc, key) in document.lines:
                loc, words = (*loc, key), words[take:]
                break
        else:
            return loc
    return loc
