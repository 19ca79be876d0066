"""The same vote on another design: members exempt, or other terms, with the money done anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from winset.consent.diagram import Diagram
from winset.consent.exemptions import Exemption, exemptions
from winset.consent.pressure import holdouts
from winset.consent.question import Question
from winset.consent.table import diagram_of, question_of
from winset.finance.engine import money as money_of
from winset.finance.law import Laws, law_of
from winset.finance.results import MoneyResults
from winset.runs.council.sitting import Sitting
from winset.runs.council.stakes import stakes_of
from winset.scenario.draws import Draws
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.scenario.sections import stated_money

Terms = Mapping[str, Any]


def redone(
    scenario: Scenario,
    option: str,
    designs: Sequence[Terms],
    draws: Draws,
    paths: int,
    laws: Laws = None,
) -> list[MoneyResults]:
    """The money of an option under each of several designs, all on the same accidents.

    Settlements come under every design as they do under the option, by `laws`.
    """
    named = {f"design-{i}": terms for i, terms in enumerate(designs)}
    case = redesigned(scenario, option, named)
    stand_for = {n: option if n in named else n for n in stated_money(case).options}
    given = {n: law for n, o in stand_for.items() if (law := law_of(laws, o)) is not None}
    results = money_of(case, draws, paths, given or None)
    idle = {n: each for n, each in results.options.items() if n not in named}
    return [replace(results, options={**idle, option: results.options[name]}) for name in named]


def redesigned(scenario: Scenario, option: str, named: Mapping[str, Terms]) -> Scenario:
    """The scenario with designs of one option for its options, and nothing beside them."""
    money = stated_money(scenario)
    chosen = money.options[option]
    of = chosen.variant_of or option
    designs = {
        name: chosen.model_copy(update={"set": {**chosen.set, **terms}, "variant_of": of})
        for name, terms in named.items()
    }
    idle = {name: each for name, each in money.options.items() if each.instrument is None}
    return scenario.model_copy(
        update={"money": money.model_copy(update={"options": {**idle, **designs}})}
    )


def objectors(sitting: Sitting, item: str) -> tuple[str, ...]:
    """Members less likely than not to vote for an item, the least likely first."""
    votes = sitting.solution.items[item].ballots[..., 0]
    places = holdouts(votes)
    ranked = sorted(places, key=lambda place: votes[:, place].mean())
    return tuple(sitting.members.names[place] for place in ranked)


def exempted(
    scenario: Scenario, sitting: Sitting, item: str, draws: Draws, paths: int, most: int = 4
) -> tuple[Exemption, ...]:
    """What the exemption of each objector, in turn, does to a vote; first with nobody exempt."""
    option = sitting.agenda[item].option
    already = sitting.table.matters[option].exempt
    chosen = objectors(sitting, item)[:most]
    circles = [already, *((*already, name) for name in chosen)]
    designs = [{"exempt": {"members": list(each)}} if each else {} for each in circles]
    money = redone(scenario, option, designs, draws, paths, sitting.laws)
    whole = diagram_for(sitting, option, circles)
    questions = {
        each: question(scenario, sitting, option, draws, results, terms, each, whole)
        for each, results, terms in zip(circles, money, designs, strict=True)
    }
    fails = sitting.solution.items[item].fails
    return exemptions(chosen, lambda e: questions[(*already, *e)], fails, sitting.habits)


def diagram_for(
    sitting: Sitting, option: str, circles: Sequence[tuple[str, ...]]
) -> Diagram | None:
    """One diagram for votes with several circles of members exempt, each of whom may abstain.

    None where the exempt take no part: then each circle has a diagram of its own.
    """
    matter = sitting.table.matters[option]
    if not matter.exempt_take_part:
        return None
    widest = matter.model_copy(update={"exempt": tuple(dict.fromkeys(sum(circles, ())))})
    return diagram_of(sitting.table, option, sitting.members, widest)


def question(
    scenario: Scenario,
    sitting: Sitting,
    option: str,
    draws: Draws,
    results: MoneyResults,
    terms: Terms,
    exempt: tuple[str, ...] | None = None,
    diagram: Diagram | None = None,
) -> Question:
    """What an option under other terms asks of the members.

    exempt : who is exempt, if others than under the option.
    diagram : of the vote if others are exempt; None: its own.
    """
    matter = sitting.table.matters[option]
    if exempt is not None:
        matter = matter.model_copy(update={"exempt": exempt})
    changed = redesigned(scenario, option, {option: terms})
    same = diagram if exempt is not None else sitting.questions[option].diagram
    return question_of(
        sitting.table, option, sitting.members, stakes_of(changed, option, draws, results),
        sitting.income, draws, instrument_of(stated_money(changed), option), matter=matter,
        diagram=same,
    )  # fmt: skip
