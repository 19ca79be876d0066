"""The chance of adoption against closed forms and against the counting of coalitions."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom, poisson_binom

from winset.consent.adoption import adoption, pivot_chances
from winset.consent.diagram import vote_diagram
from winset.data.read import read
from winset.rules.counting import count
from winset.rules.game import coalition_game
from winset.rules.indices import banzhaf_absolute, winning_coalitions
from winset.rules.members import Members, read_members


def council() -> Members:
    """The Council with the raw populations of its members in 2025."""
    people = read("eu27_population").frame["population_2025"]
    return read_members({str(code): {"population": int(n)} for code, n in people.items()})


def for_or_against(chances: list[float]) -> np.ndarray:
    """Ballots of members who are for with given chances, else against."""
    papers = np.zeros((1, len(chances), 4))
    papers[0, :, 0] = chances
    papers[0, :, 1] = 1 - np.array(chances)
    return papers


def test_even_chances_carry_as_often_as_coalitions_win() -> None:
    """With 27 fair coins the chance is winning coalitions / 2^27, counted by another method."""
    members = council()
    counts = count(coalition_game("qualified_majority", members))
    diagram = vote_diagram("qualified_majority", members)
    even = for_or_against([0.5] * 27)
    expected = winning_coalitions(counts) / 2**27
    assert adoption(diagram, even)[0] == pytest.approx(expected, rel=1e-13)
    power = np.array([float(x) for x in banzhaf_absolute(counts).values()])
    np.testing.assert_allclose(pivot_chances(diagram, even)[0], power, rtol=1e-12)


@pytest.mark.parametrize("p", [0.0, 0.3, 0.9, 1.0])
def test_a_majority_of_equals_is_a_binomial_tail(p: float) -> None:
    members = read_members({f"m{i}": {} for i in range(27)})
    found = adoption(vote_diagram("simple_majority", members), for_or_against([p] * 27))[0]
    assert found == pytest.approx(float(binom.sf(13, 27, p)), abs=1e-14)


def test_a_count_of_unequal_chances_is_a_poisson_binomial_tail() -> None:
    chances = [i / 28 for i in range(1, 28)]
    members = read_members({f"m{i}": {} for i in range(27)})
    found = adoption(vote_diagram("enhanced_cooperation", members), for_or_against(chances))[0]
    assert found == pytest.approx(float(poisson_binom.sf(8, chances)), abs=1e-13)


def test_abstentions_do_not_prevent_unanimity_in_the_council() -> None:
    """Art. 238(4) TFEU: carried if nobody is against; not if all abstain."""
    members = read_members({"a": {}, "b": {}, "c": {}})
    papers = np.tile([0.5, 0.1, 0.4, 0.0], (1, 3, 1))
    nobody_against, all_abstain = 0.9**3, 0.4**3
    found = adoption(vote_diagram("eu_unanimity", members), papers)[0]
    assert found == pytest.approx(nobody_against - all_abstain, abs=1e-15)


def test_an_abstention_is_not_for_under_a_qualified_majority() -> None:
    members = council()
    diagram = vote_diagram("qualified_majority", members)
    papers = for_or_against([0.8] * 27)
    abstaining = papers.copy()
    abstaining[..., 2] = papers[..., 1]
    abstaining[..., 1] = 0.0
    assert adoption(diagram, papers)[0] == adoption(diagram, abstaining)[0]
