"""How likely each member casts each ballot, given what it said and what is at stake for it.

A member may be bound to a ballot by its word (a position on record, a condition that is not met),
each with its firmness. As far as it is free it compares the option with what it expects if the
option fails, as if its vote decided, and votes for with the chance

    P(for) = 1 / (1 + exp(-(gain / lambda + lean)))         (logit choice; McFadden 1974)

where `lean` is the log odds of its usual assent where nothing is known of its position, else 0.
With lambda = 0 it takes the better one; where both are worth the same the lean alone decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from scipy.special import expit

from winset._typing import Bools, Floats
from winset.consent.ballots import ABSTAIN, AGAINST, BALLOTS, FOR
from winset.consent.codes import CHANCES, SIGN
from winset.errors import Fault, Faults, Place


@dataclass(frozen=True, slots=True, eq=False)
class Bindings:
    """What holds each member to a ballot beside its interest; each of shape (draw, member).

    Attributes
    ----------
    to_for : chance that its word binds it to vote for.
    on_record : chance that a position on record binds it to vote against.
    by_condition : chance that a condition that is not met binds it to vote against.
    stance : what the option is worth to it beside money, in shares of national income.
    lean : log odds of a vote for at equal worth.
    abstains : chance that it abstains where it is free and not for.
    """

    to_for: Floats
    on_record: Floats
    by_condition: Floats
    stance: Floats
    lean: Floats
    abstains: Floats


def unbound(draws: int, members: int) -> Bindings:
    """Members who are free in their vote and of whom nothing else is known."""
    zero = np.zeros((draws, members))
    return Bindings(zero, zero, zero, zero, zero, zero)


def abreast(parts: Sequence[Bindings]) -> Bindings:
    """Several bindings side by side, one after the other on the member axis.

    >>> abreast([unbound(3, 2), unbound(3, 1)]).stance.shape
    (3, 3)
    """
    names = [each.name for each in fields(Bindings)]
    whole = {n: np.concatenate([getattr(part, n) for part in parts], axis=1) for n in names}
    return Bindings(**whole)


def chance_of_for(gain: Floats, temperature: Floats, lean: Floats) -> Floats:
    """The chance of a vote for by interest alone, shape (draw, member).

    Parameters
    ----------
    gain : shape (draw, member), worth of adoption less that of failure.
    temperature : shape (draw,), lambda, in the unit of the gain.
    lean : shape (draw, member), log odds.

    Raises
    ------
    Faults : C110 for a temperature below 0.

    >>> free = np.zeros((1, 3))
    >>> chance_of_for(np.array([[0.01, 0.0, -0.01]]), np.zeros(1), free).tolist()
    [[1.0, 0.5, 0.0]]
    >>> chance_of_for(np.array([[0.02]]), np.full(1, 0.01 / np.log(3)), free[:, :1]).round(12)
    array([[0.9]])
    """
    if temperature.min() < 0:
        raise Faults(
            [Fault(SIGN, "a negative temperature", Place(path="temperature"),
                   f"{temperature.min():g}", "0 or more")]
        )  # fmt: skip
    with np.errstate(over="ignore"):  # a gain beyond all measure of lambda is surely decisive
        return chance_at(gain, np.broadcast_to(temperature[:, None], gain.shape), lean)


def chance_at(gain: Floats, scale: Floats, lean: Floats) -> Floats:
    """The same unchecked; scale : the temperature, >= 0, in the shape of the gain."""
    odds = np.divide(gain, scale, out=np.zeros(gain.shape), where=scale > 0)
    certain = (scale == 0) & (gain != 0)
    return np.where(certain, (gain > 0).astype(np.float64), expit(odds + lean))


def ballot_chances(bindings: Bindings, gain: Floats, temperature: Floats) -> Floats:
    """How likely each member casts each ballot, shape (draw, member, ballot).

    Parameters
    ----------
    gain : shape (draw, member), worth of adoption (stance included) less that of failure.
    temperature : shape (draw,).

    Raises
    ------
    Faults : C102 if what binds a member sums to more than 1.

    >>> firm = np.array([[0.6]])
    >>> zero = np.zeros((1, 1))
    >>> bound = Bindings(zero, zero, firm, zero, zero, zero)
    >>> ballot_chances(bound, zero, np.ones(1)).tolist()
    [[[0.2, 0.8, 0.0, 0.0]]]
    """
    against = bindings.on_record + bindings.by_condition
    free = 1 - bindings.to_for - against
    if free.size and free.min() < -1e-12:
        what, fix = "a member is bound both ways", "let the chances sum to at most 1"
        raise Faults([Fault(CHANCES, what, Place(path="bindings"), f"{1 - free.min():g}", fix)])
    free = np.maximum(free, 0.0)
    yes = chance_of_for(gain, temperature, bindings.lean)
    result = np.zeros((*gain.shape, len(BALLOTS)))
    result[..., FOR] = bindings.to_for + free * yes
    result[..., AGAINST] = against + free * (1 - yes) * (1 - bindings.abstains)
    result[..., ABSTAIN] = free * (1 - yes) * bindings.abstains
    return result


def exempted(chances: Floats, exempt: Bools, abstain: Floats) -> Floats:
    """The ballots once the exempt abstain where they would have opposed.

    Parameters
    ----------
    chances : shape (draw, member, ballot).
    exempt : shape (member,).
    abstain : shape (draw,): the chance that an exempt objector abstains.

    >>> paper = np.array([[[0.25, 0.75, 0.0, 0.0]]])
    >>> exempted(paper, np.array([True]), np.ones(1)).tolist()
    [[[0.25, 0.0, 0.75, 0.0]]]
    """
    moved = chances[..., AGAINST] * np.where(exempt, abstain[:, None], 0.0)
    result = chances.copy()
    result[..., AGAINST] -= moved
    result[..., ABSTAIN] += moved
    return result
