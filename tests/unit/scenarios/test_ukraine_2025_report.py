"""The case of November 2025 against a copy of the report that it was built from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from tests.unit.scenarios.the_case import REPORT, SHARED, needs_report, ukraine

from winset.evidence.verify import examine
from winset.scenario.case import Case
from winset.scenario.walk import quantities

SAYING = re.compile(
    r"\b(said|saying|say|noting|reiterated|claimed|announced|called|insists|cautioned|believe"
    r"|analyzed|interpreted|warning|citing)\b"
)


@pytest.fixture(scope="module")
def case() -> Case:
    return ukraine()


@needs_report
@pytest.mark.shared
def test_every_claim_on_the_report_stands_where_it_says(case: Case) -> None:
    on_report = [n for n, c in case.evidence.claims.items() if c.within and c.within.digest]
    found = examine(case.evidence, case.texts, {"report": REPORT.read_bytes()})
    assert found.faults == ()
    assert len(on_report) >= 30
    assert {found.standings[name] for name in on_report} == {"verified"}


@needs_report
@pytest.mark.shared
def test_a_copy_with_one_digit_changed_is_refused(case: Case) -> None:
    changed = REPORT.read_bytes().replace("€6 billion".encode(), "€7 billion".encode())
    found = examine(case.evidence, case.texts, {"report": changed})
    assert "E109" in {fault.code.id for fault in found.faults}
    assert found.standings["report-six-billion"] == "failed"


@needs_report
@pytest.mark.shared
def test_all_attributed_statements_of_the_report_have_their_claim(case: Case) -> None:
    text = REPORT.read_text(encoding="utf-8")
    body = text[text.index("Ukraine's Foreign Ministry said") :]
    covered = np.zeros(len(text), dtype=bool)
    for claim in case.evidence.claims.values():
        if claim.within and claim.within.span:
            covered[slice(*claim.within.span)] = True
    start = len(text) - len(body)
    missing = [m[0] for m in SAYING.finditer(body) if not _near(covered, start, m)]
    assert missing == []


def _near(covered: np.ndarray[Any, np.dtype[np.bool_]], start: int, match: re.Match[str]) -> bool:
    """Whether a verb stands in a claim's words or right before them."""
    return bool(covered[start + match.start() : start + match.end() + 12].any())


@needs_report
@pytest.mark.shared
def test_no_run_of_six_words_is_taken_from_the_report_or_the_facts(case: Case) -> None:
    given = [REPORT, SHARED / "facts.md"]
    theirs = {run for file in given if file.is_file() for run in _runs(file.read_text("utf-8"))}
    ours = [said for said, _ in _prose(case)]
    assert len(theirs) > 500
    assert [run for said in ours for run in _runs(said) if run in theirs] == []


def _runs(text: str, words: int = 6) -> Iterator[tuple[str, ...]]:
    tokens = re.findall(r"[\w'’.-]+", text.casefold())
    yield from (tuple(tokens[i : i + words]) for i in range(len(tokens) - words + 1))


def _prose(case: Case) -> Iterator[tuple[str, str]]:
    yield from ((claim.says, name) for name, claim in case.evidence.claims.items())
    yield from ((q.note, path) for path, q in quantities(case.scenario) if q.note)
    yield from ((each.note or "", name) for name, each in case.scenario.accounts.items())
