"""Outcome models on issues that can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from winset.consent.outcomes import fixed
from winset.consent.outcomes.bands import band
from winset.consent.outcomes.challenge import after_round, settled
from winset.consent.outcomes.issues import read_issues, some
from winset.consent.outcomes.learned import focal_points, ridge
from winset.consent.outcomes.validate import FIXED, LEARNED, parts, validate
from winset.consent.outcomes.weights import VOTES, power, weighted_median
from winset.errors import Faults

NAN = float("nan")


def frame(**columns: list[object]) -> pd.DataFrame:
    """Two issues: the Commission, Germany and Malta; under a majority and under unanimity."""
    given: dict[str, list[object]] = {
        "prnr": ["p1", "p2"],
        "counvte": ["QMV", "Unan"],
        "pcom": [100.0, 100.0],
        "scom": [80.0, 80.0],
        "pde": [0.0, 0.0],
        "sde": [40.0, NAN],
        "pmt": [60.0, NAN],
        "smt": [20.0, 50.0],
        "rp": [NAN, 40.0],
        "out": [50.0, 20.0],
    }
    return pd.DataFrame({**given, **columns})


def test_power_is_by_votes_under_a_majority_and_the_same_under_unanimity() -> None:
    """Germany 29 and Malta 3 votes; the Commission a fifth of 32; usual (29 + 3) / 2 = 16."""
    found = power(read_issues(frame()))
    np.testing.assert_allclose(found, [[6.4, 29, 3], [3.2, 16, 0]])


def test_the_votes_are_those_of_the_treaty_of_nice() -> None:
    """345 votes of 27 members; with the 7 of Croatia 352."""
    assert sum(VOTES.values()) == 352
    assert sum(votes for code, votes in VOTES.items() if code != "cr") == 345
    assert len(VOTES) == 28


def test_means_and_compromise_by_hand() -> None:
    issues = read_issues(frame())
    np.testing.assert_allclose(fixed.mean(issues), [160 / 3, 50])
    np.testing.assert_allclose(fixed.mean_of_states(issues), [30, 0])
    np.testing.assert_allclose(fixed.salience_mean(issues), [(8000 + 1200) / 140, 8000 / 130])
    top = 6.4 * 80 * 100 + 3 * 20 * 60
    np.testing.assert_allclose(fixed.compromise(issues)[0], top / (6.4 * 80 + 29 * 40 + 3 * 20))
    np.testing.assert_allclose(fixed.reference_point(issues), [160 / 3, 40])


def test_a_weighted_median_is_where_half_the_weight_is_reached() -> None:
    issues = read_issues(frame())
    assert weighted_median(issues, np.array([[1.0, 3, 1], [1, 1, 0]])).tolist() == [0, 50]
    assert weighted_median(issues, np.zeros((2, 3))).tolist() == [60, 50]


def test_the_agenda_setter_gets_what_all_prefer_to_the_reference_point() -> None:
    """Unanimity: Germany at 0 accepts 0 to 40 against a reference point of 40: 40 is best at 100.

    With the reference point at 80 and unanimity it accepts up to 80.
    """
    assert fixed.agenda_setter(read_issues(frame())).tolist() == [100, 40]
    assert fixed.agenda_setter(read_issues(frame(rp=[30.0, 80.0]))).tolist() == [30, 80]


def test_a_challenged_actor_gives_in_in_proportion_or_altogether() -> None:
    """Two actors, 9 and 1 of 10 of the weight: d = 1, P = 0.9, and saliences 0.2 and 1.

    The strong expects 2 (1 - 2 x 0.2 x 0.1) = 1.92 from challenging, the weak
    2 (1 - 2 x 1 x 0.9) = -1.6 from challenging back: it moves 1.6 / 1.92 of the way.
    """
    positions, weights = np.array([0.0, 100.0]), np.array([1.0, 9.0])
    moved = after_round(positions, np.array([0.2, 1.0]), weights)
    np.testing.assert_allclose(moved, [100 * 1.6 / 1.92, 100.0])
    assert settled(np.array([30.0, 30.0]), np.ones(2), np.ones(2)) == 30.0


def test_a_band_counts_each_proposal_once() -> None:
    """Four proposals and the one to come: each issue of the first carries 1/10, others 1/5."""
    misses, proposal = np.array([1.0, 5.0, 2.0, 3.0, 4.0]), np.array([0, 0, 1, 2, 3])
    assert band(misses, proposal, 0.5) == 3.0
    assert band(misses, proposal, 0.8) == 5.0
    assert band(misses, proposal, 0.81) == float("inf")


def test_bands_hold_as_often_as_stated_by_proposal() -> None:
    """2,000 rounds of 30 proposals with 1 to 5 alike issues: at least 80 %, and not far above."""
    numbers = np.random.default_rng(1)
    held = 0
    for _ in range(2000):
        counts = numbers.integers(1, 6, 31)
        proposal = np.repeat(np.arange(31), counts)
        misses = np.abs(numbers.normal(size=31))[proposal] + 0.1 * numbers.random(len(proposal))
        new = proposal == 30
        width = band(misses[~new], proposal[~new], 0.8)
        held += bool(misses[new][0] <= width)
    assert 0.78 < held / 2000 < 0.86


def learnable(count: int = 40) -> pd.DataFrame:
    """Proposals whose outcome is the Commission's position; the mean misses it by a half."""
    numbers = np.random.default_rng(3)
    com, state = numbers.integers(0, 21, (2, count)) * 5.0
    return pd.DataFrame(
        {"prnr": np.arange(count) // 2, "pcom": com, "scom": 50.0, "pde": state, "sde": 50.0,
         "out": com}
    )  # fmt: skip


