"""What is in others' hands is worth, lasts and says of the assets what it comes to in the mean."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.runs.coupling.parley import draws, prepared, scenario

from winset._typing import Floats
from winset.finance.law import CLAUSES
from winset.runs.coupling.game import games_of
from winset.runs.coupling.numbers import reader
from winset.runs.coupling.packages import come_to, says_of
from winset.runs.coupling.run import talks_of
from winset.runs.coupling.setting import fate_of
from winset.scenario.nouns.scenario import Scenario

HOME = "tables__ford__issues__deposits__levels__home__others"
GUARDS = "tables__ford__issues__guards__levels__cauda__others"


def left_to_others(chance: float, otherwise: str) -> dict[str, object]:
    return {
        "title": "Cauda",
        "chance": {"value": chance, "basis": "judgement"},
        "otherwise": otherwise,
    }


def worth(case: Scenario) -> tuple[Floats, Floats]:
    """What levels are worth, shape (spot, party, level), and hazards by kind, (kind, spot)."""
    setting, plan = prepared(case, 1)
    games = games_of(plan, reader(setting.sampled, 0), fate_of(setting, 0))
    terms = games.tail.terms
    return terms.worth, np.stack([each.hazard for each in terms.settlements])


def levels(case: Scenario) -> list[tuple[str, str]]:
    issues = case.tables["ford"].issues  # type: ignore[union-attr]
    return [(name, level) for name, issue in issues.items() for level in issue.levels]


@pytest.mark.parametrize("chance", [0.0, 0.3, 1.0])
def test_it_is_worth_the_mean_of_what_it_comes_to_and_nothing_else_changes(chance: float) -> None:
    plain = scenario()
    own, _ = worth(plain)
    left, _ = worth(scenario(**{HOME: left_to_others(chance, "kept")}))
    at = levels(plain)
    home, kept = at.index(("deposits", "home")), at.index(("deposits", "kept"))
    mean = chance * own[:, :, home] + (1 - chance) * own[:, :, kept]
    np.testing.assert_allclose(left[:, :, home], mean, atol=1e-12)
    np.testing.assert_array_equal(np.delete(left, home, 2), np.delete(own, home, 2))


def test_it_lasts_as_it_comes_to_in_the_mean() -> None:
    """Guards that may not come leave a line that breaks down like one without them."""
    _, own = worth(scenario())
    _, half = worth(scenario(**{GUARDS: left_to_others(0.5, "nobody")}))
    _, never = worth(scenario(**{GUARDS: left_to_others(0.0, "nobody")}))
    nobody, cauda = np.argmax(own.mean(axis=1)), np.argmin(own.mean(axis=1))
    np.testing.assert_allclose(half[cauda], (own[cauda] + own[nobody]) / 2, atol=1e-12)
    np.testing.assert_allclose(never[cauda], own[nobody], atol=1e-12)
    np.testing.assert_array_equal(half[nobody], own[nobody])


def test_the_money_hears_what_it_comes_to() -> None:
    case = scenario(**{HOME: left_to_others(0.0, "kept")})
    law = talks_of(case, draws(case, 1)).laws
    returned, frozen = CLAUSES.index("returned"), CLAUSES.index("stay_frozen")
    plain = talks_of(scenario(), draws(scenario(), 1)).laws
    for name, each in law.items():
        assert each.clauses[..., returned].max() == 0, name
        assert plain[name].clauses[..., returned].max() > 0, name
        assert each.clauses[..., frozen].max() > 0, name
        np.testing.assert_allclose(each.clauses.sum(axis=-1), 1, atol=1e-9)


def test_chances_of_what_a_level_comes_to_add_up() -> None:
    case = scenario(**{HOME: left_to_others(0.25, "kept")})
    setting, plan = prepared(case, 1)
    read, table = reader(setting.sampled, 0), plan.frame.table
    comes = come_to(table.issues["deposits"], read)
    np.testing.assert_allclose(comes, [[1, 0, 0], [0, 1, 0], [0.75, 0, 0.25]])
    says = says_of(table, plan.packages, read)
    np.testing.assert_allclose(says.sum(axis=1), 1)
    assert set(np.unique(says)) == {0.0, 0.25, 0.75, 1.0}
