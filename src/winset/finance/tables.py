"""What does not fit into an option's records: calendar, keys, caps, dates of debt service."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from winset._record import Itself
from winset._typing import Floats, Ints
from winset.finance.kernels.layout import (
    BEGINS,
    BULLET,
    DISCOUNT,
    FUNDINGS,
    OUTSTANDING,
    Tables,
)
from winset.finance.law import RETURNED, SET_OFF
from winset.finance.own_rates import own_rates
from winset.finance.payers import exempted_share, guarantor_shares, member_shares
from winset.finance.schedule import (
    Schedule,
    Service,
    debt_schedule,
    no_debt,
    paid_out_before,
    service_of,
    year_indices,
    yearly_issues,
)
from winset.finance.setting import Setting
from winset.finance.sharing import vessels_of
from winset.scenario.draws import sample
from winset.scenario.nouns.instrument import Bonds, Cap, Instrument, Outstanding


def tables_of(
    setting: Setting, instrument: Instrument, terms: np.ndarray, starts: Floats
) -> Tables:
    """The tables that stand beside one option's records (shape (draw,) of `TERM`).

    starts : shape (draw, 2, start), when its cash may begin, as by `winset.finance.starts`.
    """
    key, cap = _caps(setting, instrument, terms)
    vessels, vessel = vessels_of(key, cap)
    calendar = _calendar(setting, used_by_month(setting, instrument, terms, terms["start"]))
    service = _service(setting, instrument, terms, starts, calendar[:, DISCOUNT])
    own = (1 + own_rates(setting.payers, setting.money, setting.draws)) ** (-1 / 12)
    shared = np.stack([key, cap, vessel, own], axis=1)
    return Tables(
        calendar=calendar,
        payers=np.concatenate([_pool_keys(setting, instrument), shared], axis=1),
        vessels=vessels,
        entries=service.entries,
        cohorts=service.cohorts,
        starts=starts,
    )


def _service(
    setting: Setting, instrument: Instrument, terms: np.ndarray, starts: Floats, discount: Floats
) -> Service:
    """The debt service of each draw, for each start where it hangs on it."""
    each = starts.shape[2] if isinstance(instrument.funding, Bonds) else 1
    start: Ints = starts[:, BEGINS, :each].astype(np.int64)
    used = [used_by_month(setting, instrument, terms, start[:, k]) for k in range(each)]
    months, terms = start.reshape(-1), np.repeat(terms, each)
    paid = np.stack(used, axis=1).reshape(len(months), -1)
    debt = _schedule(setting, instrument, terms, months, paid)
    bullet, planned = terms["profile"] == BULLET, terms["static"] == 1
    value = np.repeat(discount, each, axis=0)
    service = service_of(debt, terms["tenor"], bullet, planned, value)
    shape = (len(start), each)
    return Service(
        service.entries.reshape(*shape, *service.entries.shape[1:]),
        service.cohorts.reshape(*shape, *service.cohorts.shape[1:]),
    )


def _calendar(setting: Setting, used: Floats) -> Floats:
    """What is known month by month, in the rows of `Tables.calendar`."""
    discount, *others = _shared(Itself(setting))
    return np.stack([used, discount, _running(used * discount / 12), *others], axis=1)


@lru_cache(maxsize=4)
def _shared(held: Itself[Setting]) -> tuple[Floats, ...]:
    """The rows that options under one law share: the discount, and those after the third."""
    setting, law = held.held, held.held.law
    years = np.arange(setting.grid.months + 1) / 12.0
    rate = sample(setting.draws, setting.money.rates.bond_yield.mean)
    discount = (1 + rate)[:, None] ** -years[None, :]
    clauses = np.cumsum(law.clauses, axis=2)
    return (
        discount,
        _running(discount / 12),
        closed(law.settled_by, 2.0),
        closed(law.lapsed_by, 2.0),
        closed(clauses[:, :, RETURNED], 0.0),
        closed(clauses[:, :, SET_OFF], 0.0),
    )


def closed(by_month: Floats, last: float) -> Floats:
    """One more column: what holds in the month that stands for never."""
    return np.concatenate([by_month, np.full((len(by_month), 1), last)], axis=1)


def used_by_month(
    setting: Setting, instrument: Instrument, terms: np.ndarray, start: Ints
) -> Floats:
    """Paid out before each month if nothing stops it, shape (draw, month + 1), EUR.

    start : shape (draw,), the month in which it begins.
    """
    if instrument.funding.kind == FUNDINGS[OUTSTANDING]:
        return np.zeros((setting.draws.n, setting.grid.months + 1))
    over = sample(setting.draws, instrument.use.over)
    size = terms["principal"] - terms["first_call"]
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
    setting: Setting, instrument: Instrument, terms: np.ndarray, start: Ints, used: Floats
) -> Schedule:
    months, year = setting.grid.months, year_indices(setting.grid)
    if isinstance(instrument.funding, Bonds):
        issued, amounts = yearly_issues(used, year, start)
        return debt_schedule(issued, amounts, terms["tenor"], months)
    if isinstance(instrument.funding, Outstanding):
        return debt_schedule(start[:, None], terms["principal"][:, None], terms["tenor"], months)
    return no_debt(len(terms), months)
