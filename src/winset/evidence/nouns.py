"""What `evidence.yaml` may hold: sources, and the claims that were read in them.

The records say what one field may hold by itself. What two fields mean for each other (a held
text needs its digest, a withheld one its spans) is checked by `winset.evidence.shape`, as faults
that name a place; whether a claim is true to its source by `winset.evidence.verify`.
"""

from __future__ import annotations

import datetime as dt
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

from winset._record import Record
from winset.timegrid import parse_date

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
"""A name in lower-case letters and digits, words joined by hyphens: `battlefield-tilt`."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in 64 lower-case hexadecimal digits."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A text that is not empty."""

Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""A month: `2025-11`."""

Grade = Literal["P", "N", "R", "W"]
"""P: an institution's own text; N: a newsroom's own report; R: a relay that names what it read;
W: weak, not to be used alone."""

Kind = Literal["statement", "assessment", "position", "figure", "date", "event"]
"""What a claim is: said, judged, wanted, a number, a day, or something that happened."""

Holding = Literal["held", "withheld", "not_held"]
"""Whether the text of a source lies in the folder, only with the reader, or with nobody here."""


def _one_fault(advice: str) -> WrapValidator:
    """Say once what to write, whichever member of a union failed; a bare number is no date."""

    def validate(value: object, handler: ValidatorFunctionWrapHandler) -> object:
        try:
            if not isinstance(value, (int, float)):
                return handler(value)
        except ValidationError:
            pass
        raise PydanticCustomError("when", "not a date", {"fix": f"write {advice}"})

    return WrapValidator(validate)


def _text_place(text: str) -> str:
    if text in ("withheld", "not_held"):
        return text
    path = PurePosixPath(text)
    inside = path.parts[:1] == ("sources",) and len(path.parts) > 1 and ".." not in path.parts
    if not inside or "\\" in text:
        advice = "write withheld, not_held, or a path inside the folder: sources/NAME.txt"
        raise PydanticCustomError("text_place", "not a place for a text", {"fix": advice})
    return text


When = Annotated[dt.date | Month, _one_fault("a day (2025-11-14) or a month (2025-11)")]
"""A day or a month."""


class Period(Record):
    """From one day or month to another, both included."""

    start: When = Field(alias="from")
    end: When = Field(alias="to")


Published = Annotated[
    dt.date | Month | Literal["undated"],
    _one_fault("a day (2025-11-14), a month (2025-11) or undated"),
]
"""When a text appeared; `undated` when it does not tell."""

Stretch = Annotated[
    dt.date | Month | Period,
    _one_fault("a day (2025-11-14), a month (2025-11) or {from: ..., to: ...}"),
]
"""A day, a month or a period."""


class Source(Record):
    """A text that something was read in."""

    title: Words
    publisher: Words
    published: Published
    """The day or month it appeared; `undated` when the text does not tell."""
    text: Annotated[str, AfterValidator(_text_place)]
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


def days(when: When | Period) -> tuple[dt.date, dt.date]:
    """The first and the last day that a date, a month or a period covers.

    >>> [str(day) for day in days("2025-11")]
    ['2025-11-01', '2025-11-30']
    """
    if isinstance(when, Period):
        return parse_date(when.start), parse_date(when.end, end=True)
    return parse_date(when), parse_date(when, end=True)


def said_on(claim: Claim, source: Source | None) -> When | None:
    """The day or month that a claim speaks of: its own, else its source's, else None.

    >>> paper = Source(title="A", publisher="B", published="2025-11", text="not_held")
    >>> said_on(Claim(says="It rains."), paper), said_on(Claim(says="It rains."), None)
    ('2025-11', None)
    """
    if claim.as_of is not None or source is None or source.published == "undated":
        return claim.as_of
    return source.published
