"""An instrument with all its numbers drawn: one record per draw, and the tables beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from winset._typing import Floats, Ints
from winset.finance.kernels.layout import (
    FUNDINGS,
    OUTSTANDING,
    PROFILES,
    REPAYMENTS,
    SERVICES,
    TERM,
    Tables,
)
from winset.finance.law import RETURNED, SET_OFF, SettlementLaw
from winset.finance.own_rates import own_rates
from winset.finance.payers import Payers, exempted_share, guarantor_shares, member_shares
from winset.finance.rates import rate_steps
from winset.finance.schedule import (
    Schedule,
    debt_schedule,
    no_debt,
    paid_out_before,
    year_indices,
    yearly_issues,
)
from winset.finance.sharing import JOINT, SEVERAL, filling_order
from winset.scenario.draws import Draws, sample
from winset.scenario.nouns.instrument import Bonds, Cap, CustodianCash, Instrument, Outstanding
from winset.scenario.nouns.money import MoneySection
from winset.timegrid import TimeGrid, month_of


@dataclass(frozen=True)
class Setting:
    """What all options of a run share.

    Attributes
    ----------
    money : the scenario's money; draws : its samples; grid : months to the end of the last year.
    payers : who pays; law : when a settlement comes.
    """

    money: MoneySection
    draws: Draws
    grid: TimeGrid
    payers: Payers
    law: SettlementLaw


def terms_of(setting: Setting, instrument: Instrument) -> tuple[np.ndarray, Tables]:
    """One option's records, shape (draw,) of `TERM`, and its tables."""
    numbers = _kinds(instrument) | _drivers(setting) | _amounts(setting, instrument)
    numbers |= _guarantee(setting, instrument) | _triggers(instrument)
    numbers["host"] = setting.payers.host
    numbers["january"] = 13 - setting.grid.as_of.month
    terms = np.zeros(setting.draws.n, dtype=TERM)
    for name, value in numbers.items():
        terms[name] = value
    return terms, _tables(setting, instrument, terms)


def _kinds(instrument: Instrument) -> dict[str, int]:
    funding = instrument.funding
    profile = funding.profile if isinstance(funding, Bonds) else "linear"
    return {
        "funding": FUNDINGS.index(funding.kind),
        "service": SERVICES.index(instrument.service.paid_by),
        "repayment": REPAYMENTS.index(instrument.repayment.out_of),
        "profile": PROFILES.index(profile),
    }


def _drivers(setting: Setting) -> dict[str, Floats]:
    money, draws = setting.money, setting.draws
    assets, events = money.assets, money.events
    together = sample(draws, events.guarantor_failure.together)
    keeps = (1 - sample(draws, assets.host_tax)) * (1 - sample(draws, assets.retained))
    return rate_steps(money.rates, draws) | {
        "cash": sample(draws, assets.cash),
        "margin": sample(draws, assets.margin),
        "host_tax": sample(draws, assets.host_tax),
        "kept": keeps,
        "buffer": sample(draws, assets.buffer),
        "set_off": setting.law.reparations,
        "award_chance": sample(draws, events.award.chance),
        "award_excess": sample(draws, events.award.excess),
        "award_lag": sample(draws, events.award.lag),
        "retaliation_chance": sample(draws, events.retaliation.chance),
        "retaliation_lag": sample(draws, events.retaliation.lag),
        "taken": sample(draws, events.retaliation.taken) * sample(draws, assets.abroad),
        "fail_below": ndtri(sample(draws, events.guarantor_failure.chance)),
        "fail_common": np.sqrt(together),
        "fail_own": np.sqrt(1 - together),
    }


def _amounts(setting: Setting, instrument: Instrument) -> dict[str, Floats]:
    """Sizes and times of the instrument; cash that is not there cannot be lent."""
    draws, funding = setting.draws, instrument.funding
    first = instrument.use.first_call
    numbers = {"first_call": sample(draws, first.amount) if first else np.zeros(draws.n)}
    size = sample(draws, instrument.size)
    size = size * (1 - exempted_share(setting.payers, instrument, draws))
    if isinstance(funding, CustodianCash):
        cash = sample(draws, setting.money.assets.cash)
        numbers["first_call"] = np.minimum(numbers["first_call"], cash)
        size = np.minimum(size, cash - numbers["first_call"])
    numbers["principal"] = size + numbers["first_call"]
    delay = np.rint(sample(draws, instrument.first_cash.delay))
    start = np.maximum(0, month_of(setting.grid, instrument.first_cash.earliest) + delay)
    numbers["start"] = np.minimum(start, setting.grid.months)
    if isinstance(funding, Bonds | Outstanding):
        numbers["tenor"] = np.maximum(1, np.rint(sample(draws, funding.maturity) / 12))
    if isinstance(funding, Bonds):
        numbers["spread"] = sample(draws, funding.spread)
    if isinstance(funding, Outstanding):
        numbers["coupon"] = sample(draws, funding.rate)
    return numbers


def _guarantee(setting: Setting, instrument: Instrument) -> dict[str, Floats | int]:
    guarantee = instrument.guarantee
    if guarantee is None:
        return {"guaranteed": 0}
    numbers: dict[str, Floats | int] = {
        "guaranteed": 1,
        "covers_principal": "principal" in guarantee.covers,
        "covers_litigation": "litigation" in guarantee.covers,
        "covers_abroad": "custodian_abroad" in guarantee.covers,
        "covers_host": "host" in guarantee.covers,
        "outlives": guarantee.outlives_freeze,
        "sharing": SEVERAL if guarantee.sharing == "several" else JOINT,
        "pays_within": sample(setting.draws, guarantee.pays_within),
    }
    if guarantee.headroom is not None:
        numbers["headroom"] = sample(setting.draws, guarantee.headroom.capacity)
        numbers["headroom_from"] = month_of(setting.grid, guarantee.headroom.start)
    return numbers


