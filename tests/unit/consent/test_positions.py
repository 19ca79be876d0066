"""What members said, as numbers: conditions, records, stances and usual assent."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError
from tests.unit.consent.council import LOAN, MEMBERS, ONE, asked, table

from winset.consent.agenda import put_to_vote
from winset.consent.base_rates import dissent_in
from winset.consent.conditions import is_met, own_terms, terms_of
from winset.consent.positions import Known, bindings_of
from winset.consent.table import bind_table
from winset.data.clubs import club
from winset.errors import Faults
from winset.scenario.draws import Draws, sample
from winset.scenario.nouns.consent import BaseRates, Condition, Matter, Position
from winset.scenario.nouns.instrument import Instrument
from winset.scenario.nouns.quantity import Quantity

INSTRUMENT: dict[str, Any] = {
    "title": "Loan",
    "size": "10 EUR bn",
    "first_cash": {"earliest": "2030-09-01"},
    "funding": {"kind": "member_budgets"},
    "use": {"kind": "grant", "over": "12 months"},
    "service": {"paid_by": "nobody"},
    "repayment": {"out_of": "never"},
    "guarantee": {"sharing": "several", "cap": {"of_size": 1.0}},
}


def condition(**given: Any) -> Condition:
    return Condition.model_validate({"term": "guarantee.cap", "firmness": 1, **given})


def one(**given: Any) -> Position:
    return Position.model_validate(given)


UNCAPPED = {"term": "cap", "is": None, "firmness": 0.9}
JOINT = {"term": "joint", "is": True, "firmness": 0.5}


@pytest.mark.parametrize(
    ("cap", "joint", "expected"),
    [(None, True, 0.0), (5, True, 0.9), (None, False, 0.5), (5, False, 0.95)],
)
def test_conditions_held_each_by_itself(cap: object, joint: bool, expected: float) -> None:
    position = one(against_unless=[UNCAPPED, JOINT])
    found = bindings_of(Known({"A": position}, None, ONE), ("A",), {"cap": cap, "joint": joint})
    assert found.by_condition[0, 0] == pytest.approx(expected)


def test_conditions_held_together_are_as_firm_as_the_firmest() -> None:
    position = one(against_unless=[UNCAPPED, JOINT], held="together")
    found = bindings_of(Known({"A": position}, None, ONE), ("A",), {"cap": 5, "joint": False})
    assert found.by_condition[0, 0] == pytest.approx(0.9)


def test_all_met_the_stance_no_longer_counts_and_then_may_bind() -> None:
    met = {"cap": None}
    weighing = one(against_unless=[UNCAPPED], stance=-0.5)
    found = bindings_of(Known({"A": weighing}, None, ONE), ("A",), met)
    assert (found.stance[0, 0], found.to_for[0, 0]) == (0.0, 0.0)
    content = one(against_unless=[UNCAPPED], then="for")
    assert bindings_of(Known({"A": content}, None, ONE), ("A",), met).to_for[0, 0] == 1.0
    unmet = bindings_of(Known({"A": weighing}, None, ONE), ("A",), {"cap": 1})
    assert unmet.stance[0, 0] == -0.5


def test_a_record_binds_with_its_firmness() -> None:
    said = {"A": one(on_record="for", firmness=0.8), "B": one(on_record="against", firmness=0.7)}
    found = bindings_of(Known(said, None, ONE), ("A", "B", "C"), {})
    assert found.to_for.tolist() == [[0.8, 0.0, 0.0]]
    assert found.on_record.tolist() == [[0.0, 0.7, 0.0]]


def test_usual_assent_speaks_only_where_nothing_is_known() -> None:
    rates = BaseRates.model_validate({"not_for": 0.2, "abstains": 0.25})
    said = {"A": one(on_record="undecided"), "B": one(stance=0.01), "C": one(on_record="for")}
    found = bindings_of(Known(said, rates, ONE), ("A", "B", "C", "D"), {})
    np.testing.assert_allclose(found.lean, [[np.log(4), 0, 0, np.log(4)]])
    assert found.abstains.tolist() == [[0.25, 0, 0, 0.25]]
    even = put_to_vote(asked(table())[1]["loan"], np.zeros((1, 4)), asked(table())[2])
    assert even.ballots.shape == (1, 4, 4)


def test_a_table_of_votes_gives_each_member_its_own_rate() -> None:
    members = club("eu27").members
    found = dissent_in("council_dissent", members)
    assert found.not_for.shape == (27,)
    assert members[int(found.not_for.argmax())] == "HU"
    assert members[int(found.not_for.argmin())] == "FR"
    with pytest.raises(Faults, match="C108"):
        dissent_in("council_dissent", ("XX",))


def test_terms_are_read_from_the_instrument_and_from_the_matter() -> None:
    instrument = Instrument.model_validate(INSTRUMENT)
    asked_for = ("guarantee.cap", "guarantee.sharing", "guarantee.headroom.start", "joined")
    found = terms_of(instrument, {"joined": True}, asked_for)
    assert found["guarantee.sharing"] == "several"
    assert found["guarantee.headroom.start"] is None  # no headroom, so nothing below it
    assert is_met(condition(**{"is": None}), found, ONE).tolist() == [False]
    with pytest.raises(Faults, match=r'C104: the option has no term "guarantee.cup"') as caught:
        terms_of(instrument, {}, ("guarantee.cup", "sise"))
    assert len(caught.value.faults) == 2
    assert 'write "size"' in str(caught.value)


def test_amounts_compare_in_canonical_units() -> None:
    terms = {"guarantee.cap": Quantity(value=2, unit="EUR bn")}
    assert is_met(condition(at_least=2e9), terms, ONE).all()
    assert not is_met(condition(at_most=1e9), terms, ONE).any()
    assert is_met(condition(**{"is": 2e9}), terms, ONE).all()
    assert not is_met(condition(at_least=0), {"guarantee.cap": None}, ONE).any()
    assert not is_met(condition(**{"is": True}), {"guarantee.cap": 1}, ONE).any()


def test_bounds_carry_their_unit_and_rest_on_what_was_said() -> None:
    fast = condition(term="guarantee.pays_within", at_most="10 days", basis=["a-paper"])
    months = {"guarantee.pays_within": Quantity(value=10, unit="days")}
    assert is_met(fast, months, ONE).all()
    assert not is_met(fast, {"guarantee.pays_within": Quantity(value=1, unit="months")}, ONE).any()
    assert fast.at_most is not None
    assert fast.at_most.basis == ("a-paper",)
    bare = condition(at_least=3)
    assert bare.at_least is not None
    assert bare.at_least.basis == "judgement"


def test_a_term_of_its_own_is_a_value_or_more() -> None:
    written = {"joined": False, "callable": {"is": 2, "unit": "EUR bn", "title": "At call"}}
    matter = Matter.model_validate({"rule": "unanimity", "terms": written})
    assert own_terms(matter.terms) == {"joined": False, "callable": 2e9}
    assert is_met(
        condition(term="callable", at_least="2 EUR bn"), own_terms(matter.terms), ONE
    ).all()
    again = Matter.model_validate(matter.model_dump(by_alias=True, exclude_unset=True))
    assert again == matter
    with pytest.raises(ValidationError, match="unknown unit"):
        Matter.model_validate({"rule": "unanimity", "terms": {"t": {"is": 2, "unit": "EUR zn"}}})
    with pytest.raises(ValidationError, match="titel"):
        Matter.model_validate({"rule": "unanimity", "terms": {"t": {"is": 2, "titel": "T"}}})


def test_a_condition_compares_in_one_way() -> None:
    with pytest.raises(ValidationError, match="exactly one way"):
        condition(**{"is": None, "at_least": 1})
    with pytest.raises(ValidationError, match="on record or conditional"):
        one(on_record="for", against_unless=[UNCAPPED])


def test_every_quantity_of_a_list_has_draws_of_its_own() -> None:
    wide = {"between": [0, 1]}
    position = {"against_unless": [{**UNCAPPED, "firmness": wide}, {**JOINT, "firmness": wide}]}
    read = table(positions={"A": {"loan": position}})
    bind_table(read, "tables.council")
    one, other = (c.firmness for c in read.positions["A"]["loan"].against_unless)
    assert one.path == "tables.council.positions.A.loan.against_unless.0.firmness"
    many = Draws(50, 1, "EUR")
    assert abs(np.corrcoef(sample(many, one), sample(many, other))[0, 1]) < 0.5


def test_the_vote_of_a_member_under_each_combination_of_its_conditions() -> None:
    """Free, A would be for (2 % of income); bound it is against with the conditions' firmness."""
    said = {"A": {"loan": {"against_unless": [UNCAPPED, JOINT]}}}
    expected = {(None, True): 1.0, (5, True): 0.1, (None, False): 0.5, (5, False): 0.05}
    for (cap, joint), chance in expected.items():
        matters = {"loan": {"rule": "unanimity", "terms": {"cap": cap, "joint": joint}},
                   "bonds": {"rule": "unanimity"}}  # fmt: skip
        _, questions, habits = asked(table(positions=said, matters=matters))
        ballots = put_to_vote(questions["loan"], np.zeros((1, 4)), habits).ballots
        assert ballots[0, 0, 0] == pytest.approx(chance)
    assert LOAN.benefit.shape == (1, len(MEMBERS.names))
