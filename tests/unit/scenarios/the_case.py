"""The bundled case of November 2025, and everything in it that is a number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from winset.scenario.case import Case
from winset.scenario.load import load
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.reading import under_account
from winset.scenario.walk import quantities

ACCOUNTS = ("kyiv", "moscow", "washington", "brussels", "analyst")
SHARED = Path(__file__).parents[3] / "../shared"
REPORT = SHARED / "input/article.txt"
needs_report = pytest.mark.skipif(not REPORT.is_file(), reason="no copy of the report at hand")


@cache
def ukraine() -> Case:
    """The case as it stands; nothing changes it."""
    return load("ukraine-2025")


def readings(case: Case) -> Iterator[Case]:
    """The case as it stands and under each of its accounts."""
    yield case
    yield from (under_account(case, name) for name in case.scenario.accounts)


def numbered(case: Case) -> dict[str, Quantity]:
    """Every quantity that gives a number: dated ones give theirs in their parts."""
    return {path: q for path, q in quantities(case.scenario) if q.dated is None}


def likely(quantity: Quantity) -> float:
    """The most likely value of a range."""
    assert quantity.likely is not None, quantity
    return quantity.likely


def ends(quantity: Quantity) -> tuple[float | None, float | None, float | None]:
    """A range without its reasons."""
    return quantity.low, quantity.likely, quantity.high
