from fractions import Fraction

import pytest

from winset.evidence.formula import FormulaError, evaluate
from winset.evidence.measure import Measure, measure

AMOUNTS = {
    "a": measure(4.1, "EUR bn"),
    "a-b": measure(1.8, "EUR bn"),
    "rate": measure(12, "% per year"),
    "dollars": measure(6.98, "USD bn"),
    "nought": measure(0, "EUR bn"),
}


def test_names_with_hyphens_are_names_and_signs_stand_apart():
    assert evaluate("a-b", AMOUNTS).size == 1_800_000_000
    assert evaluate("a - a-b", AMOUNTS).size == 2_300_000_000
    assert evaluate("a+a-b", AMOUNTS).size == 5_900_000_000


def test_precedence_parentheses_and_minus():
    assert evaluate("2 + 3 * 4", {}) == Measure(Fraction(14))
    assert evaluate("-(2 + 3) * 4 / 8", {}) == Measure(Fraction(-5, 2))
    assert evaluate("0.1 + 0.2", {}) == Measure(Fraction(3, 10))


def test_parentheses_may_be_as_deep_as_a_formula_is_long():
    assert evaluate("(" * 199 + "1" + ")" * 199, {}) == Measure(Fraction(1))


def test_units_go_along():
    assert evaluate("dollars / a", AMOUNTS).powers == (("EUR", -1), ("USD", 1))
    assert evaluate("a / a-b", AMOUNTS).powers == ()
    assert evaluate("a * rate", AMOUNTS) == Measure(
        Fraction(41_000_000), (("EUR", 1), ("month", -1))
    )


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("a + dollars", "EUR and USD cannot be added"),
        ("a - 1", "EUR and a plain number cannot be added"),
        ("a / nought", "divides by zero"),
        ("a + c", '"c" is not among the claims'),
        ("a 2", "do not follow each other"),
        ("a ** 2", "do not follow each other"),
        ("a // a", "do not follow each other"),
        ("+a", "are worked out"),
        ("(a", "do not follow each other"),
        ("a, a", '"," is no number'),
        ("a.size", '"a.size" is no number|".size" is no number'),
        ("__import__('os')", "is no number"),
        ("1e9 * a", '"1e9" is no number'),
        ("a if a else a", '"if" is not among'),
        ("A", '"A" is no number'),
        ("(" * 300 + "1" + ")" * 300, "longer than"),
    ],
)
def test_what_is_no_arithmetic_is_refused_in_words(formula, message):
    with pytest.raises(FormulaError, match=message):
        evaluate(formula, AMOUNTS)
