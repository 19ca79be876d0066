"""The bundled case of November 2025: sound, balanced, and nothing in it from later."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from winset.evidence.conflicts import conflicts, date_conflicts
from winset.evidence.dates import later_faults
from winset.evidence.fields import days
from winset.evidence.nouns import Evidence
from winset.evidence.verify import examine
from winset.finance.liquidity import spread
from winset.runs.check import check_case, uses
from winset.scenario.case import Case
from winset.scenario.draws import Draws, draws_of, sample, sample_months
from winset.scenario.load import load
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.reading import under_account
from winset.scenario.walk import quantities
from winset.timegrid import TimeGrid, grid_until, month_of

LAST_DAY = dt.date(2025, 11, 14)
SHARED = Path(__file__).parents[3] / "../shared"
REPORT = SHARED / "input/article.txt"
needs_report = pytest.mark.skipif(not REPORT.is_file(), reason="no copy of the report at hand")
ACCOUNTS = ("kyiv", "moscow", "washington", "brussels", "analyst")
LATER_ENGINES = {"talks", "consent", "calendar"}  # what the money leaves to other engines
SAYING = re.compile(
    r"\b(said|saying|say|noting|reiterated|claimed|announced|called|insists|cautioned|believe"
    r"|analyzed|interpreted|warning|citing)\b"
)

KNOWN_EXACTLY = {  # a rate that two figures give, a rule, two shares, a formality
    "exchange_rates.USD",
    "money.freeze.every",
    "money.instruments.era_loan.use.over",
    "money.instruments.era_loan.guarantee.outside.united_states",
    "money.instruments.era_loan.guarantee.outside.other_lenders",
}


@pytest.fixture(scope="module")
def case() -> Case:
    return load("ukraine-2025")


@pytest.fixture(scope="module")
def draws(case: Case) -> Draws:
    return draws_of(case.scenario, 2000, 1)


def readings(case: Case) -> Iterator[Case]:
    """The case as it stands and under each of its accounts."""
    yield case
    yield from (under_account(case, name) for name in case.scenario.accounts)


def numbered(case: Case) -> dict[str, Quantity]:
    """Every quantity that gives a number: dated ones give theirs in their parts."""
    return {path: q for path, q in quantities(case.scenario) if q.dated is None}


def test_nothing_is_wrong_and_only_the_missing_copy_is_noticed(case: Case) -> None:
    remarks = check_case(case).remarks
    assert [(each.code.id, each.level) for each in remarks] == [("E108", "notice")]


def test_every_account_can_be_checked_as_a_case_of_its_own(case: Case) -> None:
    for reading in readings(case):
        levels = {each.level for each in check_case(reading).remarks}
        assert levels <= {"notice"}, reading.account


# ---- the report -------------------------------------------------------------------------------


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


# ---- nothing later ----------------------------------------------------------------------------


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


# ---- evidence ---------------------------------------------------------------------------------


def test_every_source_is_read_and_every_claim_is_used(case: Case) -> None:
    read = {claim.within.source for claim in case.evidence.claims.values() if claim.within}
    assert read == set(case.evidence.sources)
    used = _used(case)
    idle = {
        name
        for name, claim in case.evidence.claims.items()
        if name not in used and not LATER_ENGINES.intersection(claim.about)
    }
    assert idle == set()


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
    "of",
    [
        "eu-payment-of-13-november",
        "size-of-the-reparations-loan",
        "custodian-cash",
        "budget-gap-2026-27",
        "proceeds-paid-in-spring-2025",
        "tax-rate-on-the-proceeds",
        "custodians-holdings-in-russia",
    ],
)
def test_known_conflicts_of_figures_are_found_and_marked(case: Case, of: str) -> None:
    found = [each for each in conflicts(case.evidence) if each.of == of]
    contested = [
        name
        for name, claim in case.evidence.claims.items()
        if claim.contested_by and ((claim.figure or claim.computed) and _of(claim) == of)
    ]
    assert found or contested
    assert all(each.marked for each in found)


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


# ---- quantities -------------------------------------------------------------------------------


def test_every_quantity_has_a_basis_and_every_judgement_a_reason(case: Case) -> None:
    for reading in readings(case):
        parts = numbered(reading)
        assert {use.path for use in uses(reading) if not use.basis} == set()
        judged = [path for path, q in parts.items() if q.basis and "judgement" in q.basis]
        assert [path for path in judged if not parts[path].note] == []
        known = {*reading.evidence.claims, "judgement"}
        assert all(known.issuperset(use.basis) for use in uses(reading))


def test_every_quantity_is_a_range_unless_it_is_known(case: Case) -> None:
    points = {path for path, q in numbered(case).items() if q.value is not None}
    assert points == KNOWN_EXACTLY


def test_the_accounts_are_treated_alike(case: Case) -> None:
    accounts = case.scenario.accounts
    assert tuple(accounts) == ACCOUNTS
    assert len({len(account.set) for account in accounts.values()}) == 1
    assert all(account.note and account.basis for account in accounts.values())


@pytest.mark.parametrize("name", ACCOUNTS)
def test_each_override_is_argued_and_makes_a_difference(case: Case, name: str) -> None:
    before, after = (
        dict(quantities(case.scenario)),
        dict(quantities(under_account(case, name).scenario)),
    )
    for path, value in case.scenario.accounts[name].set.items():
        assert isinstance(value, Mapping)
        assert value["note"]
        assert set(value["basis"]) - {"judgement"}, path
        old, new = before[path], after[path]
        assert (old.low, old.likely, old.high) != (new.low, new.likely, new.high), path


# ---- what the numbers add up to ---------------------------------------------------------------


@pytest.fixture(scope="module")
def grid(case: Case) -> TimeGrid:
    return grid_until(case.scenario.as_of, dt.date(2027, 12, 31))


def _needs(case: Case, draws: Draws, grid: TimeGrid) -> dict[str, np.ndarray]:
    """Expected needs by month, EUR, each of shape (month,)."""
    needs = case.scenario.money.liquidity.needs
    return {n: sample_months(draws, each.monthly, grid).mean(axis=0) for n, each in needs.items()}


def _receipts(case: Case, draws: Draws, grid: TimeGrid) -> dict[str, np.ndarray]:
    """Expected receipts by month, EUR, each of shape (month,)."""
    return {
        name: sample(draws, each.amount).mean()
        * sample(draws, each.chance).mean()
        * spread(each, grid)
        for name, each in case.scenario.money.liquidity.receipts.items()
    }


def test_the_budgets_gap_is_the_published_one(case: Case, draws: Draws, grid: TimeGrid) -> None:
    """USD 60bn or 65bn over 2026 and 2027, by the Commission's and the Fund's reckoning."""
    two_years = slice(month_of(grid, dt.date(2026, 1, 1)), None)
    received = _receipts(case, draws, grid)
    for_budget = ("ukraine_facility", "era_loans_of_others", "fund_programme")
    gap = _needs(case, draws, grid)["budget"][two_years].sum()
    gap -= sum(received[name][two_years].sum() for name in for_budget)
    assert 60 <= gap / 1e9 * 1.1633 <= 65


def test_the_gap_in_all_is_the_published_one(case: Case, draws: Draws, grid: TimeGrid) -> None:
    """About EUR 130bn over 2026 and 2027, or 130 to 140, members' own aid not counted."""
    two_years = slice(month_of(grid, dt.date(2026, 1, 1)), None)
    received = _receipts(case, draws, grid)
    gap = sum(need[two_years].sum() for need in _needs(case, draws, grid).values())
    gap -= sum(all_[two_years].sum() for n, all_ in received.items() if n != "members_own_aid")
    assert 125 <= gap / 1e9 <= 140


def test_the_money_ends_between_the_two_dates_given(
    case: Case, draws: Draws, grid: TimeGrid
) -> None:
    flow = sum(_receipts(case, draws, grid).values()) - sum(_needs(case, draws, grid).values())
    left = sample(draws, case.scenario.money.liquidity.cash).mean() + np.cumsum(flow)
    first_short = int(np.argmax(left < 0))
    february, april = (month_of(grid, dt.date(2026, month, 1)) for month in (2, 4))
    assert february <= first_short <= april
