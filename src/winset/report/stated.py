"""A quantity as the scenario states it, in one line."""

from __future__ import annotations

from winset.scenario.nouns.quantity import Quantity


def stated(quantity: Quantity, whole: Quantity | None = None) -> str:
    """The number, its range and its unit; `whole` is the dated quantity that it is a part of.

    >>> stated(Quantity(low=1, likely=2, high=4, unit="EUR bn"))
    '2 (1 to 4) EUR bn'
    >>> stated(Quantity(between=(0.5, 1)))
    '0.5 to 1'
    >>> stated(Quantity(choices={"1": 0.25, "2": 0.75}, unit="years"))
    '1 (25 %) or 2 (75 %) years'
    """
    unit = quantity.unit or (whole.unit if whole else None) or ""
    return f"{_numbers(quantity)} {unit if unit not in ('share', 'number') else ''}".strip()


def _numbers(quantity: Quantity) -> str:
    if quantity.value is not None:
        return f"{quantity.value:,.10g}"
    if quantity.likely is not None:
        return f"{quantity.likely:,.10g} ({quantity.low:,.10g} to {quantity.high:,.10g})"
    if quantity.between is not None:
        return " to ".join(f"{end:,.10g}" for end in quantity.between)
    if quantity.normal is not None:
        return "{:,.10g} (standard deviation {:,.10g})".format(*quantity.normal)
    if quantity.choices is not None:
        return " or ".join(f"{name} ({chance:.0%})" for name, chance in quantity.choices.items()
                           ).replace("%", " %")  # fmt: skip
    return "; ".join(f"from {month}: {_numbers(q)}" for month, q in (quantity.dated or {}).items())
