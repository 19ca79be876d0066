"""What would turn a member: conditions met, a payment, an exemption, or some of them together."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats
from winset.consent.ballots import FOR
from winset.consent.conditions import Terms
from winset.consent.positions import Known, bindings_of, conditions_held
from winset.consent.question import Habits, Question
from winset.consent.votes import Bindings, abreast, ballot_chances, chance_at
from winset.scenario.nouns.consent import Position

TURNED = 0.5
HALVINGS = 60
MOST_PAID = 1.0  # of a year's national income: nobody is paid more for a vote


@dataclass(frozen=True, slots=True)
class Way:
    """One way to bring a member to vote for.

    Attributes
    ----------
    member : whom.
    meets : the terms of the conditions that it would see met and are not.
    exempt : whether it would be exempted from the burden.
    payment : EUR it would receive on top; infinite where no payment brings it.
    votes_for : its mean chance of voting for by the conditions and the exemption alone.
    """

    member: str
    meets: tuple[str, ...]
    exempt: bool
    payment: float
    votes_for: float


def payment_to_turn(
    bindings: Bindings, gain: Floats, habits: Habits, turned: float = TURNED
) -> Floats:
    """What each member would have to gain on top to be for with a mean chance, shape (member,).

    In shares of national income, found by halving; 0 where it is for already, infinite where its
    word binds it too firmly for any payment.

    Parameters
    ----------
    gain : shape (draw, member), worth of adoption, stance included, less that of failure.

    >>> from winset.consent.votes import unbound
    >>> habits = Habits(np.zeros(1), np.ones(1), np.ones(1))
    >>> payment_to_turn(unbound(1, 2), np.array([[-0.25, 0.1]]), habits, 0.9).round(9).tolist()
    [0.25, 0.0]
    """

    free = 1 - bindings.to_for - bindings.on_record - bindings.by_condition
    scale = np.broadcast_to(habits.temperature[:, None], gain.shape)

    def mean_for(extra: Floats) -> Floats:
        yes = chance_at(gain + extra, scale, bindings.lean)
        return np.asarray((bindings.to_for + free * yes).mean(axis=0))

    low, high = np.zeros(gain.shape[1]), np.full(gain.shape[1], MOST_PAID)
    with np.errstate(over="ignore"):  # as in `chance_of_for`
        never, already = mean_for(high) < turned, mean_for(low) >= turned
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            enough = mean_for(middle) >= turned
            low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.where(already, 0.0, np.where(never, np.inf, high))


def ways_to_turn(
    question: Question,
    known: Known,
    terms: Terms,
    fails: Floats,
    habits: Habits,
    member: str,
    income: float,
    turned: float = TURNED,
) -> tuple[Way, ...]:
    """Every way to turn a member that no other way beats, the cheapest payment first.

    A way is beaten by one that asks for no other condition, no exemption where it asks for none,
    and no larger payment. Every set of unmet conditions is tried. A member whose ballot is certain,
    or who is outside, has none.

    Parameters
    ----------
    known, terms : what is known of positions on the option, and the option's terms.
    fails : shape (draw, member), what members expect if the option fails.
    income : the member's national income in EUR.
    """
    place = question.diagram.names.index(member)
    if place in question.cast or place not in question.diagram.order:
        return ()  # its ballot is certain, or it has none
    position = known.positions.get(member, Position())
    unmet = []
    if position.against_unless:
        met = conditions_held(position, terms, known.draws).met
        unmet = np.flatnonzero(~met.all(axis=1)).tolist()
    subsets = [s for n in range(len(unmet) + 1) for s in itertools.combinations(unmet, n)]
    bindings = abreast([bindings_of(known, (member,), terms, {member: s}) for s in subsets])
    found = []
    for exempt in (False,) if question.exempt[place] else (False, True):
        burden = 0.0 if exempt else question.worth.burden[:, [place]]
        gross = question.worth.benefit[:, [place]] + bindings.stance
        gain = gross - burden - fails[:, [place]]
        shares = payment_to_turn(bindings, gain, habits, turned)
        likely = ballot_chances(bindings, gain, habits.temperature)[..., FOR].mean(axis=0)
        for granted, share, votes_for in zip(subsets, shares, likely, strict=True):
            meets = tuple(position.against_unless[i].term for i in granted)
            found.append(Way(member, meets, exempt, float(share * income), float(votes_for)))
    return unbeaten(found)


def unbeaten(ways: Sequence[Way]) -> tuple[Way, ...]:
    """The ways that some payment makes work and that no other way beats, cheapest first."""
    working = [way for way in ways if np.isfinite(way.payment)]
    kept = [way for way in working if not any(beats(other, way) for other in working)]
    return tuple(sorted(kept, key=lambda way: (way.payment, len(way.meets), way.exempt)))


def beats(one: Way, other: Way) -> bool:
    """Whether one way asks for no more than another in anything, and for less in something."""
    no_more = set(one.meets) <= set(other.meets) and one.exempt <= other.exempt
    less = (one.meets, one.exempt) != (other.meets, other.exempt) or one.payment < other.payment
    return no_more and less and one.payment <= other.payment


def cheapest_break(
    members: Sequence[str], ways: Mapping[str, Sequence[Way]]
) -> tuple[Way | None, Way | None]:
    """The cheapest ways to break a minimal blocking set: by money alone, and by terms alone.

    Any member that turns breaks it. By money: no condition and no exemption, the least payment. By
    terms: no payment, the fewest conditions and exemptions. None where there is no such way.

    >>> ways = {"a": (Way("a", (), False, 5.0, 0.2), Way("a", ("cap",), False, 0.0, 0.6)),
    ...         "b": (Way("b", (), False, 3.0, 0.3),)}
    >>> money, terms = cheapest_break(("a", "b"), ways)
    >>> money.member, terms.meets
    ('b', ('cap',))
    """
    listed = [way for member in members for way in ways[member]]
    money = [way for way in listed if not way.meets and not way.exempt]
    terms = [way for way in listed if way.payment == 0]
    return (
        min(money, key=lambda way: way.payment, default=None),
        min(terms, key=lambda way: len(way.meets) + way.exempt, default=None),
    )
