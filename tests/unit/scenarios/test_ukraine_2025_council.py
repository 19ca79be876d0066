"""The council of November 2025: legal bases, days, positions with claims, Belgium's conditions."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import numpy as np
import pytest
from tests.unit.scenarios.the_case import ukraine

from winset.consent.conditions import own_terms, terms_of
from winset.consent.positions import conditions_held, terms_asked
from winset.consent.table import agenda_of, positions_on, table_faults
from winset.data.clubs import club
from winset.rules.algebra import AllOf
from winset.scenario.case import Case
from winset.scenario.draws import Draws, draws_of
from winset.scenario.nouns.consent import Condition, Table
from winset.scenario.options import instrument_of

OF_THE_PAPER = "euro-today-oct-2025"  # handed to leaders on 1 October
OF_THE_SUMMIT = "report-az-oct-2025"  # said on 23 October
OPTIONS = ("reparations_loan", "headroom_bonds", "pooled_contributions")
NOT_FOUND = {"BG", "IE", "ES", "HR", "CY", "MT", "NL", "AT", "PT", "RO", "SI"}


@pytest.fixture(scope="module")
def case() -> Case:
    return ukraine()


@pytest.fixture(scope="module")
def table(case: Case) -> Table:
    found = case.scenario.tables["council"]
    assert isinstance(found, Table)
    return found


@pytest.fixture(scope="module")
def draws(case: Case) -> Draws:
    return draws_of(case.scenario, 500, 1)


def belgiums(table: Table) -> tuple[Condition, ...]:
    return table.positions["BE"]["reparations_loan"].against_unless


def source_of(case: Case, condition: Condition) -> str:
    """Where a condition was said."""
    assert isinstance(condition.basis, tuple)
    sources = {case.evidence.claims[name].within.source for name in condition.basis}  # type: ignore[union-attr]
    assert len(sources) == 1
    return sources.pop()


def test_every_name_stands_for_a_member_an_option_or_an_item(table: Table) -> None:
    assert list(table_faults(table, club("eu27").members)) == []


def test_three_options_each_with_a_legal_basis_and_who_said_so(case: Case, table: Table) -> None:
    assert tuple(table.matters) == OPTIONS
    for matter in table.matters.values():
        assert matter.legal_basis
        assert matter.basis
        assert set(matter.basis) <= set(case.evidence.claims)


def test_the_rules_are_those_that_the_law_has(table: Table) -> None:
    assert table.matters["reparations_loan"].rule == "qualified_majority"
    bonds = table.matters["headroom_bonds"].rule
    assert isinstance(bonds, AllOf)
    assert "eu_unanimity" in bonds.all_of  # Art. 312(2) TFEU


def test_the_loan_comes_first_and_its_fallbacks_later(case: Case, table: Table) -> None:
    first = next(iter(table.agenda.values()))
    assert (first.option, first.on) == ("reparations_loan", dt.date(2025, 12, 18))
    days = [node.on for node in table.agenda.values()]
    assert days[0] > case.scenario.as_of
    assert all(earlier < later for earlier, later in pairwise(days))
    assert days[-1] < case.scenario.money.freeze.next_renewal


def test_chances_of_fallbacks_leave_room_for_nothing_in_every_draw(
    table: Table, draws: Draws
) -> None:
    for item in agenda_of(table, draws).values():
        together = sum(item.fallbacks.values(), start=np.zeros(draws.n))
        assert together.max() < 1


def test_every_way_to_cash_takes_time_and_may_fail(table: Table) -> None:
    for matter in table.matters.values():
        assert len(matter.way_to_cash) >= 2
        assert all(step.takes.value is None for step in matter.way_to_cash)
        assert any("chance" in step.model_fields_set for step in matter.way_to_cash)


def test_every_position_cites_who_said_it_and_the_unheard_have_none(
    case: Case, table: Table
) -> None:
    for member, options in table.positions.items():
        for option, position in options.items():
            claims = position.basis or position.stance.basis
            assert claims, (member, option)
            assert set(claims) - {"judgement"} <= set(case.evidence.claims), (member, option)
    assert NOT_FOUND.isdisjoint(table.positions)
    assert NOT_FOUND | set(table.positions) == set(club("eu27").members)


def test_belgiums_conditions_each_stand_on_the_day_they_were_made(case: Case, table: Table) -> None:
    found = [source_of(case, condition) for condition in belgiums(table)]
    assert found[:5] == [OF_THE_PAPER] * 5
    assert found[5:8] == [OF_THE_SUMMIT] * 3
    assert [case.evidence.sources[name].grade for name in found[8:]] == ["W"]
    assert belgiums(table)[8].firmness.contested


@pytest.mark.parametrize("option", OPTIONS)
def test_every_condition_is_on_a_term_that_the_option_has(
    case: Case, table: Table, option: str
) -> None:
    asked = terms_asked(positions_on(table, option).values())
    instrument = instrument_of(case.scenario.money, option)
    assert set(terms_of(instrument, own_terms(table.matters[option].terms), asked)) >= set(asked)


def test_the_loan_as_it_stood_meets_none_of_belgiums_conditions_on_guarantees(
    case: Case, table: Table, draws: Draws
) -> None:
    met = dict(zip(_terms(table), _met(case, table, draws, "reparations_loan"), strict=True))
    assert met["claim_stays_on_books"]
    assert not any(met[term] for term in met if term.startswith("guarantee."))


def test_the_variant_that_belgium_asks_for_meets_its_paper_whatever_is_drawn(
    case: Case, table: Table, draws: Draws
) -> None:
    met = _met(case, table, draws, "reparations_loan_joint")
    assert met[:7] == [True] * 7
    assert met[7:] == [False, False]  # what only others, or money at hand, can grant


def _terms(table: Table) -> list[str]:
    return [condition.term for condition in belgiums(table)]


def _met(case: Case, table: Table, draws: Draws, option: str) -> list[bool]:
    """Whether each of Belgium's conditions is met in all draws; no condition is met in some."""
    instrument = instrument_of(case.scenario.money, option)
    terms = terms_of(
        instrument, own_terms(table.matters["reparations_loan"].terms), tuple(_terms(table))
    )
    met = conditions_held(table.positions["BE"]["reparations_loan"], terms, draws).met
    assert (met.all(axis=1) == met.any(axis=1)).all()
    return [bool(each) for each in met.all(axis=1)]
