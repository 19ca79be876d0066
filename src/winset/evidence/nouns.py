"""What `evidence.yaml` may hold: sources, and the claims that were read in them.

The records say what one field may hold by itself. What two fields mean for each other (a held
text needs its digest, a withheld one its spans) is checked by `winset.evidence.shape`, as faults
that name a place; whether a claim is true to its source by `winset.evidence.verify`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from winset._record import Record
from winset.evidence.fields import (
    Published,
    Sha256,
    Slug,
    Stretch,
    TextPlace,
    When,
    Words,
)

Grade = Literal["P", "N", "R", "W"]
"""P: an institution's own text; N: a newsroom's own report; R: a relay that names what it read;
W: weak, not to be used alone."""

Kind = Literal["statement", "assessment", "position", "figure", "date", "event"]
"""What a claim is: said, judged, wanted, a number, a day, or something that happened."""

Holding = Literal["held", "withheld", "not_held"]
"""Whether the text of a source lies in the folder, only with the reader, or with nobody here."""


class Source(Record):
    """A text that something was read in."""

    title: Words
    publisher: Words
    short: Words | None = None
    """What lists call the publisher, where its name is long or unknown ("the article")."""
    published: Published
    """The day or month it appeared; `undated` when the text does not tell."""
    written: When | None = None
    """When it was written down, if it was published only later (an archived paper, an account of a
    past case); it then counts as known from this day."""
    text: TextPlace
    """`sources/NAME.txt` (held), `withheld` (the reader's own copy proves it), or `not_held`."""
    sha256: Sha256 | None = None
    """Digest of the text's bytes; for held and withheld texts."""
    grade: Grade | None = None
    """How near to the origin; needed where the text is not held."""
    locator: str | None = None
    """Page, item, or the publisher's own address."""
    relayed: str | None = None
    """The newsroom or document that a relay read."""
    retrieved: When | None = None
    """When it was read."""
    note: str | None = None


class Selector(Record):
    """Where a claim stands in its source.

    By quotation in a held text (a W3C Web Annotation TextQuoteSelector: the quote, and what stands
    before and after it if the quote alone is not unique), by span and digest in a withheld one,
    by the source alone where nobody here holds the text.
    """

    source: Slug
    quote: Words | None = None
    prefix: str | None = None
    suffix: str | None = None
    span: tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]] | None = None
    """First and one past the last character (Unicode code point) in the withheld text."""
    digest: Sha256 | None = None
    """Digest of the words in the span, by the recipe of `winset.evidence.digest`."""


class Amount(Record):
    """A number and its unit."""

    value: float
    unit: Words


class Figure(Record):
    """What a claim is a figure of, and how large it is: a value, a range, or both."""

    of: Slug
    """Shared by all figures of the same thing."""
    value: float | None = None
    unit: Words
    date: When | None = None
    """The day or month the figure speaks of."""
    low: float | None = None
    high: float | None = None
    equals: Amount | None = None
    """The same amount in another currency, as the source itself gives it."""


class Dated(Record):
    """What a claim dates, and when it is."""

    of: Slug
    """Shared by all dates of the same thing."""
    on: Stretch
    about: bool = False
    """The source says about when, not exactly when."""


class Computed(Record):
    """A figure worked out from other claims, with its formula shown."""

    inputs: tuple[Slug, ...] = Field(alias="from", min_length=1)
    """The claims that the formula names."""
    formula: Words
    """`loan-part + facility-part`: + - * / and parentheses over claims and numbers; signs stand
    between spaces, because names hold hyphens."""
    value: float
    unit: Words
    of: Slug | None = None
    """Shared by all figures of the same thing."""
    date: When | None = None


class Claim(Record):
    """A statement that somebody made, and where it can be read."""

    says: Words
    """The analyst's paraphrase."""
    by: Words | None = None
    """Who asserts it: a party, a named person with a role, or the publisher."""
    about: tuple[Words, ...] = ()
    kind: Kind = "statement"
    as_of: When | None = None
    """The day it speaks of; the source's day when left out."""
    within: Selector | None = Field(default=None, alias="in")
    """Where it stands; only a computed claim has none."""
    contested_by: tuple[Slug, ...] = ()
    """Claims that say otherwise."""
    figure: Figure | None = None
    date: Dated | None = None
    computed: Computed | None = None


class Evidence(Record):
    """The whole of `evidence.yaml`."""

    sources: dict[Slug, Source] = Field(default_factory=dict)
    claims: dict[Slug, Claim] = Field(default_factory=dict)


def holding(source: Source) -> Holding:
    """Whether the text of a source is in the folder, withheld, or not held by anybody here.

    >>> holding(Source(title="A", publisher="B", published="2025-11", text="not_held"))
    'not_held'
    """
    if source.text == "withheld":
        return "withheld"
    return "not_held" if source.text == "not_held" else "held"


def said_on(claim: Claim, source: Source | None) -> When | None:
    """The day or month that a claim speaks of: its own, else its source's, else None.

    A source that was written down earlier than it was published speaks of the earlier day.

    >>> paper = Source(title="A", publisher="B", published="2025-11", text="not_held")
    >>> said_on(Claim(says="It rains."), paper), said_on(Claim(says="It rains."), None)
    ('2025-11', None)
    """
    if claim.as_of is not None or source is None:
        return claim.as_of
    if source.written is not None:
        return source.written
    return None if source.published == "undated" else source.published
