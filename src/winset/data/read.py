"""Reads a reference table by name: when first asked for, checked, and only once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from winset.data.checks import member_faults, row_faults, total_faults
from winset.data.codes import UNKNOWN_TABLE
from winset.data.header import Header, SourceLine, parse_header, split
from winset.data.rows import cell_faults, frame, parse_rows
from winset.data.table import Dataset, Source
from winset.errors import DataFaults, Fault, Place, suggestion

SUFFIX = ".csv"


def read(name: str) -> Dataset:
    """A reference table, checked; the caller's own copy.

    Raises
    ------
    DataFaults : there is no such table, or it does not hold (all faults at once).

    Examples
    --------
    >>> read("eu27_capital_key").frame["key_pct"].loc["BE"]
    np.float64(3.0005)
    >>> read("eu27_capital_key").units["key_pct"]
    '%'
    """
    held = _held(name)
    return replace(held, frame=held.frame.copy(), units=dict(held.units), says=dict(held.says))


@cache
def names() -> tuple[str, ...]:
    """The names of all reference tables, in alphabetical order.

    >>> "eu27_population" in names()
    True
    """
    found = (entry.name for entry in tables().iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in found if name.endswith(SUFFIX)))


def tables() -> Traversable:
    """The folder that holds the tables."""
    return files("winset.data").joinpath("tables")


@cache
def _held(name: str) -> Dataset:
    if name not in names():
        raise DataFaults(
            [
                Fault(
                    UNKNOWN_TABLE,
                    f"there is no reference table {name!r}",
                    Place(path=name),
                    name,
                    suggestion(name, names()),
                )
            ]
        )
    text = tables().joinpath(name + SUFFIX).read_text(encoding="utf-8")
    return parse(name, text, members_of)


def members_of(club: str) -> tuple[str, ...]:
    """The codes of a club's members in protocol order.

    >>> members_of("eu27")[:4]
    ('BE', 'BG', 'CZ', 'DK')
    """
    return tuple(_held(club).frame.index)


def parse(name: str, text: str, members: Callable[[str], tuple[str, ...]]) -> Dataset:
    """The table that a text holds, checked against what its header promises.

    Parameters
    ----------
    name : the table's name; its file is `name.csv`.
    text : header and rows.
    members : gives the members of a club in protocol order.

    Raises
    ------
    DataFaults : header, columns, cells, count, order or totals do not hold.
    """
    file = name + SUFFIX
    yaml, body = split(text)
    header = parse_header(yaml, file)
    rows = parse_rows(body, yaml.count("\n"), header, file)
    faults = cell_faults(rows, header, file) + row_faults(rows, header, file)
    faults += member_faults(rows, header, members(header.club) if header.club else (), file)
    # a cell that is no number is a fault already, and cannot be summed
    faults = faults or total_faults(rows, header, file)
    if faults:
        raise DataFaults(faults)
    return Dataset(
        name=name,
        title=header.title,
        vintage=header.vintage,
        latest=header.latest,
        later={name: c.latest for name, c in header.columns.items() if c.latest is not None},
        retrieved=header.retrieved,
        source="; ".join(_cited(source) for source in header.sources),
        sources=tuple(Source(**source.model_dump()) for source in header.sources),
        licence=header.licence,
        recipe=header.recipe,
        notes=header.notes,
        units=_described(header, "unit"),
        says=_described(header, "says"),
        frame=frame(rows, header),
    )


def _described(header: Header, what: str) -> dict[str, str]:
    return {name: getattr(column, what) for name, column in header.columns.items()}


def _cited(source: SourceLine) -> str:
    return f"{source.publisher}, {source.document}, {source.date}"
