"""The header of a table: YAML in comment lines, read and checked before any figure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from winset._record import Record
from winset.data.codes import HEADER
from winset.errors import DataFaults, Fault, Place, suggestion

MARK = "#"

Text = Annotated[str, BeforeValidator(lambda value: str(value).strip())]
"""Text as written; YAML's dates and numbers are turned back into it."""

Texts = Annotated[
    tuple[Text, ...], BeforeValidator(lambda value: value if isinstance(value, list) else [value])
]
"""One text, or a list of them."""


class SourceLine(Record):
    """A source as the header writes it."""

    id: Text
    publisher: Text
    document: Text
    date: Text
    address: Text | None = None


class Column(Record):
    """What a column holds."""

    unit: Text
    type: Literal["text", "whole", "number", "truth"]
    says: Text
    gaps: bool = False
    latest: date | None = None


class Total(Record):
    """A total that a column must sum to, over the rows that `where` picks."""

    column: Text
    equals: Decimal
    within: Annotated[Decimal, Field(ge=0)]
    says: Text
    where: dict[str, Texts] = Field(default_factory=dict)


class Header(Record):
    """All that a table says of itself."""

    title: Text
    vintage: Text
    latest: date
    retrieved: Text
    sources: Annotated[tuple[SourceLine, ...], Field(min_length=1)]
    licence: Text
    recipe: Text
    columns: dict[str, Column]
    rows: int
    notes: tuple[Text, ...] = ()
    totals: tuple[Total, ...] = ()
    club: str | None = None
    also: tuple[str, ...] = ()
    index: str | None = None


def split(text: str) -> tuple[str, str]:
    """The YAML of the header, and the table below it.

    >>> split("# rows: 1\\ncode\\nBE\\n")
    ('rows: 1\\n', 'code\\nBE\\n')
    """
    lines = text.splitlines(keepends=True)
    above = next((i for i, line in enumerate(lines) if not line.startswith(MARK)), len(lines))
    yaml = [line.removeprefix(MARK).removeprefix(" ") for line in lines[:above]]
    return "".join(yaml), "".join(lines[above:])


def parse_header(yaml: str, file: str) -> Header:
    """The header that a YAML text states.

    Raises
    ------
    DataFaults : it is no YAML, or keys are missing, unknown or not of their kind (all at once).
    """
    tree = _tree(yaml, file)
    try:
        header = Header.model_validate(tree)
    except ValidationError as error:
        raise DataFaults(_fault(tree, found, file) for found in error.errors()) from None
    stray = _stray_columns(header)
    if stray:
        raise DataFaults(
            Fault(
                HEADER,
                f"{where} names a column that is not described",
                Place(file, _line(tree, tuple(where.split("."))), where),
                column,
                suggestion(column, list(header.columns)),
            )
            for where, column in stray
        )
    return header


def _tree(yaml: str, file: str) -> CommentedMap:
    try:
        tree = YAML(typ="rt", pure=True).load(yaml)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        what = f"the header is no YAML: {error.problem}"
        raise DataFaults(
            [Fault(HEADER, what, Place(file, line), _text_at(yaml, line), "quote the text")]
        ) from None
    if not isinstance(tree, CommentedMap):
        fix = "write '# key: value' lines above the table"
        raise DataFaults([Fault(HEADER, "there is no header", Place(file, 1), "", fix)])
    return tree


def _text_at(yaml: str, line: int | None) -> str:
    lines = yaml.splitlines()
    return lines[line - 1] if line and line <= len(lines) else ""


def _fault(tree: CommentedMap, found: ErrorDetails, file: str) -> Fault:
    path = tuple(str(step) for step in found["loc"])
    place = Place(file, _line(tree, path), ".".join(path))
    if found["type"] == "missing":
        return Fault(HEADER, f"{path[-1]!r} is missing", place, "", f"add '# {path[-1]}: ...'")
    what = found["msg"][0].lower() + found["msg"][1:]
    if found["type"] == "extra_forbidden" and len(path) == 1:
        what = f"there is no header key {path[-1]!r}"
        return Fault(HEADER, what, place, path[-1], suggestion(path[-1], list(Header.model_fields)))
    return Fault(HEADER, what, place, str(found["input"]), f"mend {path[-1]!r}")


def _line(tree: object, path: tuple[str, ...]) -> int:
    """The line (1-based) of the deepest part of the path that is there."""
    line, node = 1, tree
    for step in path:
        if isinstance(node, CommentedMap) and step in node:
            line, node = node.lc.key(step)[0] + 1, node[step]
        elif isinstance(node, CommentedSeq) and step.isdigit() and int(step) < len(node):
            line, node = node.lc.item(int(step))[0] + 1, node[int(step)]
        else:
            break
    return line


def _stray_columns(header: Header) -> list[tuple[str, str]]:
    named = [
        (f"totals.{i}", column)
        for i, total in enumerate(header.totals)
        for column in (total.column, *total.where)
    ]
    index = "code" if header.club else header.index
    named += [("index", index)] if index else []
    return [(where, column) for where, column in named if column not in header.columns]
