"""The rows of a table: text cells turned into the types that the header promises."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import StringIO

import pandas as pd

from winset.data.codes import CELL, COLUMNS
from winset.data.header import Column, Header
from winset.errors import DataFaults, Fault, Place, suggestion

TRUTHS = {"yes": True, "no": False}
DTYPES = {"whole": "int64", "number": "float64", "truth": "bool", "text": "str"}
GAP_DTYPES = DTYPES | {"whole": "Int64", "truth": "boolean"}

_READERS: dict[str, Callable[[str], object]] = {
    "text": str,
    "whole": int,
    "number": float,
    "truth": TRUTHS.__getitem__,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row as written, with the line it ends on."""

    line: int
    cells: dict[str, str]


def parse_rows(body: str, above: int, header: Header, file: str) -> tuple[Row, ...]:
    """The rows below a header of `above` lines.

    Raises
    ------
    DataFaults : the columns are not those described, or a row has too few or too many cells.
    """
    reader = csv.reader(StringIO(body), strict=True)
    names = next(reader, [])
    faults = list(_column_faults(names, header, Place(file, above + 1)))
    rows = []
    for cells in reader:
        place = Place(file, above + reader.line_num)
        if len(cells) == len(names):
            rows.append(Row(above + reader.line_num, dict(zip(names, cells, strict=True))))
        else:
            what = f"a row has {len(cells)} cells, not {len(names)}"
            faults.append(Fault(CELL, what, place, ",".join(cells), "quote cells with commas"))
    if faults:
        raise DataFaults(faults)
    return tuple(rows)


def _column_faults(names: list[str], header: Header, place: Place) -> Iterable[Fault]:
    described = list(header.columns)
    if names == described:
        return
    for name in names:
        if name not in described:
            fix = suggestion(name, described)
            yield Fault(COLUMNS, f"column {name!r} is not described", place, name, fix)
    for name in described:
        if name not in names:
            yield Fault(COLUMNS, f"column {name!r} is missing", place, ",".join(names), "add it")
    if sorted(names) == sorted(described):
        fix = "write them as " + ",".join(described)
        yield Fault(COLUMNS, "columns are in another order", place, ",".join(names), fix)


def cell_faults(rows: Iterable[Row], header: Header, file: str) -> list[Fault]:
    """The cells that are not what their column says."""
    return [
        Fault(CELL, what, Place(file, row.line, name), row.cells[name], _fix(column))
        for row in rows
        for name, column in header.columns.items()
        if (what := _cell_fault(row.cells[name], column))
    ]


def _cell_fault(cell: str, column: Column) -> str:
    if cell == "":
        return "" if column.gaps else "an empty cell where no gap is allowed"
    try:
        value = _READERS[column.type](cell)
    except (ValueError, KeyError):
        return f"this is no {column.type}"
    if isinstance(value, float) and value - value != 0:  # neither NaN nor infinity is a figure
        return "this is no number"
    return ""


def _fix(column: Column) -> str:
    gap = ", or nothing" if column.gaps else ""
    return {"truth": "write yes or no", "text": "write a text"}.get(
        column.type, f"write a {column.type} number" if column.type == "whole" else "write a number"
    ) + gap


def frame(rows: Iterable[Row], header: Header) -> pd.DataFrame:
    """The figures as a frame; gaps are missing values.

    Index: `code` for tables of a club's members, the column that the header names, or the row
    numbers.
    """
    rows = tuple(rows)
    columns = {name: _series(rows, name, column) for name, column in header.columns.items()}
    table = pd.DataFrame(columns)
    index = "code" if header.club else header.index
    return table.set_index(index) if index else table


def _series(rows: tuple[Row, ...], name: str, column: Column) -> pd.Series:
    read = _READERS[column.type]
    values = [read(row.cells[name]) if row.cells[name] else None for row in rows]
    dtype = (GAP_DTYPES if column.gaps else DTYPES)[column.type]
    return pd.Series(values, dtype=dtype)
