"""Reading the tables of the talks: one result as its draws, months counted from `as_of`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from winset._typing import Bools, Floats
from winset.runs.coupling.frame import ANY

SOON, YEAR = 3, 12
"""Months that are looked ahead; that many months on, to the end of the month."""

Tables = Mapping[str, pd.DataFrame]


def tells(tables: Tables) -> bool:
    """Whether a run has talks in it."""
    return "talks_months" in tables and not tables["talks_months"].empty


def where(table: pd.DataFrame, **values: object) -> pd.DataFrame:
    """The rows of a table in which every column named has the value given."""
    return table[holds(table, values)]


def holds(table: pd.DataFrame, values: Mapping[str, object]) -> Bools:
    """In which rows every column named has the value given, shape (row,)."""
    found = np.ones(len(table), dtype=np.bool_)
    for column, value in values.items():
        found &= equals(table[column], value)
    return found


def equals(column: pd.Series[Any], value: object) -> Bools:
    """In which rows a column has a value, shape (row,); categories are compared by their codes."""
    held = column.array
    if isinstance(held, pd.Categorical):
        known = value in held.categories
        place = held.categories.get_loc(value) if known else len(held.categories)
        return np.asarray(held.codes == place, dtype=np.bool_)
    numbers = isinstance(held.dtype, np.dtype)
    return np.asarray((column.to_numpy() if numbers else column) == value, dtype=np.bool_)


def by_draw(table: pd.DataFrame, column: str, **values: object) -> Floats:
    """A column by draw, shape (draw,); the values leave one row for each draw."""
    rows = np.flatnonzero(holds(table, values))
    order = np.argsort(table["draw"].to_numpy()[rows], kind="stable")
    return table[column].to_numpy(dtype=np.float64)[rows[order]]


def by_month(table: pd.DataFrame, column: str, **values: object) -> Floats:
    """A column by month and draw, shape (month, draw); the values leave one row for each."""
    rows = np.flatnonzero(holds(table, values))
    draws, months = (table[name].to_numpy()[rows] for name in ("draw", "month"))
    order = np.lexsort((draws, months))
    wide = table[column].to_numpy(dtype=np.float64)[rows[order]]
    return wide.reshape(len(np.unique(months)), -1)


def names(table: pd.DataFrame, column: str) -> tuple[str, ...]:
    """The words in a column, each once, in the table's order."""
    return tuple(str(each) for each in table[column].unique())


def nodes(tables: Tables) -> tuple[str, ...]:
    """What may be decided about the money; none where the talks do not hang on it."""
    return tuple(each for each in names(tables["talks_months"], "node") if each != ANY)


def parties(tables: Tables) -> tuple[str, ...]:
    """Who must settle, in the table's order."""
    return names(tables["talks_refusal"], "party")


def last_month(tables: Tables) -> int:
    """The last month of the talks' calendar."""
    return int(tables["talks_months"]["month"].max())


def ahead(tables: Tables, months: int) -> int:
    """The month so many months on, within the calendar."""
    return min(months, last_month(tables))


def agreed_by(tables: Tables, month: int, node: str = ANY) -> Floats:
    """The chance of a first agreement by the end of a month, shape (draw,)."""
    return by_draw(tables["talks_months"], "agreed", node=node, month=month)


def in_force_by(tables: Tables, month: int, node: str = ANY) -> Floats:
    """The chance that an agreement has ever been in force by the end of a month, shape (draw,)."""
    return by_draw(tables["talks_months"], "in_force", node=node, month=month)


def held_by(tables: Tables, month: int) -> Floats:
    """The chance that talks have been held at least once by the end of a month, shape (draw,)."""
    return by_draw(tables["talks_months"], "held_by", node=ANY, month=month)


def margin_today(tables: Tables, kind: str = "static") -> Floats:
    """The agreement margin in the first month, `static` or `dynamic`, shape (draw,)."""
    return by_draw(tables["talks_margin"], kind, node=ANY, month=0)


def price_of_waiting(tables: Tables, party: str, delay: int | None = None) -> Floats:
    """What a delay adds to a party's value (the longest one if none is named), shape (draw,)."""
    table = tables["talks_waiting"]
    months = int(table["delay"].max()) if delay is None else delay
    return by_draw(table, "price", party=party, delay=months)


def terms_after(tables: Tables, party: str, delay: int) -> Floats:
    """What terms struck after a delay are worth to a party, shape (draw,); nan where none are."""
    return by_draw(tables["talks_waiting"], "terms", party=party, delay=delay)


def longest_wait(tables: Tables) -> int:
    """The longest delay that was priced, in months."""
    return int(tables["talks_waiting"]["delay"].max())


def base_rate(tables: Tables, month: int) -> Floats | None:
    """The reference class's chance of an agreement by the end of a month; None: none is stated."""
    found = by_draw(tables["talks_months"], "base_rate", node=ANY, month=month)
    return None if np.isnan(found).any() else found
