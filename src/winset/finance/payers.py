"""Who pays: the members of the club in protocol order, then guarantors from outside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats
from winset.data.clubs import club
from winset.data.keys import Key, key
from winset.scenario.draws import Draws, sample
from winset.scenario.nouns.instrument import Exempt, Guarantee, Instrument
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.scenario.sections import stated_money


@dataclass(frozen=True)
class Payers:
    """All who may have to pay under any option of a scenario.

    Attributes
    ----------
    dataset : the reference table that lists the club's members.
    codes : members in protocol order, then outside guarantors in the order of their names.
    names : code -> name.
    members : how many of the codes are members.
    host : index of the state that hosts the custodian.
    """

    dataset: str
    codes: tuple[str, ...]
    names: dict[str, str]
    members: int
    host: int


def payers_of(scenario: Scenario) -> Payers:
    """The payers of a scenario; all its options share them, so that they can be compared."""
    money = stated_money(scenario)
    group = club(scenario.clubs[money.club].dataset)
    guarantors = {code for each in _instruments(scenario) for code in _guarantors(each)}
    outside = sorted(guarantors.difference(group.members))
    names = group.names | {party: scenario.parties[party].name for party in outside}
    return Payers(
        dataset=group.name,
        codes=(*group.members, *outside),
        names=names,
        members=len(group.members),
        host=group.members.index(money.assets.host),
    )


def member_shares(payers: Payers, kind: str, exempt: Exempt | None) -> Floats:
    """Each payer's share where the members pay by key, shape (payer,), sum 1.

    Who is exempt, or no member, has none; the others' shares are scaled up to 1.
    """
    shares = np.zeros(len(payers.codes))
    shares[: payers.members] = published(payers, kind).shares
    shares[exempted(payers, exempt)] = 0.0
    scaled: Floats = shares / shares.sum()
    return scaled


def guarantor_shares(
    payers: Payers, guarantee: Guarantee, exempt: Exempt | None, draws: Draws
) -> Floats:
    """Each payer's share of a guarantee, shape (draw, payer), sum 1.

    Those outside the club take stated shares of the whole, the club shares the rest by key.
    """
    if guarantee.own_key is not None and guarantee.key == "own":
        inside = _stated(payers, guarantee.own_key, draws)
        inside[:, exempted(payers, exempt)] = 0.0
    else:
        plain = member_shares(payers, guarantee.key, exempt)
        inside = np.repeat(plain[None, :], draws.n, axis=0)
    outside = _stated(payers, guarantee.outside, draws)
    rest = 1.0 - outside.sum(axis=1, keepdims=True)
    whole: Floats = outside + rest * inside / inside.sum(axis=1, keepdims=True)
    return whole


def exempted_share(payers: Payers, instrument: Instrument, draws: Draws) -> Floats:
    """The share that the exempt would have borne, shape (draw,): what may lower the total."""
    if instrument.exempt is None or instrument.exempt.share == "to_the_rest":
        return np.zeros(draws.n)
    out = exempted(payers, instrument.exempt)
    if instrument.guarantee is not None:
        shares = guarantor_shares(payers, instrument.guarantee, None, draws)
        return np.asarray(shares[:, out].sum(axis=1), dtype=np.float64)
    whole = member_shares(payers, instrument.repayment.key, None)
    return np.full(draws.n, whole[out].sum())


def published(payers: Payers, kind: str) -> Key:
    """The club's published key of a kind; `own` without its shares falls back on GNI."""
    return key(payers.dataset, "gni" if kind == "own" else kind)


def exempted(payers: Payers, exempt: Exempt | None) -> list[int]:
    """The indices of those who take no part."""
    return [payers.codes.index(code) for code in exempt.members] if exempt else []


def _stated(payers: Payers, shares: Mapping[str, Quantity], draws: Draws) -> Floats:
    stated = np.zeros((draws.n, len(payers.codes)))
    for code, share in shares.items():
        stated[:, payers.codes.index(code)] = sample(draws, share)
    return stated


def _instruments(scenario: Scenario) -> list[Instrument]:
    found = [
        instrument_of(stated_money(scenario), option) for option in stated_money(scenario).options
    ]
    return [each for each in found if each is not None]


def _guarantors(instrument: Instrument) -> set[str]:
    if instrument.guarantee is None:
        return set()
    return {*instrument.guarantee.outside, *(instrument.guarantee.own_key or ())}
