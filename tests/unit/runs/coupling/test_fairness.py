"""The static view of a draw: the engine's own, on what signing is worth against a shut table."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.unit.runs.coupling.parley import Played, played, scenario

from winset.runs.coupling.fairness import RULES, Fair, fairness, worth_of_signing
from winset.runs.coupling.margins import Shut, static
from winset.talks.static import static_view

TIE = 1e-12


@pytest.fixture(scope="module", params=[0, 1])
def one(request: pytest.FixtureRequest) -> tuple[Played, Shut, int, Fair]:
    found = played(scenario(), draw=request.param)
    shut, here = static(found.solved), int(np.argmax(found.start))
    return found, shut, here, fairness(found.solved.whole, shut, here)


def test_the_least_gain_of_the_egalitarian_package_is_the_static_margin(
    one: tuple[Played, Shut, int, Fair],
) -> None:
    """Found by other code: along the staircases, for the margin."""
    _, shut, here, fair = one
    margin, place = shut.margin[0, here], RULES.index("egalitarian")
    assert (fair.package >= 0).all() == (margin > TIE)
    if margin > TIE:
        assert fair.gain[place].min() == pytest.approx(margin, abs=1e-12)
    else:
        assert np.isnan(fair.gain).all()


def test_each_rule_is_best_by_its_own_measure(one: tuple[Played, Shut, int, Fair]) -> None:
    gains = one[3].gain
    if np.isnan(gains).any():
        pytest.skip("no surplus in this draw")
    by_rule = dict(zip(RULES, range(len(RULES)), strict=True))
    assert gains.prod(axis=1).argmax() == by_rule["nash"]
    assert gains.sum(axis=1)[by_rule["utilitarian"]] >= gains.sum(axis=1).max() - TIE
    assert gains.min(axis=1)[by_rule["egalitarian"]] >= gains.min(axis=1).max() - TIE


def test_the_sets_lie_in_one_another(one: tuple[Played, Shut, int, Fair]) -> None:
    found, shut, here, fair = one
    values, allowed = worth_of_signing(found.solved.whole, shut, here)
    assert fair.open == allowed.sum()
    assert 0 <= fair.efficient <= fair.acceptable <= fair.open <= len(values)
    better = (values[allowed] >= shut.worth[here] - TIE).all(axis=1)
    assert fair.acceptable == better.sum()


def test_what_the_table_leaves_when_shut_is_the_point_of_disagreement(
    one: tuple[Played, Shut, int, Fair],
) -> None:
    """Moving it moves the answer: the rules share what lies above it."""
    found, shut, here, fair = one
    values, allowed = worth_of_signing(found.solved.whole, shut, here)
    np.testing.assert_array_equal(fair.shut, shut.worth[here])
    for point in static_view(values[allowed], fair.shut - 0.2).points:
        assert point.verdict == "agreement"
        assert point.gains is not None
        assert (point.gains > 0).all()


def test_where_red_lines_rule_out_everything_there_is_nothing_to_share(
    one: tuple[Played, Shut, int, Fair],
) -> None:
    found, shut, here, _ = one
    whole = found.solved.whole
    barred = np.ones_like(whole.game.terms.barred)
    game = replace(whole.game, terms=replace(whole.game.terms, barred=barred))
    none = fairness(replace(whole, game=game), shut, here)
    assert (none.open, none.acceptable, none.efficient) == (0, 0, 0)
    assert (none.package == -1).all()
