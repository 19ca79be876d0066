"""Positions as numbers: how firmly each member is bound, its stance and its usual assent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from winset._typing import Bools, Floats
from winset.consent.base_rates import dissent_in, lean_of
from winset.consent.conditions import Terms, is_met
from winset.consent.votes import Bindings
from winset.scenario.draws import Draws, sample
from winset.scenario.nouns.consent import BaseRates, Condition, Position

NOTHING_GRANTED: Mapping[str, tuple[int, ...]] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """How the conditions of one member stand.

    Attributes
    ----------
    met : shape (condition, draw).
    against : shape (draw,): the chance that it holds to one that is not met.
    """

    met: Bools
    against: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is known of the members' positions on one option.

    Attributes
    ----------
    positions : by member.
    rates : dissent where no position is known; None: nothing is known there.
    draws : of all that is uncertain in them.
    """

    positions: Mapping[str, Position]
    rates: BaseRates | None
    draws: Draws


def bindings_of(
    known: Known,
    members: tuple[str, ...],
    terms: Terms,
    granted: Mapping[str, tuple[int, ...]] = NOTHING_GRANTED,
) -> Bindings:
    """What binds each member under given terms, each array of shape (draw, member).

    Parameters
    ----------
    terms : what the option's terms are.
    granted : by member, the places of conditions that are taken as met whatever the terms are.
    """
    positions, rates, draws = known.positions, known.rates, known.draws
    shape = (draws.n, len(members))
    to_for, on_record, by_condition, stance, lean, abstains = (np.zeros(shape) for _ in range(6))
    for place, member in enumerate(members):
        position = positions.get(member)
        if position is None:
            continue
        stance[:, place] = sample(draws, position.stance)
        firm = sample(draws, position.firmness)
        to_for[:, place] = firm if position.on_record == "for" else 0.0
        on_record[:, place] = firm if position.on_record == "against" else 0.0
        if position.against_unless:
            held = conditions_held(position, terms, draws, granted.get(member, ()))
            all_met = held.met.all(axis=0)
            by_condition[:, place] = held.against
            stance[:, place] *= ~all_met
            to_for[:, place] = all_met & (position.then == "for")
    if rates is not None:
        unknown = [i for i, m in enumerate(members) if is_unknown(positions.get(m))]
        names = tuple(members[i] for i in unknown)
        lean[:, unknown], abstains[:, unknown] = leans(rates, names, draws)
    return Bindings(to_for, on_record, by_condition, stance, lean, abstains)


def is_unknown(position: Position | None) -> bool:
    """Whether nothing is known of a position: no word, no condition, no stance.

    >>> is_unknown(None), is_unknown(Position(on_record="undecided")), is_unknown(
    ...     Position(on_record="for"))
    (True, True, False)
    """
    if position is None:
        return True
    said = position.on_record in ("for", "against") or position.against_unless
    return not said and "stance" not in position.model_fields_set


def conditions_held(
    position: Position, terms: Terms, draws: Draws, granted: tuple[int, ...] = ()
) -> Held:
    """How a member's conditions stand under given terms, and the chance that it holds to one.

    Held each by itself, it gives way on all that are not met with the product of the chances of
    giving way on each; held together, it is as firm as on the firmest of them.

    >>> position = Position.model_validate({"against_unless": [
    ...     {"term": "cap", "is": None, "firmness": 0.5}, {"term": "joint", "is": True,
    ...      "firmness": 0.6}]})
    >>> conditions_held(position, {"cap": 1, "joint": False}, Draws(1, 1, "EUR")).against
    array([0.8])
    """
    met = np.stack([is_met(condition, terms, draws) for condition in position.against_unless])
    met[list(granted)] = True
    firm = np.stack([sample(draws, condition.firmness) for condition in position.against_unless])
    holds = np.where(met, 0.0, firm)
    together = position.held == "together"
    against = holds.max(axis=0) if together else 1 - np.prod(1 - holds, axis=0)
    return Held(met, against)


def leans(rates: BaseRates, members: tuple[str, ...], draws: Draws) -> tuple[Floats, Floats]:
    """Log odds of assent, and chance of abstaining when not for, each of shape (draw, member)."""
    shape = (draws.n, len(members))
    odds = sample(draws, rates.odds)[:, None]
    if rates.dataset is not None:
        seen = dissent_in(rates.dataset, members)
        not_for, abstains = seen.not_for, np.broadcast_to(seen.abstains, shape)
    else:
        assert rates.not_for is not None  # one of the two is there: the record sees to it
        not_for = np.repeat(sample(draws, rates.not_for)[:, None], len(members), axis=1)
        abstains = np.repeat(sample(draws, rates.abstains)[:, None], len(members), axis=1)
    lean = np.array(np.broadcast_to(lean_of(not_for, odds), shape))
    for place, member in enumerate(members):
        if member in rates.members:
            lean[:, place] = lean_of(sample(draws, rates.members[member]))
    return lean, abstains


def terms_asked(positions: Iterable[Position]) -> tuple[str, ...]:
    """The terms on which conditions stand, each once.

    >>> terms_asked([Position.model_validate({"against_unless": [
    ...     {"term": "cap", "is": None, "firmness": 1}]})])
    ('cap',)
    """
    conditions: list[Condition] = [c for each in positions for c in each.against_unless]
    return tuple(dict.fromkeys(condition.term for condition in conditions))