def _triggers(instrument: Instrument) -> dict[str, int]:
    return {
        "on_lapse": "freeze_lapses" in instrument.triggers,
        "on_return": "assets_returned" in instrument.triggers,
        "on_award": "court_award" in instrument.triggers,
        "on_retaliation": "retaliation" in instrument.triggers,
    }


def _tables(setting: Setting, instrument: Instrument, terms: np.ndarray) -> Tables:
    key, cap = _caps(setting, instrument, terms)
    used = used_by_month(setting, instrument, terms)
    debt = _schedule(setting, instrument, terms, used)
    own = (1 + own_rates(setting.payers, setting.money, setting.draws)) ** (-1 / 12)
    shared = [key, cap, filling_order(key, cap), own]
    room = np.empty((len(terms), 2, debt.cohort_month.shape[1]))  # one memory layout for all
    return Tables(
        calendar=_calendar(setting, used),
        payers=np.concatenate([_pool_keys(setting, instrument), np.stack(shared, axis=1)], axis=1),
        entries=np.stack([debt.entry_month, debt.entry_cohort, debt.entry_step], axis=1),
        cohorts=np.stack(
            [debt.cohort_month.astype(np.float64), debt.cohort_amount], axis=1, out=room
        ),
    )


def _calendar(setting: Setting, used: Floats) -> Floats:
    """What is known month by month, in the rows of `Tables.calendar`."""
    law = setting.law
    years = np.arange(setting.grid.months + 1) / 12.0
    rate = sample(setting.draws, setting.money.rates.bond_yield.mean)
    discount = (1 + rate)[:, None] ** -years[None, :]
    clauses = np.cumsum(law.clauses, axis=2)
    rows = [
        used,
        discount,
        _running(used * discount / 12),
        _running(discount / 12),
        _closed(law.settled_by, 2.0),
        _closed(law.lapsed_by, 2.0),
        _closed(clauses[:, :, RETURNED], 0.0),
        _closed(clauses[:, :, SET_OFF], 0.0),
    ]
    return np.stack(rows, axis=1)


def _closed(by_month: Floats, last: float) -> Floats:
    """One more column: what holds in the month that stands for never."""
    return np.concatenate([by_month, np.full((len(by_month), 1), last)], axis=1)


def used_by_month(setting: Setting, instrument: Instrument, terms: np.ndarray) -> Floats:
    """Paid out before each month if nothing stops it, shape (draw, month + 1), EUR."""
    if instrument.funding.kind == FUNDINGS[OUTSTANDING]:
        return np.zeros((setting.draws.n, setting.grid.months + 1))
    over = sample(setting.draws, instrument.use.over)
    size = terms["principal"] - terms["first_call"]
    start = terms["start"]
    return paid_out_before(start, over, size, terms["first_call"], setting.grid.months)


def _running(values: Floats) -> Floats:
    """Sums over earlier months, shape (draw, month + 1)."""
    sums = np.zeros_like(values)
    np.cumsum(values[:, :-1], axis=1, out=sums[:, 1:])
    return sums


def _pool_keys(setting: Setting, instrument: Instrument) -> Floats:
    headroom = instrument.guarantee.headroom if instrument.guarantee else None
    last = headroom.key if headroom else instrument.repayment.key
    kinds = (instrument.service.key, instrument.repayment.key, last)
    keys = [member_shares(setting.payers, kind, instrument.exempt) for kind in kinds]
    return np.repeat(np.stack(keys)[None], setting.draws.n, axis=0)


def _caps(setting: Setting, instrument: Instrument, terms: np.ndarray) -> tuple[Floats, Floats]:
    """The guarantors' key and caps, each of shape (draw, payer)."""
    shape = (setting.draws.n, len(setting.payers.codes))
    guarantee = instrument.guarantee
    if guarantee is None:
        return np.zeros(shape), np.zeros(shape)
    key = guarantor_shares(setting.payers, guarantee, instrument.exempt, setting.draws)
    if guarantee.cap is None:
        return key, np.full(shape, np.inf)
    return key, _cap_of(setting, instrument, guarantee.cap, key, terms)


def _cap_of(
    setting: Setting, instrument: Instrument, cap: Cap, key: Floats, terms: np.ndarray
) -> Floats:
    if cap.of_size is not None:
        return np.asarray(key * (sample(setting.draws, cap.of_size) * terms["principal"])[:, None])
    if cap.total is not None:
        kept = 1 - exempted_share(setting.payers, instrument, setting.draws)
        return np.asarray(key * (sample(setting.draws, cap.total) * kept)[:, None])
    caps = np.zeros(key.shape)
    for code, amount in (cap.each or {}).items():
        caps[:, setting.payers.codes.index(code)] = sample(setting.draws, amount)
    return caps


def _schedule(
    setting: Setting, instrument: Instrument, terms: np.ndarray, used: Floats
) -> Schedule:
    months, year = setting.grid.months, year_indices(setting.grid)
    start: Ints = terms["start"]
    if isinstance(instrument.funding, Bonds):
        issued, amounts = yearly_issues(used, year, start)
        return debt_schedule(issued, amounts, terms["tenor"], months)
    if isinstance(instrument.funding, Outstanding):
        return debt_schedule(start[:, None], terms["principal"][:, None], terms["tenor"], months)
    return no_debt(setting.draws.n, months)
