"""Numbers and names that lead to where they come from."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from winset.report.brief.sheet import Sheet, account_title, called
from winset.report.words import basis
from winset.runs.record import Run


def found(text: str, table: str) -> Markup:
    """A result, leading to the table of the run that it was read from.

    >>> str(found("EUR 1bn", "options"))
    '<a class="n" href="#table-options">EUR 1bn</a>'
    """
    return Markup('<a class="n" href="#table-{}">{}</a>').format(table, text)


def to_quantity(path: str, text: str) -> Markup:
    """A quantity, leading to its line in the chapter on evidence."""
    return Markup('<a href="#quantity-{}">{}</a>').format(path, text)


def to_claim(name: str, text: str | None = None) -> Markup:
    """A claim, leading to where it is told."""
    return Markup('<a href="#claim-{}">{}</a>').format(name, text or name)


def to_source(name: str, text: str) -> Markup:
    """A source, leading to where it is listed."""
    return Markup('<a href="#source-{}">{}</a>').format(name, text)


def quantity(page: Sheet, path: str) -> Markup:
    """A quantity by the name a reader knows it by."""
    return to_quantity(path, called(page, path).label)


def basis_of(page: Sheet, path: str, short: bool = False) -> Markup:
    """What a quantity rests on, with its marks."""
    kind = page.kinds.get(path, "none")
    marks = "".join(f", {mark}" for mark in page.marks.get(path, ()))
    return Markup('<span class="basis {}">{}{}</span>').format(kind, basis(kind, short), marks)


def together(parts: Iterable[Markup], between: str = ", ") -> Markup:
    """Pieces of text in a row."""
    return Markup(between).join(parts)


def joined(parts: list[Markup], last: str = "and") -> Markup:
    """Pieces of text as a sentence lists them.

    >>> str(joined([Markup("a"), Markup("b"), Markup("c")]))
    'a, b and c'
    """
    if len(parts) < 2:
        return together(parts)
    return Markup("{} {} {}").format(together(parts[:-1]), last, parts[-1])


def fill(template: str, **parts: object) -> Markup:
    """A sentence with its gaps filled; what is not markup is escaped.

    >>> str(fill("{who} pays {what}.", who="A & B", what=found("EUR 1bn", "options")))
    'A &amp; B pays <a class="n" href="#table-options">EUR 1bn</a>.'
    """
    return Markup(template).format(**parts)


def reading(page: Sheet, run: Run) -> Markup:
    """The account of a run inside a sentence, by its title."""
    return Markup("“{}”").format(account_title(page, run))


def quoted(title: str) -> Markup:
    """An option's title inside a sentence."""
    return Markup("<em>{}</em>").format(title)
