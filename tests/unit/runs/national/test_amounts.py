"""What a payer bears, asked for in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from winset.errors import RequestFaults
from winset.finance.why import why
from winset.runs.national.amounts import Asked, amount, asked_for
from winset.scenario.change import with_values
from winset.scenario.draws import draws_of
from winset.scenario.load import load

SCENARIO = load(Path(__file__).parents[3] / "scenarios" / "small").scenario
DRAWS, PATHS = draws_of(SCENARIO, 6, 1), 40
FIRST, LAST = SCENARIO.as_of.year, SCENARIO.money.last_year
HOST = SCENARIO.money.assets.host
LOAN = next(
    name
    for name, option in SCENARIO.money.options.items()
    if option.instrument
    and SCENARIO.money.instruments[option.instrument].funding.kind == "custodian_cash"
)


@pytest.mark.parametrize(
    "subject",
    ["burden:", "burden:a", "burden:a:BE:soon", "burden:a:BE:2028:best", "burden:a:b:1:2:3"],
)
def test_a_subject_out_of_form_is_a_fault_that_shows_the_form(subject: str) -> None:
    with pytest.raises(RequestFaults) as raised:
        asked_for(subject)
    assert "burden:OPTION:PAYER" in str(raised.value)


def test_an_unknown_option_payer_and_path_are_named() -> None:
    with pytest.raises(RequestFaults) as raised:
        amount(SCENARIO, Asked("nowhere", "XX", None, 99), DRAWS, PATHS)
    assert [fault.got for fault in raised.value.faults] == ["nowhere", "XX", "99"]


def test_the_worst_path_costs_at_least_what_any_other_does() -> None:
    worst = amount(SCENARIO, Asked(LOAN, HOST), DRAWS, PATHS, 2)
    every = [
        sum(reason.cents for reason in why(SCENARIO, LOAN, DRAWS, PATHS, HOST, 2, path))
        for path in range(PATHS)
    ]
    assert worst.cents == max(every)
    middle = amount(SCENARIO, Asked(LOAN, HOST, path="median"), DRAWS, PATHS, 2)
    assert middle.cents == sorted(every)[PATHS // 2 - 1]


def test_years_add_up_to_the_whole() -> None:
    whole = amount(SCENARIO, Asked(LOAN, HOST), DRAWS, PATHS, 2)
    years = {reason.year for reason in whole.reasons}
    parts = [amount(SCENARIO, Asked(LOAN, HOST, y, whole.path), DRAWS, PATHS, 2) for y in years]
    assert sum(part.cents for part in parts) == whole.cents > 0
    assert whole.sentences[1:] == tuple(reason.sentence for reason in whole.reasons)


def test_what_a_member_pays_more_on_its_own_debt_is_told_beside_the_path() -> None:
    priced = with_values(SCENARIO, {"money.rates.own_yield_rise": "1 bp per year"})
    whole = amount(priced, Asked(LOAN, "FR"), DRAWS, PATHS, 2)
    plain = amount(SCENARIO, Asked(LOAN, "FR"), DRAWS, PATHS, 2)
    assert whole.cents == plain.cents
    assert whole.sentences[:-1] == plain.sentences
    assert "lenders see that France stands behind EUR" in whole.sentences[-1]
    assert "more on its own debt" in whole.sentences[-1]
    assert amount(priced, Asked(LOAN, "FR", FIRST), DRAWS, PATHS, 2).sentences[1] == (
        "Nothing falls on it then."
    )


def test_a_year_in_which_nothing_falls_on_a_payer_says_so() -> None:
    quiet = amount(SCENARIO, Asked(LOAN, HOST, FIRST, 0), DRAWS, PATHS)
    assert quiet.cents == 0
    assert "Nothing falls on it then." in quiet.sentences


@pytest.mark.parametrize("year", [FIRST - 1, LAST + 1])
def test_a_year_outside_the_accounts_is_refused_and_told_from_a_quiet_one(year: int) -> None:
    with pytest.raises(RequestFaults) as raised:
        amount(SCENARIO, Asked(LOAN, HOST, year, 0), DRAWS, PATHS)
    (fault,) = raised.value.faults
    assert (fault.got, fault.fix) == (str(year), f"{FIRST} to {LAST}, or no year for all")
    assert amount(SCENARIO, Asked(LOAN, HOST, LAST, 0), DRAWS, PATHS).year == LAST


def test_the_path_meant_is_said_and_is_ranked_over_all_years() -> None:
    worst = amount(SCENARIO, Asked(LOAN, HOST, FIRST), DRAWS, PATHS, 2)
    assert worst.path == amount(SCENARIO, Asked(LOAN, HOST), DRAWS, PATHS, 2).path
    said = f"on the path that is worst for it over all years (number {worst.path} of {PATHS})"
    assert said in worst.sentences[0]
    middle = amount(SCENARIO, Asked(LOAN, HOST, path="median"), DRAWS, PATHS, 2)
    assert "on the path that is in the middle for it over all years (number" in middle.sentences[0]
