"""Numbers, formulas and conflicts of evidence, against plain ways to the same result."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from winset.evidence.conflicts import conflicts
from winset.evidence.digest import span_digest, text_digest
from winset.evidence.formula import evaluate
from winset.evidence.measure import Measure
from winset.evidence.nouns import Evidence
from winset.evidence.numbers import states
from winset.evidence.numerals import words_value
from winset.evidence.verify import examine

UNITS = {"EUR": "", "EUR k": "k", "EUR m": " million", "EUR bn": "bn", "EUR tn": " trillion"}
cents = st.integers(1, 99_999_999).map(lambda n: n / 100)


@given(cents, st.sampled_from(sorted(UNITS)), st.sampled_from(["€{}", "EUR {}", "{} euros"]))
def test_a_written_amount_states_itself_and_no_other(value, unit, form):
    words = form.format(f"{value:,.2f}{UNITS[unit]}")
    assert states(words, value, unit)
    assert not states(words, round(value + 0.01, 2), unit)
    assert not states(words, value, unit.replace("EUR", "USD"))
    assert not states(words, value, "number")


@given(st.integers(0, 999), st.sampled_from([("million", 10**6), ("billion", 10**9)]))
def test_numbers_in_words_are_those_spelled(number, scale):
    name, size = scale
    assert words_value(spelled(number)) == number
    assert states(f"all {spelled(number)} {name} of them", number * size, "number")


LOW = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
HIGH = "twenty thirty forty fifty sixty seventy eighty ninety"


def spelled(number: int) -> str:
    """British spelling of 0 to 999."""
    if number < 20:
        return LOW.split()[number]
    if number < 100:
        rest = f"-{spelled(number % 10)}" if number % 10 else ""
        return HIGH.split()[number // 10 - 2] + rest
    rest = f" and {spelled(number % 100)}" if number % 100 else ""
    return f"{spelled(number // 100)} hundred{rest}"


NAMES = {"a": Fraction(3), "a-b": Fraction(7, 2), "c-2": Fraction(-5)}


@st.composite
def formulas(draw, depth=3):
    """A formula with its value, built together."""
    leaves = list(NAMES.items())
    leaves += [(str(n), Fraction(n)) for n in (0, 1, 12)] + [("0.25", Fraction(1, 4))]
    if depth == 0 or draw(st.booleans()):
        return draw(st.sampled_from(leaves))
    left, a = draw(formulas(depth - 1))
    right, b = draw(formulas(depth - 1))
    results = {"+": a + b, "-": a - b, "*": a * b} | ({"/": a / b} if b else {})
    sign = draw(st.sampled_from(sorted(results)))
    return f"({left} {sign} {right})", results[sign]


@given(formulas())
def test_formulas_are_worked_out_exactly(formula):
    text, value = formula
    assert evaluate(text, {name: Measure(size) for name, size in NAMES.items()}).size == value


figures = st.lists(
    st.one_of(
        st.integers(-3, 3).map(lambda v: {"value": v}),
        st.tuples(st.integers(-3, 3), st.integers(0, 3)).map(
            lambda t: {"low": t[0], "high": t[0] + t[1]}
        ),
    ),
    min_size=2,
    max_size=5,
)


def claims_with(given_figures):
    return Evidence.model_validate(
        {
            "claims": {
                name: {"says": "It is.", "figure": {"of": "stock", "unit": "EUR bn", **figure}}
                for name, figure in given_figures
            }
        }
    )


@given(figures)
def test_a_conflict_does_not_depend_on_who_speaks_first(numbers):
    named = [(f"f{i}", figure) for i, figure in enumerate(numbers)]
    forward, backward = (conflicts(claims_with(each)) for each in (named, named[::-1]))

    def seen(found):
        return {(frozenset((c.one.claim, c.other.claim)), c.relative_difference) for c in found}

    assert seen(forward) == seen(backward)


@given(figures)
def test_equal_figures_never_conflict_and_points_apart_always_do(numbers):
    claims = claims_with([(f"f{i}", figure) for i, figure in enumerate(numbers)])
    pairs = {(c.one.claim, c.other.claim) for c in conflicts(claims)}
    for i, one in enumerate(numbers):
        for j, other in enumerate(numbers[i + 1 :], start=i + 1):
            if one == other:
                assert (f"f{i}", f"f{j}") not in pairs
            elif "value" in one and "value" in other:
                assert (f"f{i}", f"f{j}") in pairs


SECRET = "The company expects losses of 36 billion.\nIt asks for shared risk – soon.\n"
SPAN, DIGEST = span_digest(SECRET, "shared risk – soon")
WITHHELD = Evidence.model_validate(
    {
        "sources": {
            "letter": {
                "title": "Letter",
                "publisher": "Company",
                "published": "2031-02",
                "text": "withheld",
                "sha256": text_digest(SECRET.encode()),
            }
        },
        "claims": {
            "risk": {
                "says": "It wants the risk shared.",
                "by": "company",
                "in": {"source": "letter", "span": SPAN, "digest": DIGEST},
            }
        },
    }
)


@given(st.integers(0, len(SECRET.encode()) - 1), st.integers(1, 255))
def test_a_copy_with_any_one_byte_changed_proves_nothing(at, change):
    copy = bytearray(SECRET.encode())
    copy[at] ^= change
    found = examine(WITHHELD, {}, {"letter": bytes(copy)})
    assert found.standings == {"risk": "failed"}
    assert any(fault.level == "error" for fault in found.faults)


def test_the_copy_itself_proves_the_claim():
    found = examine(WITHHELD, {}, {"letter": SECRET.encode()})
    assert (found.standings, found.faults) == ({"risk": "verified"}, ())
    assert found.spans["risk"] == SPAN
