"""The canal talks of 1974: published points, and a case that states no money."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from winset.runs.check import checked
from winset.runs.coupling.run import talks_of
from winset.scenario.draws import draws_of
from winset.scenario.load import load
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.nouns.talks import Talks
from winset.talks.lotteries import lottery_points

NAME = "panama-1974"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(NAME).scenario


def canal(scenario: Scenario) -> Talks:
    table = scenario.tables["canal"]
    assert isinstance(table, Talks)
    return table


def points(scenario: Scenario) -> np.ndarray:
    """The points of both sides, shape (issue, party)."""
    issues = canal(scenario).issues.values()
    return np.array([[each.weights[p].value for p in ("usa", "panama")] for each in issues])


def test_nothing_is_wrong_with_it_and_notices_are_of_hindsight_alone() -> None:
    assert {fault.code.id for fault in checked(NAME).remarks} == {"E125"}


def test_each_side_has_a_hundred_points(scenario: Scenario) -> None:
    assert points(scenario).sum(axis=0).tolist() == [100, 100]


def test_the_points_are_those_of_the_claims_they_rest_on(scenario: Scenario) -> None:
    claims = load(NAME).evidence.claims
    for issue in canal(scenario).issues.values():
        for weight in issue.weights.values():
            (claim,) = weight.basis
            assert claims[claim].figure.value == weight.value


def test_the_points_alone_give_each_side_sixty_six(scenario: Scenario) -> None:
    """Brams & Taylor's Adjusted Winner, as New York University prints it: 66 points to each."""
    ours = points(scenario)
    won = np.array(list(product((True, False), repeat=len(ours))))
    packages = np.stack([won @ ours[:, 0], ~won @ ours[:, 1]], axis=1)
    found = {each.rule: each.values for each in lottery_points(packages, np.zeros(2))}
    np.testing.assert_allclose(found["egalitarian"], [66, 66], atol=1e-9)
    np.testing.assert_allclose(found["kalai_smorodinsky"], [66, 66], atol=1e-9)


def test_panamas_points_are_told_to_be_somebody_elses_judgement(scenario: Scenario) -> None:
    issues = canal(scenario).issues.values()
    assert all(each.weights["panama"].contested for each in issues)


def test_an_end_of_an_issue_is_worth_all_to_one_side_and_nothing_to_the_other(
    scenario: Scenario,
) -> None:
    for issue in canal(scenario).issues.values():
        first, *_, last = issue.levels.values()
        assert (first.value["usa"].value, first.value["panama"].value) == (1, 0)
        assert (last.value["usa"].value, last.value["panama"].value) == (0, 1)


def test_every_account_takes_as_much_to_be_otherwise(scenario: Scenario) -> None:
    assert {len(account.set) for account in scenario.accounts.values()} == {4}


def test_its_talks_are_solved_and_proven(scenario: Scenario) -> None:
    found = talks_of(scenario, draws_of(scenario, 1, 1), certify=1)
    assert found.proofs[0].holds
    assert found.laws == {}


def test_terms_follow_the_points(scenario: Scenario) -> None:
    """Each side gets what it puts far more points on; so has it been since Raiffa's table."""
    found = talks_of(scenario, draws_of(scenario, 2, 1))
    chance = np.mean([report.packages[0] for report in found.reports], axis=0)
    ours = points(scenario)
    for k, levels in enumerate(found.packages.levels):
        level = found.packages.chosen[:, k]
        usa, panama = ours[k]
        if usa > panama + 5:
            assert chance[level == 0].sum() > 0.9
        if panama > usa + 5:
            assert chance[level == len(levels) - 1].sum() > 0.9
