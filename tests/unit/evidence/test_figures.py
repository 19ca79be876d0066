import pytest
from tests.unit.evidence.samples import evidence

from winset.evidence.figures import (
    amount_of,
    computed_faults,
    figure_of,
    implied_rate,
    implied_rates,
)
from winset.evidence.nouns import Amount, Figure


def faults(**computed):
    changes = {f"claims.loan-sum.computed.{key}": value for key, value in computed.items()}
    return [(f.code.id, f.fix) for f in computed_faults(evidence(changes))]


def test_a_right_sum_has_no_fault():
    assert faults() == []
    assert faults(value=5900, unit="EUR m") == []
    assert faults(value=6) == []  # 5.9 at the precision to which 6 is written


def test_a_wrong_sum_is_told_with_the_right_one():
    assert faults(value=6.0001) == [
        ("E119", "it gives 5.9 EUR bn; correct the value or the formula")
    ]


def test_a_result_of_another_kind_is_a_fault():
    assert [code for code, _ in faults(unit="USD bn")] == ["E118"]
    assert [code for code, _ in faults(formula="city-part / port-part")] == ["E118"]
    assert faults(formula="city-part / port-part", value=227.8, unit="%") == []


def test_a_formula_that_cannot_be_read_is_a_fault():
    assert [code for code, _ in faults(formula="city-part plus port-part")] == ["E118"]


def test_an_input_without_a_value_is_a_fault():
    ((code, fix),) = faults(**{"from": ["city-part", "mayor"], "formula": "city-part + mayor"})
    assert code == "E118"
    assert "give mayor a `figure`" in fix


def test_unknown_inputs_and_units_are_left_to_the_rules_of_shape():
    assert faults(unit="euros") == []


def test_an_exchange_rate_may_be_computed():
    rate = {"from": ["d", "loan"], "formula": "d / loan", "value": 1.1633, "unit": "number"}
    dollars = {
        "says": "In dollars.",
        "in": {"source": "relay"},
        "figure": {"of": "d", "value": 6.98, "unit": "USD bn"},
    }
    changes = {"claims.d": dollars, "claims.rate": {"says": "The rate.", "computed": rate}}
    assert computed_faults(evidence(changes)) == ()


def test_a_computed_claim_is_a_figure_of_what_it_says():
    figure = figure_of(evidence().claims["loan-sum"])
    assert (figure.of, figure.value, figure.unit) == ("loan-size", 5.9, "EUR bn")


def test_amounts_are_exact():
    assert amount_of(evidence().claims["city-part"]).size == 4_100_000_000
    assert amount_of(evidence().claims["mayor"]) is None


@pytest.mark.parametrize(
    ("unit", "equals", "rate"),
    [
        ("EUR bn", ("USD bn", 6.98), 6.98 / 6),
        ("EUR bn", ("USD m", 6980), 6.98 / 6),
        ("EUR bn", ("EUR m", 6000), None),
        ("%", ("USD bn", 6.98), None),
    ],
)
def test_two_currencies_of_one_amount_imply_a_rate(unit, equals, rate):
    amount = Amount(unit=equals[0], value=equals[1])
    figure = Figure(of="aid", value=6, unit=unit, equals=amount)
    assert implied_rate(figure) == (None if rate is None else pytest.approx(rate, rel=1e-15))


def test_a_rate_is_read_from_one_claim():
    (rate,) = implied_rates(evidence())
    assert (rate.of, rate.claims, rate.base, rate.counter) == ("loan-size", ("loan",), "EUR", "USD")
    assert round(rate.rate, 4) == 1.1633


def test_a_rate_is_read_from_two_claims_on_the_same_words():
    where = {"source": "gazette", "quote": "€6 billion ($6.98 billion)"}
    dollars = {
        "says": "In dollars.",
        "by": "port authority",
        "in": where,
        "figure": {"of": "loan-size", "value": 6.98, "unit": "USD bn"},
    }
    changes = {"claims.loan.figure.equals": None, "claims.dollars": dollars}
    (rate,) = implied_rates(evidence(changes))
    assert rate.claims == ("loan", "dollars")
    assert round(rate.rate, 4) == 1.1633
    elsewhere = {**dollars, "in": {**where, "quote": "6.98 billion"}}
    assert implied_rates(evidence({**changes, "claims.dollars": elsewhere})) == ()
