"""What a brief is made of: paragraphs, lists, pictures, tables, boxes. Templates print them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from markupsafe import Markup

from winset.report.svg import Drawing


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences."""

    text: Markup
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a part."""

    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; with numbers if its order tells something."""

    items: tuple[Markup, ...]
    ordered: bool = False
    kind: Literal["listing"] = "listing"


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart.

    Attributes
    ----------
    name : its anchor.
    title : what it is of.
    wide, narrow : the same chart for a wide page and for a telephone; one may serve both.
    caption : unit, kind of uncertainty, table of origin.
    folded : where the reader must unfold it, what invites to do so.
    """

    name: str
    title: str
    wide: Drawing
    narrow: Drawing | None
    caption: Markup
    folded: str = ""
    kind: Literal["picture"] = "picture"


@dataclass(frozen=True, slots=True)
class Gallery:
    """Small charts of one kind, side by side where there is room."""

    name: str
    title: str
    pictures: tuple[Drawing, ...]
    caption: Markup
    kind: Literal["gallery"] = "gallery"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes
    ----------
    name : its anchor.
    title : what it is of.
    head : of each column.
    rows : cells; the first of a row is its head; anchors name rows that others point to.
    caption : unit, kind of uncertainty, table of origin.
    text : columns (from 0) that hold words and stand left; all others are numbers.
    anchors : an id for each row, or none at all.
    groups : a heading for each row, or none at all; rows in a row under one heading are folded
        together.
    folded : where the reader must unfold it, what invites to do so.
    """

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Markup | str, ...], ...]
    caption: Markup
    text: tuple[int, ...] = (0,)
    anchors: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    folded: str = ""
    kind: Literal["grid"] = "grid"


@dataclass(frozen=True, slots=True)
class Box:
    """Something to be told aside: a caveat, how to read what follows."""

    title: str
    text: Markup
    kind: Literal["box"] = "box"


MOST_ROWS, MOST_CARDS = 8, 5  # that stand open; a row of words is a card on a telephone


def cards(grid: Grid) -> bool:
    """Whether a table holds words only, so that its rows are better told one after another."""
    return len(grid.text) == len(grid.head)


def invitation(block: Picture | Grid) -> str:
    """What invites to unfold a block; nothing where it stands open.

    >>> invitation(Grid("a", "A", ("x", "y"), (("1", "2"),) * 9, Markup("")))
    'All 9 rows'
    """
    if block.folded or block.kind == "picture":
        return block.folded
    most = MOST_CARDS if cards(block) else MOST_ROWS
    return f"All {len(block.rows)} rows" if len(block.rows) > most else ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of a table that stand together, under a heading where there is one."""

    heading: str
    rows: tuple[tuple[Markup | str, ...], ...]
    anchors: tuple[str, ...]


def stretches(grid: Grid) -> tuple[Stretch, ...]:
    """A table's rows by what they stand under; all of them together where there are no groups."""
    groups = grid.groups or ("",) * len(grid.rows)
    anchors = grid.anchors or ("",) * len(grid.rows)
    found = groupby(zip(groups, grid.rows, anchors, strict=True), key=lambda row: row[0])
    together = [(heading, list(members)) for heading, members in found]
    return tuple(
        Stretch(heading, tuple(row for _, row, _ in each), tuple(name for *_, name in each))
        for heading, each in together
    )


def drawings(block: Block) -> tuple[Drawing, ...]:
    """What is to be drawn for a block."""
    if isinstance(block, Picture):
        return (block.wide,) if block.narrow is None else (block.wide, block.narrow)
    return block.pictures if isinstance(block, Gallery) else ()


Block = Paragraph | Heading | Listing | Picture | Gallery | Grid | Box


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a chapter: its anchor, its heading (none: the chapter's own serves), its blocks."""

    name: str
    title: str | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its anchor, its heading, its parts."""

    name: str
    title: str
    parts: tuple[Part, ...]
