"""Tables of members' accounts: they add up to the money, and say what they rest on."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from winset.finance.engine import money
from winset.finance.national.conditions.registry import CONDITIONS
from winset.finance.results import MoneyResults
from winset.finance.why import why
from winset.runs.national.accounts import assessed
from winset.runs.national.debt import burden_on, outlook_of
from winset.runs.national.spread import spread
from winset.runs.national.tables import national_tables
from winset.scenario.draws import Draws, draws_of
from winset.scenario.load import load
from winset.scenario.nouns.scenario import Scenario

SMALL = Path(__file__).parents[3] / "scenarios" / "small"
N, PATHS, SEED = 12, 60, 1


@dataclass(frozen=True)
class Made:
    """A small run with its tables."""

    scenario: Scenario
    draws: Draws
    money: MoneyResults
    tables: dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def made() -> Made:
    scenario = load(SMALL).scenario
    draws = draws_of(scenario, N, SEED)
    found = money(scenario, draws, PATHS)
    return Made(scenario, draws, found, national_tables(scenario, draws, found, PATHS))


def paying(made: Made) -> list[str]:
    return [name for name, each in made.scenario.money.options.items() if each.instrument]


def test_every_condition_is_judged_for_every_option_that_pays(made: Made) -> None:
    table = made.tables["national_verdicts"]
    assert table["option"].unique().tolist() == paying(made)
    for _, rows in table.groupby("option"):
        assert rows["condition"].tolist() == [condition.name for condition in CONDITIONS]
    assert set(table["holds"]) <= {"yes", "no", "open"}
    assert table["reason"].str.endswith(".").all()
    assert table["source"].str.contains("since").all()


def test_contributions_enter_the_deficit_to_the_cent_and_for_all_members(made: Made) -> None:
    table = made.tables["national_years"]
    own = [n for n in paying(made) if _kind(made, n) == "member_budgets"]
    assert own
    for option in own:
        entered = table[table["option"] == option]["deficit_mean"].sum()
        borne = made.money.options[option].cash_by_year.mean(axis=0).sum()
        assert entered == pytest.approx(borne, rel=1e-9)


def _kind(made: Made, option: str) -> str:
    name = made.scenario.money.options[option].instrument
    assert name is not None
    return made.scenario.money.instruments[name].funding.kind


def test_a_low_end_lies_below_the_high_end(made: Made) -> None:
    for name in ("national_years", "debt_paths", "adjustment", "conditions", "condition_costs"):
        table = made.tables[name]
        for column in (c for c in table.columns if c.endswith("low")):
            high = table[column.removesuffix("low") + "high"]
            there = ~table[column].isna()
            assert (table[column][there] <= high[there] + 1e-9).all()


def test_debt_moves_by_the_deficit_first_and_by_what_was_paid_before(made: Made) -> None:
    table = made.tables["debt_paths"]
    first = table[table["year"] == table["year"].min()]
    early = first[first["change_mean"] > first["deficit_mean"] + 1e-12]["option"].unique()
    flows = made.tables["national_years"]
    paid = flows[(flows["year"] < first["year"].min()) & (flows["debt_mean"] > 0)]
    assert set(early) == set(paid["option"])
    difference = table["with_mean"] - table["without_mean"]
    np.testing.assert_allclose(table["change_mean"], difference, atol=1e-12)


def test_without_an_option_debt_is_the_same_beside_all_options(made: Made) -> None:
    table = made.tables["debt_paths"]
    grouped = table.groupby(["payer", "year"])["without_mean"]
    assert (grouped.max() == grouped.min()).all()
    assert (grouped.count() == len(paying(made))).all()


def test_a_burden_takes_room_and_asks_for_adjustment(made: Made) -> None:
    room, adjustment = made.tables["room"], made.tables["adjustment"]
    assert (room["debt_after"] <= room["debt_before"] + 1e-12).all()
    assert room["crosses"].between(0, 1).all()
    assert (adjustment["same_debt_mean"] >= -1e-9).all()
    assert adjustment["met"].between(0, 1).all()


def test_conditions_are_worth_what_lies_between_plain_and_all(made: Made) -> None:
    table = made.tables["conditions"].set_index(["option", "set", "condition", "measure"])["mean"]
    for option in made.tables["conditions"]["option"].unique():
        for measure in ("mean", "cvar95", "peak"):
            plain = table[option, "plain", "", measure]
            assert table[option, "together", "", measure] <= plain + 1.0
            assert plain <= table[option, "no_guarantee", "", measure] + 1.0


def test_the_example_is_the_path_it_names_and_adds_up(made: Made) -> None:
    table = made.tables["worked_example"]
    assert len(table) > 0
    option, payer, draw, path = table.loc[0, ["option", "payer", "draw", "path"]]
    again = why(made.scenario, option, made.draws, PATHS, payer, draw, path)
    assert table["sentence"].tolist() == [reason.sentence for reason in again]
    assert round(table["amount"].sum() * 100) == sum(reason.cents for reason in again)
    assert payer == made.money.payers[made.money.host]


def test_debt_is_left_out_in_another_currency(made: Made) -> None:
    foreign = made.scenario.model_copy(update={"currency": "USD"})
    assert outlook_of(foreign, made.money, SEED, N) is None
    assert outlook_of(made.scenario, made.money, SEED, N) is not None


def test_an_option_that_is_paid_before_debt_is_followed_has_no_path(made: Made) -> None:
    outlook = outlook_of(made.scenario, made.money, SEED, N)
    assert outlook is not None
    paid, assessment = assessed(made.scenario, made.money)[paying(made)[0]]
    earlier = dataclasses.replace(paid, years=paid.years - 10)
    placed = burden_on(outlook, paid, assessment)
    assert placed is not None
    whole = assessment.debt[..., paid.years <= outlook.without.years[-1]].sum()
    assert (placed.deficit + placed.beyond_deficit).sum() == pytest.approx(whole, rel=1e-12)
    assert burden_on(outlook, earlier, assessment) is None


def test_gaps_are_left_out_of_a_spread() -> None:
    found = spread(np.array([[1.0, np.nan, np.nan], [3.0, 5.0, np.nan]]))
    np.testing.assert_array_equal(found["mean"], [2.0, 5.0, np.nan])
    np.testing.assert_array_equal(found["low"], [1.1, 5.0, np.nan])
