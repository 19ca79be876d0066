"""From what the paths left behind to results with names."""

from __future__ import annotations

import numpy as np

from winset._typing import Floats
from winset.finance.kernels.layout import KINDS, LAYERS, PERILS, TOTALS, Out
from winset.finance.own_debt import own_debt
from winset.finance.own_rates import without_rate
from winset.finance.own_yield import OwnYield
from winset.finance.payers import member_shares, published
from winset.finance.results import LiquidityResult, MoneyResults, OptionResult
from winset.finance.setting import Setting
from winset.scenario.draws import sample
from winset.scenario.nouns.instrument import Instrument
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.scenario.sections import stated_money


def told(
    out: Out,
    peak: Floats,
    host_left: Floats,
    own: OwnYield,
    note: str,
    liquidity: LiquidityResult,
) -> OptionResult:
    """The results of one option from what its paths left behind."""
    total = {name: out.sums[:, len(PERILS) + i] for i, name in enumerate(TOTALS)}
    mean, q05, q50, q95, cvar95, worst = out.told[:, :, :-1].transpose(1, 0, 2)
    at_own_rate, calls = out.worth.transpose(1, 0, 2)
    return OptionResult(
        cash_by_kind=out.cash,
        cash_by_year=out.cash.sum(axis=1),
        pv_mean=mean,
        pv_q05=q05,
        pv_q50=q50,
        pv_q95=q95,
        pv_cvar95=cvar95,
        pv_worst=worst,
        pv_own=at_own_rate,
        contingent_peak=peak,
        called_mean=calls,
        guaranteed=own.guaranteed,
        liability=own.mean,
        own_yield=own.cost,
        own_yield_pv=own.present,
        host_mean=out.told[:, 0, -1],
        host_cvar95=out.told[:, 4, -1],
        host_worst=out.told[:, 5, -1],
        host_peak=host_left,
        host_tax_forgone=total["tax_forgone"],
        layers_mean=out.layers[:, 0].T,
        layers_tail=out.layers[:, 1].T,
        perils_mean=out.sums[:, : len(PERILS)].T,
        chance_of_call=total["called"],
        chance_called_again=total["called_again"],
        called_in_a_row=out.repeated,
        advanced=total["advanced"],
        drawn=total["drawn"],
        chance_host_pays=total["host_pays"],
        chance_freeze_lapses=total["lapsed"],
        chance_settled=total["settled"],
        paid_out=out.paid,
        outstanding_end=total["outstanding"],
        terminal=total["terminal"],
        key_note=note,
        liquidity=liquidity,
    )


def key_note(setting: Setting, instrument: Instrument) -> str:
    """What a reader must be told about the keys of an instrument; empty if nothing."""
    notes = [published(setting.payers, kind).note for kind in keys_used(instrument)]
    return next((note for note in notes if note), "")


def keys_used(instrument: Instrument) -> tuple[str, ...]:
    """The published keys by which somebody may pay under an instrument.

    The members' own key for principal always counts: what nobody else repays is theirs.
    """
    kinds = [instrument.repayment.key]
    if instrument.service.paid_by in ("pool", "proceeds"):
        kinds.append(instrument.service.key)
    guarantee = instrument.guarantee
    if guarantee is not None:
        kinds += [guarantee.key, *([guarantee.headroom.key] if guarantee.headroom else [])]
    return tuple(dict.fromkeys(kind for kind in kinds if kind != "own"))


def results_of(
    scenario: Scenario, setting: Setting, options: dict[str, OptionResult]
) -> MoneyResults:
    """All options' results with the names along their axes."""
    payers, cost = setting.payers, stated_money(scenario).nothing
    nothing = None
    if cost is not None:
        shares = member_shares(payers, cost.key, None)
        nothing = sample(setting.draws, cost.cost)[:, None] * shares[None, :]
    return MoneyResults(
        options=options,
        payers=payers.codes,
        names=payers.names,
        members=payers.members,
        host=payers.host,
        years=np.arange(setting.grid.years) + setting.grid.first_year,
        kinds=KINDS,
        layers=LAYERS,
        perils=PERILS,
        nothing=nothing,
        without_own_rate=without_rate(payers),
        without_own_debt=own_debt(payers, setting.grid).unknown,
        stands_in_for=_stand_ins(scenario, setting),
    )


def _stand_ins(scenario: Scenario, setting: Setting) -> dict[str, str]:
    """Kinds of key that are asked for and not held, with the kind used in their place."""
    money = stated_money(scenario)
    chosen = [instrument_of(money, option) for option in money.options]
    kinds = {kind for each in chosen if each is not None for kind in keys_used(each)}
    if money.nothing is not None:
        kinds.add(money.nothing.key)
    keys = {kind: published(setting.payers, kind) for kind in sorted(kinds)}
    return {kind: key.kind for kind, key in keys.items() if key.stands_in_for}
