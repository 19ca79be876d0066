"""Why a payer pays what it pays: the trigger, the layer and the share behind any amount."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.errors import Fault, Place, RequestFaults, suggestion
from winset.finance.book import Ledger, Loss, Portion, borne_by
from winset.finance.codes import NO_SUCH_PATH, UNKNOWN_OPTION, UNKNOWN_PAYER
from winset.finance.contract import Contract, contract_of
from winset.finance.facts import dangers_of, facts_of, facts_on
from winset.finance.interpret import ledger_of
from winset.finance.law import SettlementLaw
from winset.finance.setting import Setting, noise_for, setting_of
from winset.scenario.draws import Draws
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.scenario.sections import stated_money
from winset.timegrid import label, year_of

MILLION, BILLION = 10**8, 10**11  # in cents


@dataclass(frozen=True)
class Reason:
    """One amount that a payer bears, and why.

    Attributes
    ----------
    month, year : when; cents : how much.
    trigger, peril, layer : what set it off, what kind of loss it is, in which layer it is borne.
    share : of the layer's key, None where there is no key; left : cents up to the cap, if any.
    sentence : all of it in words.
    """

    month: int
    year: int
    cents: int
    trigger: str
    peril: str
    layer: str
    share: float | None
    left: int | None
    sentence: str


def why(
    scenario: Scenario,
    option: str,
    draws: Draws,
    paths: int,
    payer: str,
    draw: int,
    path: int,
    year: int | None = None,
    law: SettlementLaw | None = None,
) -> tuple[Reason, ...]:
    """Every amount that a payer bears on one path of one draw, with its reason.

    Parameters
    ----------
    draws, paths : those of the run; draw, path : which of them (from 0).
    year : a calendar year, or None for all; law : of a settlement, None: as the scenario states.

    Raises
    ------
    RequestFaults : there is no such option, payer, draw or path, or the option is nothing.
    """
    setting = setting_of(scenario, draws, law)
    contract = _contract(scenario, setting, option, draw, paths, path, payer)
    facts = facts_of(setting, noise_for(scenario, setting, paths), draw, path)
    found = reasons(ledger_of(contract, facts), setting, payer)
    return tuple(reason for reason in found if year in (None, reason.year))


def path_at(
    scenario: Scenario,
    option: str,
    draws: Draws,
    paths: int,
    payer: str,
    draw: int,
    rank: float,
    law: SettlementLaw | None = None,
) -> int:
    """The path on which a payer bears more than on a share `rank` (0-1) of all paths of a draw.

    Paths are ordered by the whole of what it bears, not discounted; 1 gives the worst. Costs a
    ledger for each path (some tenths of a millisecond).
    """
    setting = setting_of(scenario, draws, law)
    contract = _contract(scenario, setting, option, draw, paths, 0, payer)
    noise, dangers = noise_for(scenario, setting, paths), dangers_of(setting, draw)
    borne = [
        borne_by(ledger_of(contract, facts_on(dangers, noise[p])).losses, payer)
        for p in range(paths)
    ]
    order = np.argsort(np.array(borne, dtype=np.float64), kind="stable")
    return int(order[min(paths - 1, max(0, int(np.ceil(rank * paths)) - 1))])


def reasons(ledger: Ledger, setting: Setting, payer: str) -> list[Reason]:
    """The reasons that a ledger holds for what one payer bears, in order of time."""
    name = setting.payers.names.get(payer, payer)
    return [
        Reason(
            month=loss.month,
            year=year_of(setting.grid, loss.month),
            cents=part.cents,
            trigger=loss.trigger,
            peril=loss.peril,
            layer=part.layer,
            share=part.share,
            left=part.left,
            sentence=sentence(loss, part, label(setting.grid, loss.month), name),
        )
        for loss in ledger.losses
        for part in loss.borne
        if part.who == payer
    ]


def sentence(loss: Loss, part: Portion, month: str, name: str) -> str:
    """One amount in words.

    Examples
    --------
    >>> part = Portion("guarantee", "BE", 342 * 10**9, 0.0342, None)
    >>> loss = Loss(32, "principal", "the freeze lapses", 10**13, (part,))
    >>> sentence(loss, part, "2028-07", "Belgium")
    '2028-07: the freeze lapses. Of EUR 100.00 bn of principal Belgium bears EUR 3.42 bn as \
guarantor, its share of 3.420 %; no cap.'
    """
    whole, mine = in_words(loss.cents), in_words(part.cents)
    what = loss.peril.replace("_", " ")
    start = f"{month}: {loss.trigger}. Of {whole} of {what} {name} bears {mine}"
    return f"{start} {_as_what(part)}{_cap(part)}."


def _as_what(part: Portion) -> str:
    share = "" if part.share is None else f", its share of {part.share:.3%}".replace("%", " %")
    words = {
        "guarantee": f"as guarantor{share}",
        "headroom": f"through the joint budget's headroom{share}",
        "pool": f"with the other members{share}",
        "host": "as the state that hosts the custodian: no layer before it is left",
    }
    return words.get(part.layer, f"in the layer {part.layer}")


def _cap(part: Portion) -> str:
    if part.layer != "guarantee":
        return ""
    return "; no cap" if part.left is None else f"; {in_words(part.left)} are left to its cap"


def in_words(cents: int) -> str:
    """An amount in cents as a brief writes it.

    >>> in_words(123456789012), in_words(123456789), in_words(150)
    ('EUR 1.23 bn', 'EUR 1.23 m', 'EUR 1.50')
    """
    if cents >= BILLION:
        return f"EUR {cents / BILLION:.2f} bn"
    if cents >= MILLION:
        return f"EUR {cents / MILLION:.2f} m"
    return f"EUR {cents / 100:.2f}"


def _contract(
    scenario: Scenario, setting: Setting, option: str, draw: int, paths: int, path: int, payer: str
) -> Contract:
    """The contract asked for, if everything asked for is there."""
    options = [
        n for n, each in stated_money(scenario).options.items() if each.instrument is not None
    ]
    asked = ((UNKNOWN_OPTION, option, options), (UNKNOWN_PAYER, payer, setting.payers.codes))
    faults = [
        Fault(code, code.title, Place(path=got), got, suggestion(got, list(known), most=40))
        for code, got, known in asked
        if got not in known
    ]
    for word, number, count in (("draw", draw, setting.draws.n), ("path", path, paths)):
        if not 0 <= number < count:
            what, fix = f"there is no {word} {number}", f"0 to {count - 1}"
            faults.append(Fault(NO_SUCH_PATH, what, Place(path=word), str(number), fix))
    if faults:
        raise RequestFaults(faults)
    instrument = instrument_of(stated_money(scenario), option)
    assert instrument is not None
    return contract_of(setting, instrument, draw)
