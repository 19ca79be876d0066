"""The fields of which sources and claims are made: names, digests, dates, places of texts."""

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


TextPlace = Annotated[str, AfterValidator(_text_place)]
"""`sources/NAME.txt`, `withheld` or `not_held`."""

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


def days(when: When | Period) -> tuple[dt.date, dt.date]:
    """The first and the last day that a date, a month or a period covers.

    >>> [str(day) for day in days("2025-11")]
    ['2025-11-01', '2025-11-30']
    """
    if isinstance(when, Period):
        return parse_date(when.start), parse_date(when.end, end=True)
    return parse_date(when), parse_date(when, end=True)
