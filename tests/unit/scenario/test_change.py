from __future__ import annotations

import datetime as dt
import math

import pytest

from winset.errors import RequestFaults, ScenarioFaults
from winset.runs.check import check_case
from winset.scenario.change import with_values
from winset.scenario.load import load
from winset.scenario.options import instrument_of
from winset.scenario.reading import under_account, with_changes, with_value

SMALL, ALONE = "tests/scenarios/small", "tests/scenarios/alone"


def test_a_bare_number_keeps_the_unit_of_what_stood_there() -> None:
    changed = with_value(load(SMALL), "money.assets.cash", 90).scenario.money.assets.cash
    assert (changed.value, changed.unit) == (90, "EUR bn")


def test_the_case_that_is_changed_stays_as_it_was() -> None:
    case = load(SMALL)
    with_value(case, "money.assets.cash", 90)
    assert case.scenario.money.assets.cash.value == 100


def test_a_path_that_leads_nowhere_names_the_nearest_key() -> None:
    with pytest.raises(RequestFaults, match='write "lapse"'):
        with_value(load(SMALL), "money.freeze.laps", 0.1)


def test_a_value_of_the_wrong_kind_is_refused_with_its_path() -> None:
    with pytest.raises(RequestFaults, match=r"money\.assets\.cash"):
        with_value(load(SMALL), "money.assets.cash", "90 %")


def test_all_wrong_paths_are_told_at_once() -> None:
    with pytest.raises(RequestFaults) as caught:
        with_changes(load(SMALL), {"a.b": 1, "money.c": 2})
    assert len(caught.value.faults) == 2


def test_wrong_paths_and_wrong_values_are_told_at_once() -> None:
    changes = {"money.c": 2, "money.freeze.lapse": "3 EUR bn", "money.freeze.laps": 1}
    with pytest.raises(RequestFaults) as caught:
        with_changes(load(SMALL), changes)
    assert [fault.got for fault in caught.value.faults] == [
        "money.c=2",
        "money.freeze.laps=1",
        "money.freeze.lapse=3 EUR bn",
    ]


@pytest.mark.parametrize(
    ("path", "value", "what", "fix"),
    [
        ("money.freeze.lapse", "3 EUR bn", "the unit measures something else", "a share or chance"),
        ("money.freeze.lapse", "abc", "a number was expected", "write 0.4"),
        ("money.freeze.lapse", "0,1", "a number was expected", "a point before decimals"),
        ("money.freeze.lapse", math.nan, "not a number that can be counted", "write the number"),
        ("money.freeze.lapse", [1, 2], "a number was expected, not a list", "{between: [1, 2]}"),
        ("money.freeze.lapse", "150 %", "150 % is out of range", "between 0 and 100 %"),
        ("money.freeze.lapse", 7, "7 is out of range", "between 0 and 1; if it is in per cent"),
        ("money.freeze.lapse", True, "a number was expected, not yes or no", "write 0.4"),
        ("money.freeze.lapse", {"valu": 3}, 'unknown key "valu"', 'write "value"'),
        ("money.freeze.laps", "3 %", 'no "laps" in money.freeze', 'write "lapse"'),
        ("money.freeze.until_reparations", "maybe", "neither true nor false", "true or false"),
        ("money.freeze", 5, "not `key: value` pairs", "write `key: value` pairs"),
        ("as_of", "14/11/2025", "as_of: not a date", "write 2025-11-14"),
        ("horizon", dt.date(2027, 12, 31), "horizon: not words", "write a month as 2027-12"),
        ("stale_after", 1.5, "not a whole number", "write a whole number"),
        ("money.instruments.asset_loan.triggers.0", "court_award",
         "money.instruments.asset_loan.triggers is a list", "asset_loan.triggers=[...]"),
        ("money.freeze.lapse.deeper.still", 1, 'no "deeper" in money.freeze.lapse', "known here"),
    ],
)  # fmt: skip
def test_a_wrong_setting_says_what_was_set_where_and_how_to_mend_it(
    path: str, value: object, what: str, fix: str
) -> None:
    with pytest.raises(RequestFaults) as caught:
        with_changes(load(SMALL), {path: value})
    (fault,) = caught.value.faults
    assert fault.where.file == "--set"
    assert path.startswith(fault.where.path)
    assert fault.got.startswith(f"{path}=")
    assert what in fault.what
    assert fix in fault.fix


def test_what_is_set_and_makes_no_sense_is_told_as_it_was_set() -> None:
    """Not as the file has it, which is in order."""
    case = with_changes(
        load(SMALL), {"money.assets.host": "Belgium", "money.assets.abroad": "5 GBP bn"}
    )
    with pytest.raises(ScenarioFaults) as caught:
        check_case(case)
    told = {fault.got: str(fault.where) for fault in caught.value.faults}
    assert told == {
        "money.assets.host=Belgium": "--set  money.assets.host",
        "money.assets.abroad=5 GBP bn": "--set  money.assets.abroad",
    }


