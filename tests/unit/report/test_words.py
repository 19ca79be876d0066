"""What a reader calls things, and what terms are said to do."""

from __future__ import annotations

import pytest
from tests.unit.report.made_up import small_case

from winset.evidence.nouns import Source
from winset.report.brief.cited import called
from winset.report.capitals import capitalised, spellings
from winset.report.charts.drivers import shortened
from winset.report.families import families, nothing_of
from winset.report.said import OF_MONEY, SAID, pattern_of
from winset.report.stated import in_unit, stated
from winset.report.steps import edges, spans
from winset.report.terms import SENTENCES, differences
from winset.report.words import BASIS, WEAKEST_FIRST, named
from winset.scenario.bundled import bundled
from winset.scenario.load import load
from winset.scenario.nouns.instrument import Instrument
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.options import instrument_of
from winset.scenario.walk import quantities


@pytest.fixture(scope="module")
def scenario():
    return small_case().scenario


@pytest.mark.parametrize(
    ("path", "label", "says"),
    [
        ("money.freeze.lapse", "Freeze: a renewal fails", "The chance that a renewal fails"),
        (
            "money.assets.buffer",
            "Assets: the custodian's own means",
            "The custodian's own means that stand before the host state",
        ),
        (
            "money.rates.correlation",
            "Rates: how far the two move together",
            "Of the two rates' yearly shocks",
        ),
        (
            "money.instruments.asset_loan.first_cash.delay",
            "A loan against the deposits: first cash, delay",
            "What may be lost on the way",
        ),
        (
            "money.instruments.asset_loan.use.first_call.amount",
            "A loan against the deposits: what is taken first",
            "What that takes, raised on top of the size",
        ),
    ],
)  # fmt: skip
def test_a_quantity_is_named_by_its_path_and_described_by_the_language(
    scenario, path: str, label: str, says: str
) -> None:
    found = named(scenario, path)
    assert (found.label, found.says) == (label, says)


def test_every_quantity_has_a_name_of_its_own_and_a_description(scenario) -> None:
    names = {path: named(scenario, path) for path, _ in quantities(scenario)}
    labels = [each.label for each in names.values()]
    assert len(set(labels)) == len(labels)
    assert all(each.says for each in names.values())


def test_every_kind_of_basis_has_a_rank_and_words() -> None:
    assert set(BASIS) == set(WEAKEST_FIRST)


def test_families_are_drafts_with_their_variants(scenario) -> None:
    found = {family.main: family.variants for family in families(scenario.money)}
    assert found == {
        "asset_loan": ("asset_loan_bare", "asset_loan_joint"),
        "union_bonds": (),
        "grants": (),
    }
    assert nothing_of(scenario.money) == "nothing"


def test_terms_that_differ_are_found_and_said(scenario) -> None:
    drafted = instrument_of(scenario.money, "asset_loan")
    bare = differences(drafted, instrument_of(scenario.money, "asset_loan_bare"))
    assert [term.path for term in bare] == ["guarantee"]
    assert "custodian" in bare[0].says
    joint = differences(drafted, instrument_of(scenario.money, "asset_loan_joint"))
    assert {term.path for term in joint} == {
        "guarantee.sharing",
        "guarantee.cap",
        "guarantee.covers",
        "guarantee.outlives_freeze",
    }
    said = " ".join(term.says for term in joint)
    assert "stand in for those who do not" in said
    assert "no limit" in said
    assert "a court orders more than the principal" in said
    assert "after the freeze has ended" in said


def test_nothing_differs_from_itself(scenario) -> None:
    drafted = instrument_of(scenario.money, "asset_loan")
    assert differences(drafted, drafted) == ()
    assert differences(None, drafted) == ()


def test_a_term_without_a_sentence_is_told_by_the_words_of_the_language(scenario) -> None:
    drafted = instrument_of(scenario.money, "asset_loan")
    assert drafted is not None
    smaller = drafted.model_copy(update={"size": Quantity(value=30, unit="EUR bn")})
    (term,) = differences(drafted, smaller)
    assert term.path == "size"
    assert term.says.endswith("EUR 30bn instead of EUR 60bn.")


