from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from winset.scenario.nouns.quantity import Money, Quantity, Share, canonical_numbers, numbers

MONEY: TypeAdapter[Quantity] = TypeAdapter(Money)
SHARE: TypeAdapter[Quantity] = TypeAdapter(Share)


@pytest.mark.parametrize(
    ("given", "form"),
    [
        ("140 EUR bn", "value"),
        ({"value": 140, "unit": "EUR bn"}, "value"),
        ({"low": 1, "likely": 2, "high": 4, "unit": "USD bn"}, "likely"),
        ({"between": [1, 2], "unit": "EUR"}, "between"),
        ({"normal": [5, 1], "unit": "EUR m"}, "normal"),
        ({"choices": {1: 0.25, 2: 0.75}, "unit": "EUR bn"}, "choices"),
        ({"dated": {"2025-11": 1, "2026-04": 2}, "unit": "EUR bn"}, "dated"),
    ],
)
def test_every_way_of_writing_is_read(given: Any, form: str) -> None:
    assert MONEY.validate_python(given).form == form


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ("140 %", "unit_wrong"),
        (3, "unit_missing"),
        ("3 EUR billions", "unit_unknown"),
        ({"low": 1, "high": 2, "unit": "EUR"}, "quantity_form"),
        ({"likely": 1, "unit": "EUR"}, "quantity_form"),
        ({"unit": "EUR"}, "quantity_form"),
        ({"value": 1, "between": [1, 2], "unit": "EUR"}, "quantity_form"),
        ({"low": 3, "likely": 2, "high": 4, "unit": "EUR"}, "quantity_order"),
        ({"between": [2, 1], "unit": "EUR"}, "quantity_order"),
        ({"normal": [2, -1], "unit": "EUR"}, "quantity_order"),
        ({"choices": {1: 0.5, 2: 0.4}, "unit": "EUR"}, "chances_sum"),
        ({"choices": {1: 1.5, 2: -0.5}, "unit": "EUR"}, "chances_sum"),
        ({"choices": {"soon": 1.0}, "unit": "EUR"}, "quantity_type"),
        ({"dated": {"autumn": 1}, "unit": "EUR"}, "quantity_month"),
        ({"value": 1e308, "unit": "EUR"}, "too_large"),
        ({"value": float("nan"), "unit": "EUR"}, "finite_number"),
        ({"value": -1, "unit": "EUR"}, "out_of_range"),
        (True, "quantity_type"),
        ("a lot", "quantity_type"),
    ],
)
def test_what_does_not_hold_together_is_refused(given: Any, kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        MONEY.validate_python(given)
    assert kind in {detail["type"] for detail in caught.value.errors()}


def test_a_share_may_be_written_in_per_cent_and_not_exceed_one() -> None:
    assert SHARE.validate_python("65 %").value == 65
    with pytest.raises(ValidationError, match="out of range"):
        SHARE.validate_python("165 %")


def test_the_parts_of_a_dated_quantity_are_held_to_the_same_bounds() -> None:
    with pytest.raises(ValidationError, match="out of range"):
        SHARE.validate_python({"dated": {"2025-11": 0.5, "2026-01": 1.5}})


def test_numbers_lists_what_is_written_down() -> None:
    dated = Quantity(dated={"2025-11": Quantity(value=1), "2026-01": Quantity(between=(2, 3))})
    assert numbers(dated) == (1, 2, 3)


def test_dated_values_may_have_units_of_their_own() -> None:
    """Each is judged and drawn in its own unit, whatever stands beside `dated`."""
    read = TypeAdapter(Share).validate_python
    dated = {"2025-11": "20 %", "2026-01": "50%"}
    assert read({"dated": dated}).dated["2025-11"].unit == "%"
    assert canonical_numbers(read({"dated": dated})) == (0.2, 0.5)
    assert canonical_numbers(read({"dated": {**dated, "2026-03": 0.7}})) == (0.2, 0.5, 0.7)
    with pytest.raises(ValidationError, match="120 % is out of range"):
        read({"dated": {**dated, "2026-03": "120 %"}})
    with pytest.raises(ValidationError, match="2 is out of range"):
        read({"dated": {"2025-11": "2 share"}, "unit": "%"})
