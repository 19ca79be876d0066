"""What each account reads otherwise reaches the talks, in one direction with what it states."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import pytest
from tests.unit.scenarios.the_case import ACCOUNTS, ends, likely, ukraine

from winset._typing import Floats
from winset.runs.coupling.results import TalksResults
from winset.runs.coupling.run import talks_of
from winset.runs.coupling.tables import stacked
from winset.scenario.draws import draws_of
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.reading import under_account
from winset.scenario.walk import quantities

DRAWS = 8
STATED = "money.settlement.chance.dated.2026-01"
T, BLAME, MOVES = "tables.istanbul.", "world.blame.answers.", "world.washington.moves."
WORTH = "tables.istanbul.status_quo"
OF_KYIV_AND_MOSCOW = {
    **{
        f"{WORTH}.ukraine.{each}": f"{WORTH}.russia.{each}"
        for each in (
            "base",
            "over.funding.levels.out",
            "over.funding.levels.short",
            "over.washington.levels.disengaged",
            "over.freeze.levels.lapsed",
        )
    },
    "world.front.believed_by.ukraine.drift": "world.front.believed_by.russia.drift",
    f"{T}red_lines.no_withdrawal.firmness": f"{T}red_lines.no_western_troops.firmness",
    f"{BLAME}refused.ukraine.blamed.chance": f"{BLAME}refused.russia.blamed.chance",
    f"{BLAME}stalled.ukraine.blamed.chance": f"{BLAME}stalled.russia.blamed.chance",
    f"{MOVES}turns_away_from_kyiv.chance": f"{MOVES}takes_sides_against_moscow.chance",
    f"{MOVES}turns_away.chance": f"{MOVES}takes_sides.chance",
}
"""What is said of Kyiv, and what is said of Moscow that answers to it."""
TAKES_NO_SIDE = ("washington", "brussels", "analyst")


@cache
def solved(account: str | None) -> TalksResults:
    """The talks on the same draws, whatever the account."""
    case = ukraine() if account is None else under_account(ukraine(), account)
    return talks_of(case.scenario, draws_of(case.scenario, DRAWS, 1))


def outcomes(account: str | None) -> Mapping[str, Floats]:
    """Chances of a signature and of force by the horizon, and of every term, shape (draw,)."""
    results = solved(account)
    terms, packages = stacked(results, "packages")[0], results.packages
    said = {
        f"{issue}: {level}": terms[packages.chosen[:, k] == number].sum(axis=0)
        for k, issue in enumerate(packages.issues)
        for number, level in enumerate(packages.levels[k])
    }
    when = {word: stacked(results, word)[0, -1] for word in ("agreed", "in_force")}
    return {**when, **said}


def set_by(account: str) -> dict[str, Quantity]:
    """What an account takes to be otherwise."""
    told = dict(quantities(under_account(ukraine(), account).scenario))
    return {path: told[path] for path in ukraine().scenario.accounts[account].set}


@pytest.mark.parametrize("account", ACCOUNTS)
def test_each_account_moves_the_talks_beyond_accident(account: str) -> None:
    """On the same draws some outcome is off by 3 points and by two standard errors."""
    own, other = outcomes(None), outcomes(account)
    moved = {}
    for name, values in other.items():
        apart = values - own[name]
        error = apart.std(ddof=1) / np.sqrt(DRAWS)
        if abs(apart.mean()) > max(0.03, 2 * error):
            moved[name] = apart.mean()
    assert moved


def test_what_an_account_states_of_settlements_its_talks_say_in_the_same_direction() -> None:
    stated = likely(dict(quantities(ukraine().scenario))[STATED])
    for account in ACCOUNTS:
        said = set_by(account).get(STATED)
        if said is not None:
            apart = outcomes(account)["in_force"] - outcomes(None)["in_force"]
            assert np.sign(np.median(apart)) == np.sign(likely(said) - stated), account


@pytest.mark.parametrize("account", TAKES_NO_SIDE)
def test_who_takes_no_side_says_as_much_of_either(account: str) -> None:
    said = set_by(account)
    for ours, theirs in OF_KYIV_AND_MOSCOW.items():
        assert (ours in said) == (theirs in said), ours
        if ours in said:
            assert width(said[ours]) == pytest.approx(width(said[theirs])), ours


def test_kyivs_and_moscows_accounts_are_mirrors_in_kind_and_width() -> None:
    kyiv, moscow = set_by("kyiv"), set_by("moscow")
    for ours, theirs in OF_KYIV_AND_MOSCOW.items():
        for one, other in ((ours, theirs), (theirs, ours)):
            assert (one in kyiv) == (other in moscow), one
            if one in kyiv:
                assert width(kyiv[one]) == pytest.approx(width(moscow[other])), one
    shared = {path for path in kyiv if path.startswith(T)} & set(moscow)
    for path in shared - set(OF_KYIV_AND_MOSCOW) - set(OF_KYIV_AND_MOSCOW.values()):
        if path.endswith((".others.chance", "ratification.chance")):
            assert reflected(kyiv[path]) == pytest.approx(ends(moscow[path])), path


@pytest.mark.parametrize("account", ACCOUNTS)
def test_what_is_met_by_reparations_is_the_same_at_the_table_and_in_the_money(account: str) -> None:
    said = set_by(account)
    at_the_table, in_the_money = (
        said[f"{T}assets.reparations.set_off"],
        said["money.settlement.reparations"],
    )
    assert ends(at_the_table) == ends(in_the_money)


def width(quantity: Quantity) -> float:
    low, _, high = ends(quantity)
    assert low is not None
    assert high is not None
    return high - low


def reflected(quantity: Quantity) -> tuple[float, ...]:
    """A chance seen from the other side."""
    return tuple(1 - each for each in reversed(ends(quantity)) if each is not None)
