"""Tables of a council's votes: tidy, chances 0-1, burdens in shares of national income.

| table              | a row for each              | columns
|--------------------|-----------------------------|----------------------------------------------
| consent_items      | council, item, draw         | option, day, by_rule, adopted, reached, outcome
| consent_votes      | council, item, member       | for_, ..., pivotal, banzhaf, ..., reason
| consent_pressure   | council, item, fallbacks, member | votes_for, low, high, adopted, ...
| consent_worth      | council, item, of, member   | worth, low, high, below_nothing, ..., carried
| consent_blocking   | council, item, kind, rank   | members, chance, low, high, by_money, ...
| consent_exemptions | council, item, exempt       | adopted, low, high, worst_burden, ...
| consent_conditions | council, item, member, term | place, state, firmness
| consent_combined   | council, item, member, row  | met, terms, votes_for, low, high
| consent_changes    | council, item, member       | terms, votes_for, before
| consent_designs    | council, item, design       | terms, adopted, worst_burden, turned
| consent_cash       | council, item, month        | mean, low, high: that cash has come if adopted
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from winset._typing import Floats
from winset.consent.adoption import pivot_chances
from winset.consent.agenda import outcome_chances, worth_of
from winset.consent.ballots import ABSTAIN, AGAINST, FOR
from winset.consent.blocking import chance_against, likeliest_blocking, who_can_stop
from winset.consent.pressure import Pressure, pressures
from winset.consent.reasons import chief_reason, reasons
from winset.consent.steps import first_cash
from winset.consent.turning import Way, cheapest_break
from winset.runs.council.breaking import a_priori, game_of, ways_of
from winset.runs.council.redesign import exempted, objectors
from winset.runs.council.sitting import Sitting
from winset.scenario.draws import Draws
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.way_to_cash import earliest_of
from winset.timegrid import grid_until, parse_date

LOW, HIGH = 0.05, 0.95
Rows = Iterator[dict[str, Any]]
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "consent_items": ("council", "item", "option", "day", "draw", "by_rule", "adopted",
                      "reached", "outcome"),
    "consent_votes": ("council", "item", "member", "for_", "low", "high", "against", "abstain",
                      "bound", "pivotal", "pivotal_low", "pivotal_high", "banzhaf",
                      "shapley_shubik", "reason"),
    "consent_pressure": ("council", "item", "fallbacks", "member", "votes_for", "low", "high",
                         "adopted", "adopted_low", "adopted_high"),
    "consent_worth": ("council", "item", "of", "member", "worth", "low", "high",
                      "below_nothing", "above_item", "carried"),
    "consent_blocking": ("council", "item", "kind", "rank", "members", "chance", "low", "high",
                         "by_money", "by_terms"),
    "consent_exemptions": ("council", "item", "exempt", "adopted", "low", "high", "worst_burden",
                           "burden_low", "burden_high"),
    "consent_conditions": ("council", "item", "member", "place", "term", "state", "firmness"),
    "consent_combined": ("council", "item", "member", "met", "terms", "votes_for", "low", "high"),
    "consent_changes": ("council", "item", "member", "terms", "votes_for", "before"),
    "consent_designs": ("council", "item", "terms", "adopted", "worst_burden", "turned", "allowed"),
    "consent_cash": ("council", "item", "month", "mean", "low", "high"),
}  # fmt: skip


def vote_tables(
    scenario: Scenario, sittings: Mapping[str, Sitting], draws: Draws, paths: int
) -> dict[str, pd.DataFrame]:
    """What every council would decide, and what its objectors' exemptions would do.

    `paths` : samples of chance where the money is done anew for an exemption.
    """
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in COLUMNS}
    for council, each in sittings.items():
        outcomes = outcome_chances(each.solution)
        for item in each.agenda:
            told = {
                "consent_items": _items(each, item, outcomes[item]),
                "consent_votes": _votes(each, item),
                "consent_blocking": _blocking(scenario, each, item, draws),
                "consent_exemptions": _exemptions(scenario, each, item, draws, paths),
                "consent_cash": _cash(scenario, each, item, draws),
            }
            for table, found in told.items():
                rows[table] += [{"council": council, "item": item, **row} for row in found]
        pressed = pressures(each.agenda, each.questions, each.habits)
        for table, found in (("consent_pressure", _pressure(each, pressed)),
                             ("consent_worth", _worth(each, pressed))):  # fmt: skip
            rows[table] += [{"council": council, **row} for row in found]
    return {name: pd.DataFrame(found, columns=list(COLUMNS[name])) for name, found in rows.items()}


def _items(sitting: Sitting, item: str, outcome: Floats) -> Rows:
    solved, formal = sitting.solution.items[item], sitting.by_rule.items[item]
    for draw in range(len(outcome)):
        yield {
            "option": sitting.agenda[item].option,
            "day": sitting.agenda[item].day.isoformat(),
            "draw": draw,
            "by_rule": float(formal.adopted[draw]),
            "adopted": float(solved.adopted[draw]),
            "reached": float(solved.reached[draw]),
            "outcome": float(outcome[draw]),
        }


def _votes(sitting: Sitting, item: str) -> Rows:
    solved = sitting.solution.items[item]
    asked = sitting.questions[sitting.agenda[item].option]
    pivots = pivot_chances(asked.diagram, solved.ballots)
    turns, seldom, often = pivots.mean(axis=0), *np.quantile(pivots, [LOW, HIGH], axis=0)
    why = chief_reason(reasons(asked, solved))
    power = a_priori(game_of(sitting, item))
    low, high = np.quantile(solved.ballots[..., FOR], [LOW, HIGH], axis=0)
    means = solved.ballots.mean(axis=0)
    bound = (asked.bindings.on_record + asked.bindings.by_condition).mean(axis=0)
    for i, member in enumerate(sitting.members.names):
        yield {
            "member": member,
            "for_": float(means[i, FOR]),
            "low": float(low[i]),
            "high": float(high[i]),
            "against": float(means[i, AGAINST]),
            "abstain": float(means[i, ABSTAIN]),
            "bound": float(bound[i]),
            "pivotal": float(turns[i]),
            "pivotal_low": float(seldom[i]),
            "pivotal_high": float(often[i]),
            "banzhaf": power.banzhaf.get(member, 0.0),
            "shapley_shubik": power.shapley_shubik.get(member, 0.0),
            "reason": why[i],
        }


def _pressure(sitting: Sitting, found: tuple[Pressure, ...]) -> Rows:
    """Each member's vote on an item with some of its fallbacks on the agenda."""
    for each in found:
        low, high = np.quantile(each.votes_for, [LOW, HIGH], axis=0)
        for i, member in enumerate(sitting.members.names):
            yield {
                "item": each.item,
                "fallbacks": json.dumps(list(each.fallbacks)),
                "member": member,
                "votes_for": float(each.votes_for[:, i].mean()),
                "low": float(low[i]),
                "high": float(high[i]),
                "adopted": float(each.adopted.mean()),
                "adopted_low": float(np.quantile(each.adopted, LOW)),
                "adopted_high": float(np.quantile(each.adopted, HIGH)),
            }


