import datetime as dt

import pytest
from tests.unit.evidence.samples import COPIES, TEXTS, evidence

from winset.errors import Place
from winset.evidence.basis import Use, use_faults
from winset.evidence.coverage import MEANINGS, coverage
from winset.evidence.lineage import last_day, rests_on_weak, roots
from winset.evidence.verify import examine

DAY = dt.date(2031, 3, 4)


def row(*basis, changes=None, copies=COPIES, as_of=DAY, stale_after=6, **more):
    given = evidence(changes)
    use = Use("a.b", basis, **more)
    (only,) = coverage(given, examine(given, TEXTS, copies), [use], as_of, stale_after).rows
    return only


def codes(*basis, changes=None, **more):
    found = use_faults(evidence(changes), Use("a.b", basis, **more))
    return [(fault.code.id, fault.level) for fault in found]


@pytest.mark.parametrize(
    ("basis", "kind", "verified"),
    [
        (("mayor",), "sourced", True),
        (("mayor", "city-part"), "sourced", False),
        (("risk",), "sourced", True),
        (("city-part",), "cited", False),
        (("loan-sum",), "computed", False),
        (("loan-sum", "city-part"), "computed", False),
        (("judgement",), "judgement", False),
        (("mayor", "judgement"), "sourced", True),
        (("nobody",), "failed", False),
        ((), "none", False),
    ],
)
def test_a_quantity_is_as_good_as_the_best_it_rests_on(basis, kind, verified):
    found = row(*basis)
    assert (found.kind, found.verified) == (kind, verified)


def test_a_withheld_source_counts_only_with_a_copy_in_this_run():
    assert row("risk", copies={}).kind == "cited"


def test_a_claim_whose_quotation_fails_supports_nothing():
    wrong = {"claims.mayor.in.quote": "at all pleased"}
    assert row("mayor", changes=wrong).kind == "sourced"  # another passage, but a true one
    wrong = {"claims.mayor.in.quote": "at all amused"}
    assert row("mayor", changes=wrong).kind == "failed"
    assert row("mayor", "judgement", changes=wrong).kind == "judgement"


def test_flags():
    assert row("mayor").flags == frozenset()
    assert row("loan").flags == {"contested"}
    assert row("mayor", contested=True).flags == {"contested"}
    assert row("whisper").flags == {"weak", "undated"}
    assert row("mayor", "judgement").flags == {"judgement"}
    assert row("judgement").flags == frozenset()


def test_a_quantity_is_stale_when_its_newest_claim_is():
    assert row("risk", as_of=dt.date(2031, 8, 31)).flags == frozenset()
    assert row("risk", as_of=dt.date(2031, 9, 1)).flags == {"stale"}
    assert row("risk", "mayor", as_of=dt.date(2031, 9, 1)).flags == frozenset()
    own = {"claims.mayor.as_of": "2030-01"}
    assert row("mayor", changes=own).flags == {"stale"}


def test_a_computed_claim_is_as_old_as_its_oldest_input():
    older = {"claims.city-part.as_of": "2030-12-24"}
    assert last_day(evidence(older), "loan-sum") == dt.date(2030, 12, 24)
    assert last_day(evidence(), "whisper") is None


def test_roots_end_in_circles():
    circle = {"claims.loan-sum.computed.from": ["loan-sum", "city-part", "nobody"]}
    assert roots(evidence(circle), "loan-sum") == ("city-part",)


def test_weak_in_part_and_weak_alone():
    both = {"claims.loan-sum.computed.from": ["city-part", "whisper"]}
    assert rests_on_weak(evidence(both), "loan-sum") == (True, False)
    assert rests_on_weak(evidence(), "whisper") == (True, True)
    assert rests_on_weak(evidence(), "nobody") == (False, False)


def test_counts_sum_to_the_quantities():
    given = evidence()
    uses = [Use(f"q{i}", basis) for i, basis in enumerate([("mayor",), ("judgement",), ("risk",)])]
    found = coverage(given, examine(given, TEXTS), uses, DAY, 6)
    assert found.counts == dict.fromkeys(MEANINGS, 0) | {"sourced": 1, "judgement": 1, "cited": 1}
    assert sum(found.flags.values()) == 0


def test_a_quantity_on_weak_sources_alone_is_an_error():
    weak_end = {"low": 5, "value": 7, "high": 9, "unit": "EUR bn"}
    assert codes("whisper", value=9, unit="EUR bn") == [("E123", "error")]
    assert codes("whisper", contested=True, value=9, unit="EUR bn") == [("E123", "error")]
    assert codes("whisper", **weak_end) == [("E123", "error")]
    assert codes("whisper", contested=True, **weak_end) == []
    middle = {**weak_end, "low": 8, "value": 9, "high": 10}
    assert codes("whisper", contested=True, **middle) == [("E123", "error")]
    millions = {"low": 5000, "high": 9000, "unit": "EUR m"}
    assert codes("whisper", contested=True, **millions) == []


def test_a_weak_source_may_stand_beside_a_better_one_or_a_judgement():
    assert codes("whisper", "city-part", low=4, high=9, unit="EUR bn") == []
    assert codes("whisper", "judgement", value=9, unit="EUR bn") == []


def test_an_unknown_claim_is_told_with_the_nearest():
    place = Place("scenario.yaml", 7, "a.b")
    (fault,) = use_faults(evidence(), Use("a.b", ("mayr",), where=place))
    assert (fault.code.id, fault.where) == ("E112", place)
    assert fault.fix.startswith('write "mayor"')


@pytest.mark.parametrize(
    ("numbers", "astray"),
    [
        ({"value": 6, "unit": "EUR bn"}, False),
        ({"value": 5900, "unit": "EUR m"}, True),
        ({"low": 5, "high": 7, "unit": "EUR bn"}, False),
        ({"low": 5, "value": 5.2, "high": 5.5, "unit": "EUR bn"}, True),
        ({"value": 7, "unit": "USD bn"}, False),
        ({"value": 7}, False),
        ({"unit": "EUR bn"}, False),
    ],
)
def test_a_quantity_that_leaves_out_its_figures_is_noticed(numbers, astray):
    assert codes("loan", **numbers) == ([("E124", "notice")] if astray else [])
    assert codes("loan", "judgement", **numbers) == []


def test_one_of_several_figures_is_enough():
    assert codes("loan", "city-part", value=4.1, unit="EUR bn") == []
