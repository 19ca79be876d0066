"""A number with its unit, its uncertainty and its basis.

The same noun reads every way of writing one:

    0.4                                        a bare number
    140 EUR bn                                 a number with its unit
    {value: 140, unit: EUR bn, basis: [...]}   a number that is known
    {low: 1, likely: 2, high: 4, ...}          PERT: beta on [low, high], mean (l + 4m + h)/6
    {between: [1, 2], ...}                     uniform
    {normal: [mean, sd], ...}                  normal
    {choices: {1: 0.3, 2: 0.7}, ...}           one of several numbers, with their chances
    {dated: {2025-11: ..., 2026-04: ...}}      a value from each month on, each again a quantity
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from winset import units
from winset._record import Record
from winset.scenario.nouns.basis import Basis
from winset.scenario.nouns.forms import FORMS, known_unit, one_form, ordered
from winset.scenario.nouns.spelling import from_words, how_to_write

WANTED: dict[units.Dimension, str] = {
    "money": "an amount of money (EUR bn)",
    "money per month": "money per month or year (EUR bn/month)",
    "share": "a share or chance (%)",
    "share per month": "a chance per month (% per month)",
    "share per year": "a rate per year (% per year)",
    "time": "a length of time (months)",
    "number": "a plain number",
}
LACKS = {
    True: " is wanted here",
    False: " is wanted here: on each dated value, or once beside `dated`",
}
"""After what is wanted, by whether the quantity itself lacks it or one of its dated values."""


class Quantity(Record):
    """A number with its unit, its uncertainty and its basis (claims, or the word `judgement`)."""

    value: float | None = None
    """The number, where it is taken as known."""
    low: float | None = None
    """The lowest value thought possible (with likely and high)."""
    likely: float | None = None
    """The most likely value."""
    high: float | None = None
    """The highest value thought possible."""
    between: tuple[float, float] | None = None
    """Two ends with nothing to choose between them (uniform)."""
    normal: tuple[float, float] | None = None
    """Mean and standard deviation."""
    choices: dict[str, float] | None = None
    """Possible values, each with its chance; the chances sum to 1."""
    dated: dict[str, Quantity] | None = None
    """From which month (YYYY-MM) which value holds."""
    unit: str | None = None
    """What it is a number of: EUR bn, USD bn/month, %, % per year, months, number."""
    basis: Basis | None = None
    """The claims it rests on, or the word `judgement`."""
    contested: bool = False
    """True where those who know disagree about it."""
    note: str | None = None
    """Why this number and not another, in a sentence."""

    _path: str = PrivateAttr(default="")

    @model_validator(mode="before")
    @classmethod
    def _read_short_forms(cls, given: Any) -> Any:
        if isinstance(given, bool):
            raise PydanticCustomError("quantity_type", "a number was expected, not yes or no")
        if isinstance(given, int | float):
            return {"value": given}
        if isinstance(given, str):
            read = from_words(given)
            if read is None:
                what, fix = "a number was expected", how_to_write(given)
                raise PydanticCustomError("quantity_type", what, {"fix": fix})
            return read
        if isinstance(given, list):
            what, fix = "a number was expected, not a list", "a range is {between: [1, 2]}"
            raise PydanticCustomError("quantity_type", what, {"fix": fix})
        if isinstance(given, dict) and isinstance(given.get("choices"), dict):
            return {**given, "choices": {str(k): v for k, v in given["choices"].items()}}
        return given

    @model_validator(mode="after")
    def _holds_together(self) -> Quantity:
        one_form(self)
        ordered(self)
        known_unit(self)
        return self

    @property
    def path(self) -> str:
        """Where the quantity stands in the scenario: money.drivers.short_rate.start."""
        return self._path

    @property
    def form(self) -> str:
        """Which way of writing it uses: value, likely, between, normal, choices or dated."""
        return next(form for form in FORMS if getattr(self, form) is not None)


LARGEST = 1e18  # canonical units; beyond it a ledger in cents would overflow


def own_numbers(quantity: Quantity) -> tuple[float, ...]:
    """The numbers that a quantity writes down itself, those that are dated left out."""
    written = [
        n for n in (quantity.value, quantity.low, quantity.likely, quantity.high) if n is not None
    ]
    written += list(quantity.between or ())
    written += list(quantity.normal[:1] if quantity.normal else ())
    written += [float(name) for name in quantity.choices or ()]
    return tuple(written)


def numbers(quantity: Quantity) -> tuple[float, ...]:
    """Every number that the quantity writes down, as written (chances and deviations left out)."""
    later = (numbers(part) for part in (quantity.dated or {}).values())
    return (*own_numbers(quantity), *(number for part in later for number in part))


def canonical_numbers(quantity: Quantity, unit: str | None = None) -> tuple[float, ...]:
    """Every number that the quantity writes down, in canonical units.

    Parameters
    ----------
    unit : where the quantity has none of its own (one dated value of several).

    >>> canonical_numbers(Quantity(dated={"2025-11": Quantity(value=0.05, unit="share"),
    ...                                   "2026-02": Quantity(value=20)}, unit="%"))
    (0.05, 0.2)
    """
    measured = quantity.unit or unit
    factor = units.unit(measured).factor if measured else 1.0
    later = (canonical_numbers(part, measured) for part in (quantity.dated or {}).values())
    own = (number * factor for number in own_numbers(quantity))
    return (*own, *(number for part in later for number in part))


def _measures(
    dimension: units.Dimension, low: float | None = None, high: float | None = None
) -> Callable[[Quantity], Quantity]:
    """A validator: the unit measures `dimension`, canonical numbers lie within [low, high]."""

    def check(quantity: Quantity) -> Quantity:
        for part in (quantity, *(quantity.dated or {}).values()):
            _has_dimension(part, quantity, dimension)
            for number in own_numbers(part):
                _within(number, part.unit or quantity.unit, low, high)
        return quantity

    return check


def _has_dimension(part: Quantity, whole: Quantity, dimension: units.Dimension) -> None:
    text = part.unit or whole.unit
    if text is None:
        if dimension in ("share", "number") or part.dated is not None:
            return
        raise PydanticCustomError(
            "unit_missing",
            "the unit is missing",
            {"fix": WANTED[dimension] + LACKS[part is whole], "dimension": dimension},
        )
    if units.unit(text).dimension != dimension:
        measured = WANTED[units.unit(text).dimension].partition(" (")[0]
        raise PydanticCustomError(
            "unit_wrong",
            "the unit measures something else",
            {"fix": f"{WANTED[dimension]} is wanted here; {text} measures {measured}"},
        )


def _within(number: float, unit: str | None, low: float | None, high: float | None) -> None:
    """Refuse a number beyond the ends, told as it was written."""
    factor = units.unit(unit).factor if unit else 1.0
    value, measured = number * factor, "" if unit in (None, "share", "number") else f" {unit}"
    said = f"{number:g}{measured}"
    if abs(value) > LARGEST:
        raise PydanticCustomError(
            "too_large",
            "{said} is larger than any sum of money",
            {"fix": "check the unit", "said": said},
        )
    if (low is not None and value < low - 1e-12) or (high is not None and value > high + 1e-12):
        ends = [f"{end / factor:g}" for end in (low, high) if end is not None]
        fix = f"between {' and '.join(ends)}{measured}" if len(ends) == 2 else f"at least {ends[0]}"
        per_cent = high == 1 and not measured and 1 < number <= 100
        hint = f"; if it is in per cent, write the unit: {number:g} %" if per_cent else ""
        raise PydanticCustomError(
            "out_of_range", "{said} is out of range", {"fix": fix + hint, "said": said}
        )


Money = Annotated[
    Quantity,
    AfterValidator(_measures("money", 0.0)),
    Field(json_schema_extra={"x-dimension": "money"}),
]
"""An amount of money, never negative."""
MoneyFlow = Annotated[
    Quantity,
    AfterValidator(_measures("money per month", 0.0)),
    Field(json_schema_extra={"x-dimension": "money per month"}),
]
"""Money per month (or per year, brought to months), never negative."""
Share = Annotated[
    Quantity,
    AfterValidator(_measures("share", 0.0, 1.0)),
    Field(json_schema_extra={"x-dimension": "share"}),
]
"""A share or a chance, 0-1 or in per cent."""
Factor = Annotated[
    Quantity,
    AfterValidator(_measures("share", 0.0)),
    Field(json_schema_extra={"x-dimension": "share"}),
]
"""A multiple: may exceed 1 (165 %)."""
YearlyRate = Annotated[
    Quantity,
    AfterValidator(_measures("share per year", -0.5, 5.0)),
    Field(json_schema_extra={"x-dimension": "share per year"}),
]
"""An interest rate, a speed or a volatility per year."""
Charge = Annotated[
    Quantity,
    AfterValidator(_measures("share per year", 0.0, 1.0)),
    Field(json_schema_extra={"x-dimension": "share per year"}),
]
"""A fee or a margin per year, never negative."""
YieldRise = Annotated[
    Quantity,
    AfterValidator(_measures("share per year", 0.0, 0.01)),
    Field(json_schema_extra={"x-dimension": "share per year"}),
]
"""By how much a yield rises, in basis points (bp per year); never falls, at most one point."""
MonthlyChance = Annotated[
    Quantity,
    AfterValidator(_measures("share per month", 0.0, 1.0)),
    Field(json_schema_extra={"x-dimension": "share per month"}),
]
"""A chance per month."""
Duration = Annotated[
    Quantity,
    AfterValidator(_measures("time", 0.0)),
    Field(json_schema_extra={"x-dimension": "time"}),
]
"""A length of time."""
Number = Annotated[
    Quantity,
    AfterValidator(_measures("number")),
    Field(json_schema_extra={"x-dimension": "number"}),
]
"""A number without a unit."""

__all__ = [
    "LARGEST",
    "Basis",
    "Charge",
    "Duration",
    "Factor",
    "Money",
    "MoneyFlow",
    "MonthlyChance",
    "Number",
    "Quantity",
    "Share",
    "YearlyRate",
    "YieldRise",
    "canonical_numbers",
    "numbers",
    "own_numbers",
]