def test_every_sentence_speaks_of_a_term_that_instruments_have() -> None:
    for path in SENTENCES:
        model = Instrument
        for key in path.split("."):
            field = model.model_fields[key]
            kinds = [field.annotation, *getattr(field.annotation, "__args__", ())]
            records = [k for k in kinds if isinstance(k, type) and hasattr(k, "model_fields")]
            model = records[0] if records else model


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(value=25, unit="EUR bn"), "EUR 25bn"),
        (Quantity(low=1, likely=2.5, high=4, unit="% per year"), "2.5 % a year (1 to 4)"),
        (Quantity(between=(170, 185), unit="EUR bn"), "EUR 170 to 185bn"),
        (Quantity(normal=(2, 0.5), unit="%"), "2 (standard deviation 0.5) %"),
        (Quantity(low=0, likely=1, high=6, unit="months"), "1 months (0 to 6)"),
    ],
)
def test_quantities_as_stated(quantity: Quantity, words: str) -> None:
    assert stated(quantity) == words


def test_a_part_of_a_dated_quantity_takes_the_unit_of_the_whole() -> None:
    whole = Quantity(dated={"2025-11": Quantity(value=1)}, unit="USD bn/year")
    assert stated(Quantity(value=54), whole) == "USD 54bn a year"


def test_unknown_units_are_left_as_they_are() -> None:
    assert in_unit("3", "apples") == "3 apples"


def test_capitals_are_those_of_the_texts() -> None:
    known = spellings(["Cash of Euroclear, said Kyiv's minister.", "The law of Kyiv's parliament"])
    assert capitalised("euroclear-and-kyivs-cash", known) == "Euroclear and Kyiv's cash"


def test_long_labels_lose_what_they_are_of_not_what_they_are() -> None:
    label = "Arms and upkeep of the forces beyond the state's own budget: monthly, from May 2025"
    short = shortened(label)
    assert len(short) <= 50
    assert short.endswith("\u2026: monthly, from May 2025")


def test_steps_cover_all_values_and_are_round() -> None:
    values = [54.0, 62, 71, 72, 74, 76, 77, 81, 90, 92, 98, 98, 106, 110, 121, 123, 141, 143, 556]
    cuts = edges(values, 5)
    assert cuts == sorted(set(cuts))
    assert all(float(f"{cut:.2g}") == cut for cut in cuts)
    assert min(values) < cuts[0]
    assert cuts[-1] <= max(values)
    assert len(spans(cuts, str)) == len(cuts) + 1


@pytest.fixture(scope="module")
def shipped():
    return {name: load(name).scenario for name in bundled()}


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("tables.istanbul.discount.russia", "what next month counts for Russia"),
        (
            "tables.istanbul.status_quo.russia.over.funding.levels.out",
            "Russia without a settlement, \u201cHow long Ukraine's money still lasts\u201d: out",
        ),
        (
            "tables.istanbul.issues.territory.levels.line_unrecognised.slope.russia.front",
            "worth to Russia of “Stop on the line, nothing recognised” (Territory), by “The front”",
        ),
        (
            "tables.council.agenda.bonds.if_fails.pooled",
            "“Pooled contributions” follows once “Bonds on budget headroom” has failed",
        ),
        ("tables.istanbul.declared.kyiv.kept", "declaration of Ukraine kept"),
        (
            "tables.istanbul.red_lines.no_withdrawal.firmness",
            "red line (no withdrawal), firm today",
        ),
        ("tables.council.temperature", "how far choices stray"),
        ("world.blame.answers.refused.russia.blamed.chance", "blamed, once Russia stays away"),
        ("world.front.believed_by.ukraine.drift", "drift as Ukraine takes it to be"),
    ],
)
def test_what_stands_in_a_table_is_called_by_titles(shipped, path: str, label: str) -> None:
    head, _, rest = named(shipped["ukraine-2025"], path).label.partition(": ")
    assert (bool(head), rest) == (True, label)


def test_what_tables_hold_is_told_apart_and_no_line_of_words_is_idle(shipped) -> None:
    fits, of_money = set(), set()
    for scenario in shipped.values():
        paths = [path for path, _ in quantities(scenario)]
        labels = [named(scenario, path).label for path in paths]
        assert len(set(labels)) == len(labels)
        fits |= {
            pattern_of(tuple(p.split(".")[2:]))
            for p in paths
            if p.startswith(("tables.", "world."))
        }
        of_money |= {
            pattern_of(tuple(p.split(".")[1:]), money=True) for p in paths if p.startswith("money.")
        }
    assert fits - {None} == set(SAID)
    assert of_money - {None} == set(OF_MONEY)


def test_lists_call_a_publisher_by_its_short_name() -> None:
    paper = Source(title="A", publisher="not named (a site)", published="2025-11", text="not_held")
    assert called(paper) == "not named (a site)"
    assert called(paper.model_copy(update={"short": "the article"})) == "the article"
