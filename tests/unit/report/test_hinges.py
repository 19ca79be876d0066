"""What a result is said to hang on: one quantity, several together, or nothing that can be told."""

from __future__ import annotations

import dataclasses
import html
import re

import numpy as np
import pytest
from tests.unit.report.made_up import made_up_run, small_case

from winset._typing import Floats
from winset.report.brief.hinges import hinge
from winset.report.brief.sheet import Sheet, called, sheet
from winset.runs.check import check_case

DRAWS = 60
PAIR = ("money.rates.short_rate.start", "money.rates.bond_yield.start")


@pytest.fixture(scope="module")
def page() -> Sheet:
    case = small_case()
    return sheet([made_up_run(case)], check_case(case))


def told(page: Sheet, outcome: Floats, samples: dict[str, Floats]) -> str:
    said = hinge(dataclasses.replace(page, samples=samples), outcome)
    return html.unescape(re.sub(r"<[^>]+>", "", said))


def noise(seed: int, draws: int = DRAWS) -> Floats:
    return np.random.default_rng(seed).normal(size=draws)


def test_the_strongest_is_told_where_one_stands_out(page: Sheet) -> None:
    first, second = noise(1), noise(2)
    said = told(page, first + 0.1 * second, dict(zip(PAIR, (first, second), strict=True)))
    assert said.startswith(f"Hangs most on {called(page, PAIR[0]).label} (rank correlation +")


def test_a_pair_is_told_as_a_pair_where_neither_stands_out(page: Sheet) -> None:
    first, second = noise(1), noise(2)
    both = dict(zip(PAIR, (first, second), strict=True))
    others = {f"money.made_up.thing{i}": noise(50 + i) for i in range(40)}
    outcome = 0.5 * first - 0.5 * second + 0.9 * noise(3)
    said = told(page, outcome, both | others)
    labels = [called(page, path).label for path in PAIR]
    assert said.startswith("No single quantity stands out. It hangs most on several together: ")
    assert f"{labels[0]} and {labels[1]} (multiple rank correlation 0." in said
    assert "accident alone stays below 0." in said


def test_what_cannot_be_told_from_accident_is_said_to_be_that(page: Sheet) -> None:
    samples = dict(zip(PAIR, (noise(1), noise(2)), strict=True))
    said = told(page, noise(4), samples)
    assert said.startswith("No quantity stands out, nor do several together. The strongest, ")
    assert f"is no stronger than accident alone can be on {DRAWS} draws (±0." in said


def test_of_few_draws_nothing_is_told(page: Sheet) -> None:
    samples = dict(zip(PAIR, (noise(1, 3), noise(2, 3)), strict=True))
    assert told(page, noise(3, 3), samples) == "On 3 draws nothing can be told from accident."


def test_what_a_pair_is_of_is_told_once(page: Sheet) -> None:
    first, second = noise(1), noise(2)
    pair = ("money.rates.short_rate.start", "money.rates.short_rate.mean")
    others = {f"money.made_up.thing{i}": noise(50 + i) for i in range(40)}
    outcome = 0.5 * first - 0.5 * second + 0.9 * noise(3)
    said = told(page, outcome, dict(zip(pair, (first, second), strict=True)) | others)
    assert "several together: Short rate: today and in the long run (multiple" in said
