"""One draw of an instrument as a contract in plain numbers, for the ledger to interpret."""

from __future__ import annotations

from dataclasses import dataclass

from winset.finance.cents import cents
from winset.finance.payers import exempted_share, guarantor_shares, member_shares
from winset.finance.setting import Setting
from winset.scenario.draws import sample
from winset.scenario.nouns.instrument import Bonds, CustodianCash, Instrument, Outstanding
from winset.scenario.nouns.quantity import Quantity
from winset.timegrid import month_of


@dataclass(frozen=True)
class Standing:
    """A guarantee in numbers: who stands behind the instrument, for how much.

    Attributes
    ----------
    key : guarantor -> share of the whole; cap : guarantor -> cents, None for no cap.
    joint : whether the able stand in for the unable; covers : perils; outlives : the freeze.
    pays_within : months; headroom : cents; headroom_from : month, None without headroom.
    headroom_key : member -> share.
    """

    key: dict[str, float]
    cap: dict[str, int | None]
    joint: bool
    covers: tuple[str, ...]
    outlives: bool
    pays_within: float
    headroom: int
    headroom_from: int | None
    headroom_key: dict[str, float]


@dataclass(frozen=True)
class Contract:
    """An instrument in numbers: money in cents, times in months, rates per year.

    Attributes
    ----------
    kind, service, repayment, profile : as the instrument says; profile is linear but for bonds.
    size, first_call, start, over : what is paid out, from when, over how many months.
    tenor : years; rate : of an outstanding loan; spread : of bonds over the yield at issue.
    service_key, repayment_key : member -> share; standing : the guarantee, if any.
    triggers : what can go wrong; set_off : the share of principal that reparations meet.
    buffer, cash, abroad_lost : of the custodian, cents; margin, kept : of its proceeds.
    award_excess : the award as a multiple of what is then used.
    months, first_of_year : the calendar; host : who bears what is left.
    """

    kind: str
    service: str
    repayment: str
    profile: str
    size: int
    first_call: int
    start: int
    over: int
    tenor: int
    rate: float
    spread: float
    service_key: dict[str, float]
    repayment_key: dict[str, float]
    standing: Standing | None
    triggers: tuple[str, ...]
    set_off: float
    buffer: int
    cash: int
    abroad_lost: int
    margin: float
    kept: float
    award_excess: float
    months: int
    january: int
    host: str


def contract_of(setting: Setting, instrument: Instrument, d: int) -> Contract:
    """Draw d of an instrument as a contract."""

    def drawn(quantity: Quantity) -> float:
        return float(sample(setting.draws, quantity)[d])

    assets, events, funding = setting.money.assets, setting.money.events, instrument.funding
    cash, first = drawn(assets.cash), instrument.use.first_call
    call = drawn(first.amount) if first else 0.0
    size = drawn(instrument.size)
    size *= 1 - float(exempted_share(setting.payers, instrument, setting.draws)[d])
    if isinstance(funding, CustodianCash):
        call = min(call, cash)
        size = min(size, cash - call)
    tenor = drawn(funding.maturity) / 12 if isinstance(funding, Bonds | Outstanding) else 0.0
    day = month_of(setting.grid, instrument.first_cash.earliest)
    delay = round(drawn(instrument.first_cash.delay))
    kept = (1 - drawn(assets.host_tax)) * (1 - drawn(assets.retained))
    return Contract(
        kind=funding.kind,
        service=instrument.service.paid_by,
        repayment=instrument.repayment.out_of,
        profile=funding.profile if isinstance(funding, Bonds) else "linear",
        size=cents(size),
        first_call=cents(call),
        start=min(setting.grid.months, max(0, day + delay)),
        over=max(1, round(drawn(instrument.use.over))),
        tenor=max(1, round(tenor)),
        rate=drawn(funding.rate) if isinstance(funding, Outstanding) else 0.0,
        spread=drawn(funding.spread) if isinstance(funding, Bonds) else 0.0,
        service_key=_members(setting, instrument, instrument.service.key),
        repayment_key=_members(setting, instrument, instrument.repayment.key),
        standing=_standing(setting, instrument, d, size + call),
        triggers=instrument.triggers,
        set_off=float(setting.law.reparations[d]),
        buffer=cents(drawn(assets.buffer)),
        cash=cents(cash),
        abroad_lost=cents(drawn(events.retaliation.taken) * drawn(assets.abroad)),
        margin=drawn(assets.margin),
        kept=kept,
        award_excess=drawn(events.award.excess),
        months=setting.grid.months,
        january=13 - setting.grid.as_of.month,
        host=setting.payers.codes[setting.payers.host],
    )


def _members(setting: Setting, instrument: Instrument, kind: str) -> dict[str, float]:
    shares = member_shares(setting.payers, kind, instrument.exempt)
    return {code: float(s) for code, s in zip(setting.payers.codes, shares, strict=True) if s > 0}


def _standing(
    setting: Setting, instrument: Instrument, d: int, principal: float
) -> Standing | None:
    guarantee = instrument.guarantee
    if guarantee is None:
        return None
    shares = guarantor_shares(setting.payers, guarantee, instrument.exempt, setting.draws)[d]
    key = {c: float(s) for c, s in zip(setting.payers.codes, shares, strict=True) if s > 0}
    room = guarantee.headroom
    return Standing(
        key=key,
        cap=_caps(setting, instrument, key, d, principal),
        joint=guarantee.sharing == "joint_and_several",
        covers=guarantee.covers,
        outlives=guarantee.outlives_freeze,
        pays_within=float(sample(setting.draws, guarantee.pays_within)[d]),
        headroom=cents(float(sample(setting.draws, room.capacity)[d])) if room else 0,
        headroom_from=month_of(setting.grid, room.start) if room else None,
        headroom_key=_members(setting, instrument, room.key) if room else {},
    )


def _caps(
    setting: Setting, instrument: Instrument, key: dict[str, float], d: int, principal: float
) -> dict[str, int | None]:
    assert instrument.guarantee is not None
    cap = instrument.guarantee.cap
    if cap is None:
        return dict.fromkeys(key)
    if cap.each is not None:
        each = {c: float(sample(setting.draws, q)[d]) for c, q in cap.each.items()}
        return {code: cents(each.get(code, 0.0)) for code in key}
    if cap.of_size is not None:
        total = float(sample(setting.draws, cap.of_size)[d]) * principal
    else:
        assert cap.total is not None
        gone = exempted_share(setting.payers, instrument, setting.draws)[d]
        total = float(sample(setting.draws, cap.total)[d]) * (1 - float(gone))
    return {code: cents(share * total) for code, share in key.items()}
