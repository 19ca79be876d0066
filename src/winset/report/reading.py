"""Reading a run's tables: one result as its draws, or as its range over draws."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd

from winset._typing import Floats
from winset.runs.ranges import Range, range_of
from winset.runs.record import Run
from winset.runs.talks_reading import holds

AXES = (
    "option", "payer", "layer", "peril", "path", "node", "party", "variable", "issue", "level",
    "law", "term", "way", "part", "council", "item", "member", "kind", "condition", "set",
)  # fmt: skip


def quick(run: Run) -> Run:
    """The same run with its words as categories, among which rows are found much faster.

    So are columns whose names are plain objects: some thousands are looked up for a brief.
    """
    return dataclasses.replace(
        run, tables={name: _categories(table) for name, table in run.tables.items()}
    )


def _categories(table: pd.DataFrame) -> pd.DataFrame:
    words = [name for name in AXES if name in table.columns]
    found = table.astype(dict.fromkeys(words, "category"))
    found.columns = found.columns.astype(object)
    return found


def rows(run: Run, table: str, **where: object) -> pd.DataFrame:
    """The rows of a table in which every column named has the value given."""
    found = run.tables[table]
    return found[holds(found, where)] if where else found


def per_draw(run: Run, table: str, column: str, **where: object) -> Floats:
    """A column by draw, shape (draw,); `where` leaves one row for each draw."""
    found = run.tables[table]
    chosen = holds(found, where)
    order = np.argsort(found["draw"].to_numpy()[chosen], kind="stable")
    return found[column].to_numpy(dtype=np.float64)[chosen][order]


def known_range(values: Floats) -> Range | None:
    """The range over those draws in which there is a number; None where there is none.

    >>> known_range(np.array([np.nan, 2.0])).mid
    2.0
    """
    known = values[~np.isnan(values)]
    return range_of(known) if len(known) else None


def ranged(run: Run, table: str, column: str, **where: object) -> Range:
    """The range of a column over draws."""
    return range_of(per_draw(run, table, column, **where))


def block(run: Run, table: str, column: str, by: str, **where: object) -> dict[str, Floats]:
    """A column by draw for each value of another column, shape (draw,) each, in table order."""
    found = run.tables[table]
    chosen = np.flatnonzero(holds(found, where))
    order = chosen[np.argsort(found["draw"].to_numpy()[chosen], kind="stable")]
    values = found[column].to_numpy(dtype=np.float64)[order]
    codes, names = pd.factorize(found[by])
    own = codes[order]
    arrays = {name: values[own == code] for code, name in enumerate(names)}
    return {name: array for name, array in arrays.items() if array.size}


def ranges(run: Run, table: str, column: str, by: str, **where: object) -> dict[str, Range]:
    """The range of a column over draws for each value of another column."""
    return {name: range_of(v) for name, v in block(run, table, column, by, **where).items()}


def option_names(run: Run) -> tuple[str, ...]:
    """The options of a run, in the scenario's order."""
    return tuple(str(name) for name in run.tables["options"]["option"].unique())


def payer_column(run: Run, column: str) -> dict[str, float]:
    """A number for each payer, by code (GDP in the scenario's currency; NaN where unknown)."""
    payers = run.tables["payers"]
    return {str(p): float(v) for p, v in zip(payers["payer"], payers[column], strict=True)}


def payer_names(run: Run) -> dict[str, str]:
    """The name of each payer, by code."""
    payers = run.tables["payers"]
    return {str(p): str(v) for p, v in zip(payers["payer"], payers["name"], strict=True)}


def scaled(values: Range, divisor: float) -> Range:
    """A range in another unit.

    >>> scaled(Range(mid=2, low=1, high=4), 2).high
    2.0
    """
    return Range(mid=values.mid / divisor, low=values.low / divisor, high=values.high / divisor)
