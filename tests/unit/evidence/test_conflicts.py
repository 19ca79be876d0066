import pytest
from tests.unit.evidence.samples import evidence

from winset.evidence.conflicts import (
    conflicts,
    contested_claims,
    date_conflicts,
    unmarked_faults,
)


def with_figures(*figures, **more):
    claims = {
        f"claims.f{i}": {
            "says": "It is.",
            "by": "somebody",
            "in": {"source": "relay"},
            "figure": {"of": "stock", "unit": "EUR bn", **figure},
        }
        for i, figure in enumerate(figures)
    }
    changes = {"claims.loan-sum.computed.of": None, **claims, "claims.loan.contested_by": None}
    return evidence({**changes, **more})


def test_two_figures_of_one_thing_are_both_shown():
    (found,) = conflicts(evidence())
    assert found.of == "loan-size"
    assert (found.one.claim, found.one.value, found.one.unit) == ("loan", 6.0, "EUR bn")
    assert (found.other.claim, found.other.value, found.other.unit) == ("loan-sum", 5.9, "EUR bn")
    assert found.relative_difference == pytest.approx(0.1 / 6)
    assert not found.overlap
    assert found.marked


def test_units_are_made_alike_first():
    assert conflicts(with_figures({"value": 193}, {"value": 193_000, "unit": "EUR m"})) == ()


def test_figures_of_other_days_do_not_conflict():
    dated = [{"value": 194, "date": "2031-01"}, {"value": 193, "date": "2031-02"}]
    assert conflicts(with_figures(*dated)) == ()
    same = [{"value": 194, "date": "2031-01"}, {"value": 193, "date": "2031-01-31"}]
    assert len(conflicts(with_figures(*same))) == 1
    assert len(conflicts(with_figures(dated[0], {"value": 193}))) == 1


def test_other_currencies_and_other_units_are_not_compared():
    figures = [{"value": 6}, {"value": 7, "unit": "USD bn"}, {"value": 8, "unit": "%"}]
    assert conflicts(with_figures(*figures)) == ()


def test_a_point_in_a_range_agrees_and_ranges_that_cross_overlap():
    span = {"low": 10, "high": 20}
    assert conflicts(with_figures(span, {"value": 12})) == ()
    (crossing,) = conflicts(with_figures(span, {"low": 15, "high": 25}))
    assert crossing.overlap
    assert crossing.relative_difference == pytest.approx(5 / 20)
    (apart,) = conflicts(with_figures(span, {"value": 30}))
    assert not apart.overlap


def test_nought_against_a_number():
    (found,) = conflicts(with_figures({"value": 0}, {"value": -4}))
    assert found.relative_difference == 1


def test_three_figures_make_three_pairs():
    assert len(conflicts(with_figures({"value": 1}, {"value": 2}, {"value": 3}))) == 3


def test_only_an_unmarked_conflict_is_a_warning():
    assert unmarked_faults(conflicts(evidence())) == ()
    (fault,) = unmarked_faults(conflicts(evidence({"claims.loan.contested_by": None})))
    assert (fault.code.id, fault.level) == ("E120", "warning")
    backwards = evidence(
        {"claims.loan.contested_by": None, "claims.loan-sum.contested_by": ["loan"]}
    )
    assert unmarked_faults(conflicts(backwards)) == ()


def dated(on, other, about=False):
    first = {"of": "vote", "on": on, "about": about}
    second = {"of": "vote", "on": other}
    return evidence({"claims.mayor.date": first, "claims.risk.date": second})


def test_dates_of_one_thing_conflict_unless_one_holds_the_other():
    assert date_conflicts(dated("2031-04", "2031-04-18")) == ()
    (found,) = date_conflicts(
        dated("2031-12-15", {"from": "2031-12-18", "to": "2031-12-19"}, about=True)
    )
    assert (found.one.claim, found.other.claim) == ("mayor", "risk")
    assert (found.one.about, found.other.about) == (True, False)
    assert (found.days_apart, found.overlap) == (3, False)


def test_periods_that_cross_conflict_and_overlap():
    early = {"from": "2031-01", "to": "2031-03"}
    (found,) = date_conflicts(dated(early, {"from": "2031-02", "to": "2031-04"}))
    assert (found.days_apart, found.overlap) == (0, True)


def test_contested_are_those_who_say_so_those_named_and_those_who_disagree():
    assert contested_claims(evidence()) == {"loan", "loan-sum"}
    assert contested_claims(dated("2031-04-01", "2031-04-02")) >= {"mayor", "risk"}
