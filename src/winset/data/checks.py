"""What a table promises of itself, held against its rows: count, members, published totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from winset.data.codes import MEMBERS, ROWS, TOTAL
from winset.data.header import Header, Total
from winset.data.rows import Row
from winset.errors import Fault, Place


def row_faults(rows: Sequence[Row], header: Header, file: str) -> list[Fault]:
    """The count of rows, if it is not the header's."""
    if len(rows) == header.rows:
        return []
    what = f"the table has {len(rows)} rows, the header says {header.rows}"
    last = rows[-1].line if rows else None
    return [Fault(ROWS, what, Place(file, last), str(len(rows)), "restore or remove rows")]


def member_faults(
    rows: Sequence[Row], header: Header, members: Sequence[str], file: str
) -> list[Fault]:
    """Rows of a club's table that are not its members, in protocol order, then those in `also`."""
    if header.club is None:
        return []
    wanted = (*members, *header.also)
    return [
        Fault(
            MEMBERS,
            f"row {i + 1} should be {right}",
            Place(file, row.line, "code"),
            row.cells["code"],
            f"put the rows in the order of {header.club}",
        )
        for i, (row, right) in enumerate(zip(rows, wanted, strict=False))
        if row.cells["code"] != right
    ]


def total_faults(rows: Sequence[Row], header: Header, file: str) -> list[Fault]:
    """Columns that miss a published total; summed as decimals, so a tolerance of 0 means equal."""
    return [
        Fault(
            TOTAL,
            f"{total.column} sums to {found}, published is {total.equals} within {total.within}",
            Place(file, None, f"totals.{i}"),
            str(found),
            f"compare with the source: {total.says}",
        )
        for i, total in enumerate(header.totals)
        if abs((found := _sum(rows, total)) - total.equals) > total.within
    ]


def _sum(rows: Iterable[Row], total: Total) -> Decimal:
    cells = (row.cells[total.column] for row in rows if _picked(row, total))
    return sum((Decimal(cell) for cell in cells if cell), start=Decimal())


def _picked(row: Row, total: Total) -> bool:
    return all(row.cells[name] in wanted for name, wanted in total.where.items())
