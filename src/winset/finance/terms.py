"""An instrument with all its numbers drawn: one record per draw, and the tables beside it."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from winset._typing import Floats
from winset.finance.kernels.layout import (
    BEGINS,
    BY_HEADROOM,
    FUNDINGS,
    PROFILES,
    REPAYMENTS,
    SERVICES,
    TERM,
    Tables,
)
from winset.finance.national.facts import Conventions
from winset.finance.payers import exempted_share
from winset.finance.rates import rate_steps
from winset.finance.setting import Setting
from winset.finance.sharing import JOINT, SEVERAL
from winset.finance.starts import starts_of
from winset.finance.tables import tables_of
from winset.scenario.draws import sample
from winset.scenario.nouns.instrument import Bonds, CustodianCash, Instrument, Outstanding, Standby
from winset.scenario.options import ends_with_settlement
from winset.timegrid import month_of


def terms_of(
    setting: Setting, instrument: Instrument, first: Floats | None = None
) -> tuple[np.ndarray, Tables]:
    """One option's records, shape (draw,) of `TERM`, and its tables.

    first : the law of its first cash, as by `starts_of`; None: what the instrument states. Where
        it may begin in several months, the records have the earliest.
    """
    numbers = _kinds(instrument) | _drivers(setting) | _amounts(setting, instrument)
    numbers |= _guarantee(setting, instrument) | _triggers(instrument)
    numbers["host"] = setting.payers.host
    numbers["january"] = 13 - setting.grid.as_of.month
    starts = starts_of(setting, instrument, first)
    numbers["start"] = starts[:, BEGINS, 0]
    terms = np.zeros(setting.draws.n, dtype=TERM)
    for name, value in numbers.items():
        terms[name] = value
    terms["fee_until"] = _fee_until(setting, instrument, terms)
    tables = tables_of(setting, instrument, terms, starts)
    for name, number in _pools(tables).items():
        terms[name] = number
    return terms, tables


def _pools(tables: Tables) -> dict[str, int]:
    """Keys by which the members pay together that are the same make one pool."""
    keys = tables.payers[0, : BY_HEADROOM + 1]
    first = [next(j for j in range(3) if np.array_equal(keys[i], keys[j])) for i in range(3)]
    distinct = sorted(set(first))
    names = ("pool_service", "pool_repayment", "pool_headroom")
    numbers = {name: distinct.index(j) for name, j in zip(names, first, strict=True)}
    return numbers | {"pools": len(distinct)}


def _kinds(instrument: Instrument) -> dict[str, int]:
    funding = instrument.funding
    profile = funding.profile if isinstance(funding, Bonds) else "linear"
    return {
        "funding": FUNDINGS.index(funding.kind),
        "service": SERVICES.index(instrument.service.paid_by),
        "repayment": REPAYMENTS.index(instrument.repayment.out_of),
        "profile": PROFILES.index(profile),
        "static": _as_planned(instrument, profile),
        "ends": ends_with_settlement(instrument),
    }


def _as_planned(instrument: Instrument, profile: str) -> bool:
    """Whether what is owed hangs neither on coupons nor on what the proceeds bring in."""
    repaid_early = (
        isinstance(instrument.funding, Outstanding) and instrument.repayment.out_of == "proceeds"
    )
    return profile != "annuity" and instrument.service.paid_by != "proceeds" and not repaid_early


def _drivers(setting: Setting) -> dict[str, Floats]:
    money, draws = setting.money, setting.draws
    assets, events = money.assets, money.events
    together = sample(draws, events.guarantor_failure.together)
    tribunal = {}
    if events.arbitration is not None:
        tribunal = {
            "arbitration_chance": sample(draws, events.arbitration.chance),
            "arbitration_factor": sample(draws, events.arbitration.factor),
            "arbitration_lag": sample(draws, events.arbitration.lag),
        }
    keeps = (1 - sample(draws, assets.host_tax)) * (1 - sample(draws, assets.retained))
    return (
        rate_steps(money.rates, draws)
        | tribunal
        | {
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
    )


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
        "covers_arbitration": "arbitration" in guarantee.covers,
        "covers_host": "host" in guarantee.covers,
        "outlives": guarantee.outlives_freeze,
        "sharing": SEVERAL if guarantee.sharing == "several" else JOINT,
        "pays_within": sample(setting.draws, guarantee.pays_within),
        "late_margin": sample(setting.draws, guarantee.late_margin),
        "row": Conventions().years_of_calls,
    }
    if guarantee.standby is not None:
        numbers |= _line(setting, guarantee.standby)
    if guarantee.headroom is not None:
        numbers["headroom"] = sample(setting.draws, guarantee.headroom.capacity)
        numbers["headroom_from"] = month_of(setting.grid, guarantee.headroom.start)
    return numbers


def _line(setting: Setting, standby: Standby) -> dict[str, Floats | int]:
    draws = setting.draws
    return {
        "line": 1,
        "line_size": sample(draws, standby.size),
        "line_fee": sample(draws, standby.fee),
        "line_margin": sample(draws, standby.margin),
        "line_within": sample(draws, standby.within),
    }


def _fee_until(setting: Setting, instrument: Instrument, terms: np.ndarray) -> Floats:
    """The month before which a standby line's fee may fall due, shape (draw,)."""
    funding, months = instrument.funding, setting.grid.months
    if isinstance(funding, CustodianCash):
        return np.full(setting.draws.n, float(months))
    over = np.maximum(1, np.rint(sample(setting.draws, instrument.use.over)))
    last = terms["start"] + 12 * terms["tenor"] + (0 if isinstance(funding, Outstanding) else over)
    return np.asarray(np.minimum(last, months), dtype=np.float64)


def _triggers(instrument: Instrument) -> dict[str, int]:
    return {
        "on_lapse": "freeze_lapses" in instrument.triggers,
        "on_return": "assets_returned" in instrument.triggers,
        "on_award": "court_award" in instrument.triggers,
        "on_retaliation": "retaliation" in instrument.triggers,
        "on_arbitration": "treaty_arbitration" in instrument.triggers,
    }