def _worth(sitting: Sitting, found: tuple[Pressure, ...]) -> Rows:
    """What an item and each of its fallbacks alone are worth to each member against nothing."""
    for each in found:
        if len(each.fallbacks) > 1:
            continue
        own = worth_of(sitting.questions[sitting.agenda[each.item].option])
        of = each.fallbacks[0] if each.fallbacks else each.item
        worth = worth_of(sitting.questions[sitting.agenda[of].option])
        low, high = np.quantile(worth, [LOW, HIGH], axis=0)
        for i, member in enumerate(sitting.members.names):
            yield {
                "item": each.item,
                "of": of,
                "member": member,
                "worth": float(worth[:, i].mean()),
                "low": float(low[i]),
                "high": float(high[i]),
                "below_nothing": float((worth[:, i] < 0).mean()),
                "above_item": float((worth[:, i] > own[:, i]).mean()),
                "carried": float(each.carried.get(of, each.adopted).mean()),
            }


def _blocking(scenario: Scenario, sitting: Sitting, item: str, draws: Draws, most: int = 6) -> Rows:
    """The likeliest blocking sets with the cheapest ways to break each, and the smallest."""
    game = game_of(sitting, item)
    asked = sitting.questions[sitting.agenda[item].option]
    chances = sitting.solution.items[item].ballots
    likeliest = likeliest_blocking(game, asked.diagram, chances, most).sets
    against = chance_against(asked.diagram, chances)
    out = objectors(sitting, item)
    ways = ways_of(scenario, sitting, item, draws, out)
    for rank, each in enumerate(likeliest):
        refusing = [name for name in each.members if name in out]
        found = cheapest_break(refusing, ways)
        money, terms = (_way(way) if refusing else NOBODY for way in found)
        refuse = against[:, [asked.diagram.names.index(name) for name in each.members]].prod(axis=1)
        low, high = np.quantile(refuse, [LOW, HIGH])
        yield {"kind": "likeliest", "rank": rank, "members": json.dumps(list(each.members)),
               "chance": each.chance, "low": float(low), "high": float(high),
               "by_money": money, "by_terms": terms}  # fmt: skip
    for rank, members in enumerate(who_can_stop(game, most)):
        yield {"kind": "smallest", "rank": rank, "members": json.dumps(list(members)),
               "chance": np.nan, "low": np.nan, "high": np.nan,
               "by_money": "", "by_terms": ""}  # fmt: skip


NOBODY = "null"
"""Where none of a set holds out: it seldom forms, and there is nobody to turn."""


def _way(way: Way | None) -> str:
    """A way to turn a member as JSON; nothing where there is none."""
    if way is None:
        return ""
    told = {"member": way.member, "meets": way.meets, "exempt": way.exempt, "eur": way.payment}
    return json.dumps(told)


def _exemptions(scenario: Scenario, each: Sitting, item: str, draws: Draws, paths: int) -> Rows:
    for found in exempted(scenario, each, item, draws, paths):
        adopted = found.solved.adopted
        low, high = np.quantile(adopted, [LOW, HIGH])
        light, heavy = np.quantile(found.worst_burden, [LOW, HIGH])
        yield {
            "exempt": json.dumps(list(found.exempt)),
            "adopted": float(adopted.mean()),
            "low": float(low),
            "high": float(high),
            "worst_burden": float(found.worst_burden.mean()),
            "burden_low": float(light),
            "burden_high": float(heavy),
        }


def _cash(scenario: Scenario, sitting: Sitting, item: str, draws: Draws) -> Rows:
    grid = grid_until(scenario.as_of, parse_date(scenario.horizon, end=True))
    option, day = sitting.agenda[item].option, sitting.agenda[item].day
    steps = sitting.table.matters[option].way_to_cash
    law = first_cash(steps, day, grid, draws, earliest=earliest_of(scenario, option))
    low, high = np.quantile(law.by_month, [LOW, HIGH], axis=0)
    for month, mean in enumerate(law.by_month.mean(axis=0)):
        yield {"month": month, "mean": float(mean), "low": float(low[month]),
               "high": float(high[month])}  # fmt: skip
