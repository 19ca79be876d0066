"""How the likeliest blocking sets could be broken, and what power a rule gives beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from winset.consent.conditions import own_terms, terms_of
from winset.consent.positions import Known, terms_asked
from winset.consent.table import outside_of, positions_on
from winset.consent.turning import Way, ways_to_turn
from winset.rules import indices
from winset.rules.counting import SAMPLING, count, method_for
from winset.rules.game import Game, coalition_game
from winset.rules.sampling import estimate
from winset.runs.council.sitting import Sitting
from winset.scenario.draws import Draws
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.scenario.sections import stated_money
from winset.streams import stream

SEED = 0  # of the random coalitions, where a game is too large to be counted


@dataclass(frozen=True, slots=True)
class APriori:
    """What a rule alone gives each member, by name: shares that sum to 1; outside nothing."""

    banzhaf: dict[str, float]
    shapley_shubik: dict[str, float]


def ways_of(
    scenario: Scenario, sitting: Sitting, item: str, draws: Draws, members: Iterable[str]
) -> dict[str, tuple[Way, ...]]:
    """For each of some members, every way to bring it to vote for an item."""
    option = sitting.agenda[item].option
    positions = positions_on(sitting.table, option)
    instrument = instrument_of(stated_money(scenario), option)
    own = own_terms(sitting.table.matters[option].terms)
    terms = terms_of(instrument, own, terms_asked(positions.values()))
    known = Known(positions, sitting.table.base_rates, draws)
    question, fails = sitting.questions[option], sitting.solution.items[item].fails
    income = dict(zip(sitting.members.names, sitting.income.tolist(), strict=True))
    return {
        name: ways_to_turn(question, known, terms, fails, sitting.habits, name, income[name])
        for name in dict.fromkeys(members)
    }


def game_of(sitting: Sitting, item: str) -> Game:
    """The simple game of an item's rule among those who take part."""
    matter = sitting.table.matters[sitting.agenda[item].option]
    return coalition_game(matter.rule, sitting.members, outside_of(matter))


def a_priori(game: Game) -> APriori:
    """The power that a rule gives its members before any position is known.

    Exact, or estimated from random coalitions where the game is too large to be counted.

    >>> from winset.rules.formula import Quota
    >>> found = a_priori(Game(("a", "b", "c"), Quota((3, 2, 1), 4)))
    >>> found.banzhaf, found.shapley_shubik["a"] == 2 / 3
    ({'a': 0.6, 'b': 0.2, 'c': 0.2}, True)
    """
    if method_for(game) == SAMPLING:
        found = estimate(game, stream(SEED, "rules/power"))
        shares = found.decisive / max(float(found.decisive.sum()), 1e-300)
        return APriori(_named(game, shares.tolist()), _named(game, found.pivotal.tolist()))
    counted = count(game)
    one, other = indices.banzhaf(counted), indices.shapley_shubik(counted)
    return APriori(
        {name: float(value) for name, value in one.items()},
        {name: float(value) for name, value in other.items()},
    )


def _named(game: Game, values: list[float]) -> dict[str, float]:
    return dict(zip(game.names, values, strict=True))
