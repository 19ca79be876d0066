"""The rows of the ESA 2010 table, one by one, and what happens where two of them meet."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.unit.finance.national.case import years_of

from winset._typing import Floats
from winset.errors import RequestFaults
from winset.finance.national.conditions.registry import CONDITIONS
from winset.finance.national.esa import Assessment, assess, burden_of
from winset.finance.national.facts import Conventions, Facts
from winset.finance.national.flows import flows
from winset.finance.national.verdict import Condition, Finding, effect, everywhere, told

GIFT = Facts("members", "grant", "never", "none", call_chance=np.array([0.0]))
BACKED = Facts("union", "loan", "beneficiary", "one_off", call_chance=np.array([0.1]))
CONTINGENT = years_of(10, 10, 6, 2, 0)


def bn(values: Floats) -> list[float]:
    return [round(float(each), 9) for each in values[0, 0]]


def holds(found: Assessment) -> dict[str, str]:
    return {each.condition.name: each.holds for each in found.verdicts}


def test_a_grant_counts_in_full_when_due() -> None:
    found = assess(GIFT, flows(grants=years_of(3, 0, 2)))
    assert bn(found.deficit) == [3, 0, 2]
    assert bn(found.debt) == [3, 0, 2]
    assert holds(found)["grant_when_due"] == "yes"


def test_a_loan_repaid_by_a_third_party_is_a_grant_at_inception() -> None:
    facts = replace(GIFT, use="limited_recourse_loan", repaid_out_of="reparations")
    found = assess(facts, flows(loans=years_of(4, 0, 0), loan_receipts=years_of(0, 0, 1)))
    assert bn(found.deficit) == [4, 0, -1]  # what comes back against expectation is revenue
    assert bn(found.debt) == [4, 0, -1]


def test_a_loan_is_a_grant_for_the_part_that_is_not_expected_back() -> None:
    facts = replace(GIFT, use="loan", repaid_out_of="beneficiary", expected_loss=np.array([0.25]))
    found = assess(facts, flows(loans=years_of(4, 0)))
    assert bn(found.deficit) == [1, 0]
    assert bn(found.debt) == [4, 0]


def test_a_loan_mostly_lost_is_a_grant_as_a_whole() -> None:
    facts = replace(GIFT, use="loan", repaid_out_of="beneficiary", expected_loss=np.array([0.95]))
    assert bn(assess(facts, flows(loans=years_of(4, 0))).deficit) == [4, 0]


def test_a_loan_expected_back_is_debt_without_deficit() -> None:
    facts = replace(GIFT, use="loan", repaid_out_of="beneficiary")
    found = assess(facts, flows(loans=years_of(4, 0, 0), loan_receipts=years_of(0, 0, 4)))
    assert bn(found.deficit) == [0, 0, 0]
    assert bn(found.debt) == [4, 0, -4]
    assert holds(found)["loan_expected_back"] == "yes"
    assert holds(found)["loan_with_little_prospect"] == "no"


def test_a_one_off_guarantee_is_a_memorandum_item() -> None:
    found = assess(BACKED, flows(contingent=CONTINGENT))
    assert not found.deficit.any()
    assert not found.debt.any()
    assert bn(found.memorandum) == bn(CONTINGENT)


def test_a_guarantee_near_certain_to_be_called_is_assumed_at_inception() -> None:
    facts = replace(BACKED, call_chance=np.array([0.95]))
    calls = years_of(0, 0, 4, 4, 2)
    found = assess(facts, flows(contingent=CONTINGENT, calls=calls))
    assert bn(found.deficit) == [10, 0, 0, 0, 0]  # the calls only pay what was assumed
    assert bn(found.debt) == [10, 0, 0, 0, 0]
    assert not found.memorandum.any()


def test_what_was_assumed_and_runs_off_uncalled_leaves_again() -> None:
    facts = replace(BACKED, call_chance=np.array([0.95]))
    found = assess(facts, flows(contingent=CONTINGENT))
    assert bn(found.deficit) == [10, 0, -4, -4, -2]


def test_a_call_is_a_capital_transfer_of_its_amount() -> None:
    found = assess(BACKED, flows(contingent=CONTINGENT, calls=years_of(0, 0, 4, 0, 0)))
    assert bn(found.deficit) == [0, 0, 4, 0, 0]
    assert bn(found.debt) == [0, 0, 4, 0, 0]


def test_the_third_year_of_calls_brings_in_the_rest() -> None:
    facts = replace(BACKED, calls_are="path")
    stock, calls = years_of(10, 9, 8, 7, 4, 0), years_of(0, 1, 1, 1, 3, 4)
    found = assess(facts, flows(contingent=stock, calls=calls))
    assert bn(found.deficit) == [0, 1, 1, 1 + 7, 0, 0]
    assert bn(found.memorandum) == [10, 9, 8, 0, 0, 0]
    assert holds(found)["repeated_calls"] == "yes"


def test_a_year_without_a_call_breaks_the_row() -> None:
    facts = replace(BACKED, calls_are="path")
    found = assess(facts, flows(contingent=CONTINGENT, calls=years_of(1, 1, 0, 1, 1)))
    assert holds(found)["repeated_calls"] == "no"
    assert bn(found.deficit) == [1, 1, 0, 1, 1]


def test_in_means_over_paths_no_row_of_calls_is_seen() -> None:
    found = assess(BACKED, flows(contingent=CONTINGENT, calls=years_of(1, 1, 1, 1, 1)))
    assert holds(found)["repeated_calls"] == "open"
    assert bn(found.deficit) == [1, 1, 1, 1, 1]


def test_a_row_seen_on_some_paths_assumes_that_share_of_the_rest() -> None:
    """From the third year on a quarter of the paths have seen three calls in a row."""
    seen = np.array([[0.0, 0.0, 0.25, 0.25, 0.25]])
    paid = flows(contingent=CONTINGENT, calls=years_of(1, 1, 1, 1, 1))
    found = assess(replace(BACKED, repeated=seen), paid)
    assert holds(found)["repeated_calls"] == "no"
    stock = CONTINGENT[0, 0]
    assumed = np.diff(0.25 * np.where(np.arange(5) >= 2, stock, 0.0), prepend=0.0)
    assert bn(found.deficit) == pytest.approx([1 + each for each in assumed])
    assert bn(found.memorandum)[:5] == pytest.approx(
        [each * (1.0 if i < 2 else 0.75) for i, each in enumerate(stock)]
    )
    likely = assess(replace(BACKED, repeated=3 * seen), paid)
    assert holds(likely)["repeated_calls"] == "yes"
    assert holds(assess(replace(BACKED, repeated=0 * seen), paid))["repeated_calls"] == "no"
    verdict = next(v for v in likely.verdicts if v.condition.name == "repeated_calls")
    assert verdict.reason == "on 75 % of paths calls come in 3 years in a row."


def test_shares_of_paths_for_other_years_are_refused() -> None:
    paid = flows(contingent=CONTINGENT, calls=years_of(1, 1, 1, 1, 1))
    with pytest.raises(RequestFaults, match="repeated does not fit"):
        assess(replace(BACKED, repeated=np.zeros((1, 3))), paid)


def test_how_many_years_make_a_row_is_a_convention() -> None:
    facts = replace(BACKED, calls_are="path")
    paid = flows(contingent=CONTINGENT, calls=years_of(1, 1, 0, 0, 0))
    assert bn(assess(facts, paid, Conventions(years_of_calls=2)).deficit)[1] == 1 + 10


def test_the_union_s_own_debt_is_not_the_members() -> None:
    facts = replace(BACKED, guarantee="none")
    found = assess(facts, flows(raised=years_of(90, 0, -90)))
    assert holds(found)["union_borrows"] == "yes"
    assert not found.deficit.any()
    assert not found.debt.any()


def test_debt_of_a_pass_through_is_rerouted_and_its_net_income_enters() -> None:
    facts = replace(BACKED, issuer="pass_through")
    paid = flows(raised=years_of(7, 0), entity_income=years_of(0.1, 0.1), contingent=years_of(7, 7))
    found = assess(facts, paid)
    assert bn(found.debt) == [7, 0]
    assert bn(found.deficit) == [-0.1, -0.1]
    assert not found.memorandum.any()  # it is on the books, not beside them


def test_a_call_on_rerouted_debt_is_a_deficit_but_no_new_debt() -> None:
    facts = replace(BACKED, issuer="pass_through", call_chance=np.array([0.99]))
    paid = flows(raised=years_of(7, 0), contingent=years_of(7, 4), calls=years_of(0, 3))
    found = assess(facts, paid)
    assert bn(found.debt) == [7, 0]
    assert bn(found.deficit) == [0, 3]
    assert holds(found)["near_certain_call"] == "no"


def test_of_an_institution_only_paid_in_capital_enters() -> None:
    facts = replace(GIFT, issuer="institution")
    found = assess(facts, flows(raised=years_of(50, 0), paid_in=years_of(8, 0)))
    assert bn(found.debt) == [8, 0]
    assert not found.deficit.any()


def test_service_of_the_union_s_debt_enters_through_contributions() -> None:
    found = assess(BACKED, flows(interest=years_of(1, 1), redemptions=years_of(0, 5)))
    assert bn(found.deficit) == [1, 6]
    assert bn(found.debt) == [1, 6]


def test_draws_are_judged_one_by_one() -> None:
    facts = replace(BACKED, call_chance=np.array([0.2, 0.95]))
    found = assess(facts, flows(contingent=np.full((2, 3, 2), 10.0)))
    near = next(each for each in found.verdicts if each.condition.name == "near_certain_call")
    assert (near.holds, near.share) == ("open", 0.5)
    assert found.deficit[:, 0].tolist() == [[0, 0], [10, 0]]
    assert found.memorandum[:, 0, 0].tolist() == [10, 0]


def test_a_verdict_reads_as_an_answer_with_its_source() -> None:
    found = assess(BACKED, flows(contingent=1e9 * CONTINGENT))
    near = next(each for each in found.verdicts if each.condition.name == "near_certain_call")
    assert told(near).splitlines() == [
        (
            "Is a call on the guarantee near certain when it is given? No: the chance of a call is "
            "10 %; near certain is 90 %."
        ),
        (
            "  source  Manual on Government Deficit and Debt, 2022 edition (Eurostat, 1 February "
            "2023), 7.4 Government guarantees, with ESA 2010 20.256 (since 2023-02-01; chapter "
            "known from the contents, text not read)"
        ),
    ]
    one_off = next(each for each in found.verdicts if each.condition.name == "one_off_guarantee")
    assert "  then    nothing enters deficit or debt" in told(one_off)


def test_the_effects_of_all_conditions_sum_to_the_whole() -> None:
    facts = replace(BACKED, calls_are="path")
    paid = flows(
        contingent=CONTINGENT, calls=years_of(1, 1, 1, 1, 1), grants=years_of(1, 0, 0, 0, 2),
        interest=years_of(0.5, 0.5, 0.5, 0.5, 0.5),
    )  # fmt: skip
    found = assess(facts, paid)
    parts = sum(each.deficit for each in found.by_condition.values())
    assert np.array_equal(parts, found.deficit)
    assert found.by_condition.keys() == {each.name for each in CONDITIONS}


def test_every_condition_is_named_once_and_says_what_was_checked() -> None:
    assert len({each.name for each in CONDITIONS}) == len(CONDITIONS)
    assert all(each.question.endswith("?") for each in CONDITIONS)
    assert all("read" in each.text.checked for each in CONDITIONS)


def test_a_condition_is_added_as_one_record() -> None:
    rent = Condition(
        name="rent", question="Is rent paid?", says="it enters the deficit", kind="rent",
        text=CONDITIONS[0].text,
        judge=lambda case: Finding(everywhere(case, True), "it is"),
        enters=lambda case, where: effect(case, deficit=1.0 * where, debt=1.0 * where),
    )  # fmt: skip
    found = assess(GIFT, flows(grants=years_of(3, 0)), conditions=(*CONDITIONS, rent))
    assert bn(found.deficit) == [4, 1]


def test_the_burden_splits_into_deficit_and_debt_beyond_it() -> None:
    facts = replace(GIFT, use="loan", repaid_out_of="beneficiary", expected_loss=np.array([0.25]))
    split = burden_of(assess(facts, flows(loans=years_of(4, 0))))
    assert bn(split.deficit) == [1, 0]
    assert bn(split.beyond_deficit) == [3, 0]


def test_chances_must_fit_the_draws_and_be_shares() -> None:
    wrong = replace(BACKED, call_chance=np.array([0.5, 30.0, 0.1]))
    with pytest.raises(RequestFaults) as caught:
        assess(wrong, flows(contingent=CONTINGENT))
    assert [fault.code.id for fault in caught.value.faults] == ["M201", "M202"]
