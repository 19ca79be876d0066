"""How responders answer an offer, one after the other, each foreseeing those after it.

Responders answer in the table's order. As soon as a winning set has said yes the offer is agreed;
as soon as a no has made that impossible it is rejected, and the no is charged to the one who said
it. A responder says yes iff what follows its yes is worth at least what follows its no (or by
logit with the temperature). For the last one that matters this is U_j >= W_j^{rejected(j)}.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._typing import Bools, Floats
from winset.talks.choice import chance_of_yes


@dataclass(frozen=True, slots=True)
class Table:
    """What responders look at in one step.

    Attributes
    ----------
    signing : shape (state, party, package), value of the agreement to each party.
    refusal : shape (state, j, i), value to i when j's no ends the matter.
    barred : shape (state, party, package): a red line forbids the party to say yes.
    winning : shape (2**n,), which sets of parties carry an agreement.
    order : the parties in the order in which they answer.
    temperature : of each answer.
    """

    signing: Floats
    refusal: Floats
    barred: Bools
    winning: Bools
    order: tuple[int, ...]
    temperature: float


@dataclass(frozen=True, slots=True)
class Replies:
    """What becomes of each offer.

    Attributes
    ----------
    agreed : shape (state, package), chance of agreement.
    rejected : shape (state, party, package), chance that this party's no ends the matter.
    value : shape (state, party, package), expected value of the offer to each party.
    """

    agreed: Floats
    rejected: Floats
    value: Floats


def replies(table: Table, proposer: int) -> Replies:
    """What becomes of each package if `proposer` offers it."""
    responders = tuple(party for party in table.order if party != proposer)
    return _answers(table, responders, 1 << proposer)


def _answers(table: Table, waiting: tuple[int, ...], yes: int) -> Replies:
    """The replies that are still open, given who has said yes (as bits)."""
    if table.winning[yes]:
        states, parties, packages = table.signing.shape
        nobody = np.zeros((states, parties, packages))
        return Replies(np.ones((states, packages)), nobody, table.signing)
    asked, rest = waiting[0], waiting[1:]
    after_yes = _answers(table, rest, yes | 1 << asked)
    if table.winning[yes | sum(1 << party for party in rest)]:
        after_no = _answers(table, rest, yes)
    else:
        after_no = _ended(table, asked)
    yes_value, no_value = after_yes.value[:, asked], after_no.value[:, asked]
    chance = chance_of_yes(yes_value, no_value, table.temperature)
    chance = np.where(table.barred[:, asked], 0.0, chance)
    wide = chance[:, None]
    return Replies(
        chance * after_yes.agreed + (1 - chance) * after_no.agreed,
        wide * after_yes.rejected + (1 - wide) * after_no.rejected,
        wide * after_yes.value + (1 - wide) * after_no.value,
    )


def _ended(table: Table, culprit: int) -> Replies:
    states, parties, packages = table.signing.shape
    rejected = np.zeros((states, parties, packages))
    rejected[:, culprit] = 1.0
    value = np.repeat(table.refusal[:, culprit, :, None], packages, axis=2)
    return Replies(np.zeros((states, packages)), rejected, value)
