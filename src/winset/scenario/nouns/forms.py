"""Whether a quantity is written in one way that holds together."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from winset import units

if TYPE_CHECKING:
    from winset.scenario.nouns.quantity import Quantity

FORMS = ("value", "likely", "between", "normal", "choices", "dated")
_MONTH = re.compile(r"^\d{4}-(0[1-9]|1[0-2])$")


def one_form(quantity: Quantity) -> None:
    """A quantity is written in one way, and a range has all its parts."""
    given = [form for form in FORMS if getattr(quantity, form) is not None]
    spread = [name for name in ("low", "high") if getattr(quantity, name) is not None]
    if spread and (len(spread) < 2 or quantity.likely is None):
        raise PydanticCustomError(
            "quantity_form",
            "a range needs low, likely and high",
            {"fix": "add the missing one, or write {between: [low, high]}"},
        )
    if quantity.likely is not None and not spread:
        raise PydanticCustomError(
            "quantity_form", "`likely` stands alone", {"fix": "add low and high, or write `value`"}
        )
    if len(given) != 1:
        raise PydanticCustomError(
            "quantity_form",
            "a quantity is written in exactly one way",
            {"fix": "keep one of value, low/likely/high, between, normal, choices, dated"},
        )


def ordered(quantity: Quantity) -> None:
    """Ends rise, deviations are no losses, chances make one, dates are months."""
    ends = (quantity.low, quantity.likely, quantity.high)
    if quantity.likely is not None and not (ends[0] <= ends[1] <= ends[2]):  # type: ignore[operator]
        raise PydanticCustomError(
            "quantity_order", "low, likely and high are not in that order", {"fix": "reorder them"}
        )
    if quantity.between is not None and quantity.between[0] > quantity.between[1]:
        raise PydanticCustomError(
            "quantity_order", "the ends of `between` are reversed", {"fix": "lower end first"}
        )
    if quantity.normal is not None and quantity.normal[1] < 0:
        raise PydanticCustomError(
            "quantity_order", "a standard deviation cannot be negative", {"fix": "[mean, sd]"}
        )
    _chances(quantity)
    for month in quantity.dated or ():
        if not _MONTH.match(month):
            raise PydanticCustomError(
                "quantity_month",
                "a dated value needs a month",
                {"fix": f"write {month[:7] if _MONTH.match(month[:7]) else '2025-11'}"},
            )


def _chances(quantity: Quantity) -> None:
    if quantity.choices is None:
        return
    if not math.isclose(sum(quantity.choices.values()), 1, abs_tol=1e-9):
        raise PydanticCustomError(
            "chances_sum", "the chances of the choices do not sum to 1", {"fix": "make them 1"}
        )
    if min(quantity.choices.values()) < 0:
        raise PydanticCustomError("chances_sum", "a chance is negative", {"fix": "use 0 to 1"})
    for name in quantity.choices:
        try:
            finite = math.isfinite(float(name))
        except ValueError:
            finite = False
        if not finite:
            raise PydanticCustomError(
                "quantity_type", "a choice is no number", {"fix": "choices are {number: chance}"}
            )


def known_unit(quantity: Quantity) -> None:
    """The unit, if it has one, is one that winset knows."""
    if quantity.unit is None:
        return
    try:
        units.unit(quantity.unit)
    except units.UnknownUnitError as error:
        raise PydanticCustomError(
            "unit_unknown", "unknown unit", {"fix": str(error).replace("{", "(")}
        ) from error