def test_an_account_and_an_option_can_be_set_by_the_path_of_what_they_set() -> None:
    changes = {
        "accounts.borea.set.money.events.award.chance": "30 %",
        "accounts.alba.set.money.freeze.lapse": "9 %",
        "money.options.asset_loan_bare.set.size": "70 EUR bn",
    }
    case = with_changes(load(SMALL), changes)
    check_case(case)
    borea = check_case(under_account(case, "borea")).case.scenario.money
    alba = check_case(under_account(case, "alba")).case.scenario.money
    assert (borea.events.award.chance.value, borea.events.award.chance.unit) == (30, "%")
    assert alba.freeze.lapse.value == 9
    assert instrument_of(case.scenario.money, "asset_loan_bare").size.value == 70
    with pytest.raises(ScenarioFaults) as caught:
        check_case(with_changes(load(SMALL), {"accounts.alba.set.money.freeze.laps": "9 %"}))
    (fault,) = caught.value.faults
    assert (fault.what, fault.got) == (
        'no "laps" in money.freeze',
        "accounts.alba.set.money.freeze.laps=9 %",
    )


def test_an_account_gives_its_basis_to_what_it_sets() -> None:
    case = under_account(load(SMALL), "borea")
    chance = case.scenario.money.events.award.chance
    assert (chance.between, chance.basis, chance.unit) == (
        (0.2, 0.5),
        ("claimed-to-the-last-cent",),
        "%",
    )
    assert case.account == "borea"


def test_an_unknown_account_is_refused() -> None:
    with pytest.raises(RequestFaults, match='no account "bore"'):
        under_account(load(SMALL), "bore")


def test_an_option_keeps_the_paths_of_what_it_leaves_alone() -> None:
    money = load(SMALL).scenario.money
    joint = instrument_of(money, "asset_loan_joint")
    assert joint is not None
    assert joint.guarantee is not None
    assert joint.guarantee.sharing == "joint_and_several"
    assert joint.guarantee.cap is None
    assert joint.size.path == "money.instruments.asset_loan.size"
    assert instrument_of(money, "nothing") is None


def test_an_option_may_leave_a_part_out() -> None:
    bare = instrument_of(load(SMALL).scenario.money, "asset_loan_bare")
    assert bare is not None
    assert bare.guarantee is None


def test_what_an_option_sets_stands_under_the_option() -> None:
    case = load(SMALL)
    changes = {"money.options.asset_loan_bare.set": {"size": "70 EUR bn"}}
    bare = instrument_of(with_changes(case, changes).scenario.money, "asset_loan_bare")
    assert bare is not None
    assert bare.size.path == "money.options.asset_loan_bare.set.size"


def test_what_is_set_where_nothing_stood_rests_on_judgement() -> None:
    """Words with a unit, and numbers within a part that is set as a whole."""
    case = with_changes(
        load(SMALL),
        {
            "money.rates.own_yield_rise": "0.5 bp per year",
            "money.instruments.asset_loan.guarantee.outside": {"borea": 0.3},
            "money.assets.cash": "120 EUR bn",
        },
    )
    money = case.scenario.money
    assert money is not None
    guarantee = money.instruments["asset_loan"].guarantee
    assert guarantee is not None
    for quantity in (money.rates.own_yield_rise, guarantee.outside["borea"], money.assets.cash):
        assert quantity is not None
        assert quantity.basis == "judgement"
    assert guarantee.outside["borea"].path.endswith("guarantee.outside.borea")
    assert money.assets.buffer.basis == "judgement"
    check_case(case)


def test_an_option_is_put_together_once_and_anew_where_its_terms_are_others() -> None:
    money = load(SMALL).scenario.money
    assert instrument_of(money, "asset_loan_bare") is instrument_of(money, "asset_loan_bare")
    other = money.options["asset_loan_bare"].model_copy(update={"set": {"size": "70 EUR bn"}})
    changed = money.model_copy(update={"options": {**money.options, "asset_loan_bare": other}})
    assert (
        instrument_of(changed, "asset_loan_bare").size.value
        != money.instruments["asset_loan"].size.value
    )
    assert instrument_of(money, "asset_loan_bare").guarantee is None


def test_a_part_of_what_is_not_stated_is_one_fault() -> None:
    """Without any money there is no lapse of its freeze to set; all that it lacks is no news."""
    with pytest.raises(RequestFaults) as caught:
        with_changes(load(ALONE), {"money.freeze.lapse": 0.1, "money.last_year": 2030})
    fix = "state money itself, which needs beneficiary, club, rates and 7 more, or leave {} out"
    assert str(caught.value).splitlines() == [
        "error S308: money is not stated, and one part of it does not make the whole",
        "  where  --set  money",
        "  got    money.freeze.lapse=0.1",
        "  why    Without it there is nothing to compute this from.",
        f"  fix    {fix.format('money.freeze.lapse')}",
    ]


def test_a_part_left_out_may_be_made_whole_piece_by_piece() -> None:
    money = load(SMALL).scenario.money
    whole = instrument_of(money, "asset_loan").guarantee
    assert whole is not None
    stated = whole.model_dump(by_alias=True, exclude_unset=True)
    pieces = {f"guarantee.{name}": value for name, value in stated.items()}
    bare = instrument_of(money, "asset_loan_bare")
    made = with_values(bare, pieces).guarantee
    assert made is not None
    assert made.model_dump() == whole.model_dump()
    with pytest.raises(RequestFaults, match="guarantee is not stated"):
        with_values(bare, {"guarantee.outlives_freeze": True})