def test_ridge_learns_whose_position_prevails() -> None:
    issues = read_issues(learnable())
    missed = np.abs(ridge(issues)(issues) - issues.outcome).mean()
    assert missed < 0.5 * np.abs(fixed.mean(issues) - issues.outcome).mean()


def test_focal_points_learn_that_outcomes_sit_at_the_ends() -> None:
    numbers = np.random.default_rng(4)
    at_ends = learnable().assign(pcom=40.0, pde=60.0, out=numbers.integers(0, 2, 40) * 100.0)
    issues = read_issues(at_ends)
    assert set(focal_points(issues)(issues).tolist()) <= {0.0, 100.0}


def test_a_report_has_every_model_with_error_coverage_and_skill() -> None:
    found = validate(learnable())["models"]
    assert list(found) == [*FIXED, *LEARNED]
    assert found["mean"]["n"] == 40
    assert found["mean"]["skill"]["mean"] == 0.0
    assert found["ridge"]["skill"]["mean"] > 0.5
    assert set(found["ridge"]["coverage"]) == {"50", "80", "95"}
    apart = validate(learnable(), train=learnable())["models"]
    assert apart["mean"]["mae"] == pytest.approx(found["mean"]["mae"])


def test_parts_keep_proposals_together() -> None:
    proposal = np.array([4, 4, 1, 7, 7, 7, 2])
    for part in parts(proposal):
        inside, outside = set(proposal[part].tolist()), set(proposal[~part].tolist())
        assert not inside & outside
    assert sum(part.sum() for part in parts(proposal)) == 7


def test_some_issues_keep_their_proposals() -> None:
    issues = read_issues(frame())
    assert some(issues, np.array([False, True])).proposal.tolist() == [1]


def test_what_is_wrong_with_a_frame_is_told_all_at_once() -> None:
    wrong = frame(out=["x", "y"], pde=[0.0, 120.0]).drop(columns="prnr")
    with pytest.raises(Faults) as caught:
        read_issues(wrong)
    told = str(caught.value)
    assert [fault.code.id for fault in caught.value.faults] == ["C111"] * 3
    assert "no column 'prnr'" in told
    assert "'pde' leaves the scale" in told
    with pytest.raises(Faults, match="no actor has a position"):
        read_issues(pd.DataFrame({"prnr": ["a"], "out": [1.0]}))
    with pytest.raises(Faults, match="C112"):
        validate(frame())
