"""The evidence of November 2025: nothing later, nothing idle, conflicts shown."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from tests.unit.scenarios.the_case import ukraine

from winset.evidence.conflicts import conflicts, date_conflicts
from winset.evidence.dates import later_faults
from winset.evidence.fields import days
from winset.evidence.nouns import Evidence
from winset.scenario.case import Case

LAST_DAY = dt.date(2025, 11, 14)


@pytest.fixture(scope="module")
def case() -> Case:
    return ukraine()


def test_no_source_and_no_claim_is_later_than_the_day(case: Case) -> None:
    assert case.scenario.as_of == LAST_DAY
    assert later_faults(case.evidence, LAST_DAY) == ()
    for source in case.evidence.sources.values():
        assert source.published != "undated"
        assert days(source.published)[0] <= LAST_DAY
        assert source.retrieved is None or days(source.retrieved)[1] <= LAST_DAY


def test_what_lies_ahead_is_a_deadline_or_a_forecast_and_no_event(case: Case) -> None:
    ahead = {
        name: claim
        for name, claim in case.evidence.claims.items()
        if claim.date and days(claim.date.on)[1] > LAST_DAY
    }
    assert {claim.kind for claim in ahead.values()} <= {"date", "position"}
    assert "report-revised-proposal-due" in ahead


def test_every_source_is_read_and_every_claim_is_used(case: Case) -> None:
    read = {claim.within.source for claim in case.evidence.claims.values() if claim.within}
    assert read == set(case.evidence.sources)
    assert set(case.evidence.claims) - _used(case) == set()


def _used(case: Case) -> set[str]:
    """Claims that the scenario names, with all they are computed from or contested by."""
    text = case.documents["scenario.yaml"].text
    used = {name for name in case.evidence.claims if re.search(rf"(?<![\w-]){name}(?![\w-])", text)}
    while True:
        more = used | _linked(case.evidence, used)
        if more == used:
            return used
        used = more


def _linked(evidence: Evidence, used: set[str]) -> set[str]:
    found: set[str] = set()
    for name, claim in evidence.claims.items():
        if name in used:
            found |= {*claim.contested_by, *(claim.computed.inputs if claim.computed else ())}
        elif used.intersection(claim.contested_by):
            found.add(name)
    return found


def test_claims_named_in_comments_exist(case: Case) -> None:
    comments = re.findall(r" #\s+(.*)", case.documents["scenario.yaml"].text)
    named = {word for words in comments for word in re.findall(r"\b[a-z]+(?:-[a-z0-9]+)+\b", words)}
    assert len(named) > 10
    assert named <= {*case.evidence.claims, "ukraine-2025"}


def test_addresses_are_the_publishers_own(case: Case) -> None:
    for name, source in case.evidence.sources.items():
        if (source.locator or "").startswith("http"):
            assert source.grade in ("P", "N"), name
        if source.text == "not_held":
            assert source.grade is not None, name
            assert source.sha256 is None, name


@pytest.mark.parametrize(
    ("of", "pairs"),
    [
        ("eu-payment-of-13-november", {("report-six-billion", "payment-as-the-sum-of-its-parts")}),
        (
            "size-of-the-reparations-loan",
            {("loan-140", "loan-130"), ("loan-140", "loan-170"), ("loan-130", "loan-170")},
        ),
        ("custodian-cash", {("cash-175", "cash-170"), ("cash-175", "cash-176"),
                            ("cash-170", "cash-176")}),
        (
            "budget-gap-2026-27",
            {
                ("budget-gap-60", "budget-gap-65"),
                ("budget-gap-60", "budget-gap-38"),
                ("budget-gap-65", "budget-gap-38"),
            },
        ),
        (
            "proceeds-paid-in-spring-2025",
            {("proceeds-paid-second-2-0", "proceeds-paid-second-2-1")},
        ),
        (
            "custodians-holdings-in-russia",
            {("euroclear-balances-in-russia", "client-securities-in-russia")},
        ),
    ],
)  # fmt: skip
def test_known_conflicts_of_figures_are_found_and_marked(
    case: Case, of: str, pairs: set[tuple[str, str]]
) -> None:
    found = [each for each in conflicts(case.evidence) if each.of == of]
    assert {(each.one.claim, each.other.claim) for each in found} == pairs
    assert all(each.marked for each in found)


def test_figures_of_different_months_are_contested_by_hand_alone(case: Case) -> None:
    """The rate of one quarter and that said half a year later: no conflict unless one is seen."""
    claim = case.evidence.claims["tax-rate-above-30"]
    against = case.evidence.claims[claim.contested_by[0]]
    assert _of(claim) == _of(against) == "tax-rate-on-the-proceeds"
    assert [c for c in conflicts(case.evidence) if c.of == _of(claim)] == []


def _of(claim: Any) -> str | None:
    return claim.figure.of if claim.figure else claim.computed.of


def test_the_six_billion_stand_against_their_parts(case: Case) -> None:
    (found,) = [c for c in conflicts(case.evidence) if c.of == "eu-payment-of-13-november"]
    assert (found.one.value, found.other.value) == (6.0, 5.9)
    parts = case.evidence.claims[found.other.claim].computed
    assert parts is not None
    values = [case.evidence.claims[name].figure.value for name in parts.inputs]  # type: ignore[union-attr]
    assert values == [4.1, 1.8]


def test_the_two_dates_of_december_stand_against_each_other(case: Case) -> None:
    (found,) = [d for d in date_conflicts(case.evidence) if d.of == "next-word-on-the-assets-loan"]
    assert found.marked
    assert (found.one.first, found.other.first) == (dt.date(2025, 12, 15), dt.date(2025, 12, 18))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("us-supports-the-plan", "us-takes-no-part"),
        ("tax-is-meant-for-ukraine", "tax-rate-above-30"),
        ("assets-outside-belgium-central-bank", "assets-outside-belgium-private"),
        ("vonderleyen-fallback-borrowing", "euractiv-no-room-in-the-budget"),
        ("budapest-cancelled", "budapest-postponed"),
        ("peskov-kyiv-refuses", "kyslytsya-no-concrete-proposals"),
        ("report-revised-proposal-due", "conclusions-options-soon"),
    ],
)
def test_statements_that_contradict_each_other_say_so(case: Case, one: str, other: str) -> None:
    claims = case.evidence.claims
    assert other in claims[one].contested_by or one in claims[other].contested_by
