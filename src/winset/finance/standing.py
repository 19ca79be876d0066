"""One draw of a guarantee in plain numbers, with the line of credit that stands by."""

from __future__ import annotations

from dataclasses import dataclass

from winset.finance.cents import cents
from winset.finance.payers import exempted_share, guarantor_shares, member_shares
from winset.finance.setting import Setting
from winset.scenario.draws import sample
from winset.scenario.nouns.instrument import Instrument
from winset.scenario.nouns.quantity import Quantity
from winset.timegrid import month_of


@dataclass(frozen=True)
class Line:
    """A standby line in numbers.

    Attributes
    ----------
    size : cents; fee, margin : per year; within : months from call to cash.
    fee_months : the months in which its fee falls due unless the guarantee ends before.
    """

    size: int
    fee: float
    margin: float
    within: float
    fee_months: tuple[int, ...]


@dataclass(frozen=True)
class Standing:
    """A guarantee in numbers: who stands behind the instrument, for how much.

    Attributes
    ----------
    key : guarantor -> share of the whole; cap : guarantor -> cents, None for no cap.
    joint : whether the able stand in for the unable; covers : perils; outlives : the freeze.
    pays_within : months; late_margin : per year above the short rate; line : of credit, if any.
    headroom : cents; headroom_from : month, None without headroom.
    headroom_key : member -> share.
    """

    key: dict[str, float]
    cap: dict[str, int | None]
    joint: bool
    covers: tuple[str, ...]
    outlives: bool
    pays_within: float
    late_margin: float
    line: Line | None
    headroom: int
    headroom_from: int | None
    headroom_key: dict[str, float]


def members(setting: Setting, instrument: Instrument, kind: str) -> dict[str, float]:
    shares = member_shares(setting.payers, kind, instrument.exempt)
    return {code: float(s) for code, s in zip(setting.payers.codes, shares, strict=True) if s > 0}


def standing_of(
    setting: Setting,
    instrument: Instrument,
    d: int,
    principal: float,
    times: tuple[int, int, int],
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
        late_margin=float(sample(setting.draws, guarantee.late_margin)[d]),
        line=_line(setting, instrument, d, times),
        headroom=cents(float(sample(setting.draws, room.capacity)[d])) if room else 0,
        headroom_from=month_of(setting.grid, room.start) if room else None,
        headroom_key=members(setting, instrument, room.key) if room else {},
    )


def _line(
    setting: Setting, instrument: Instrument, d: int, times: tuple[int, int, int]
) -> Line | None:
    assert instrument.guarantee is not None
    standby = instrument.guarantee.standby
    if standby is None:
        return None

    def drawn(quantity: Quantity) -> float:
        return float(sample(setting.draws, quantity)[d])

    return Line(
        size=cents(drawn(standby.size)),
        fee=drawn(standby.fee),
        margin=drawn(standby.margin),
        within=drawn(standby.within),
        fee_months=_fee_months(setting, instrument, *times),
    )


def _fee_months(
    setting: Setting, instrument: Instrument, start: int, over: int, tenor: int
) -> tuple[int, ...]:
    """Each year from the first payout, as long as there may be something to guarantee."""
    kind, months = instrument.funding.kind, setting.grid.months
    last = months
    if kind == "member_budgets":
        last = start + over
    elif kind == "outstanding":
        last = start + 12 * tenor
    elif kind == "bonds":
        last = start + over + 12 * tenor
    return tuple(range(start, min(months, last), 12))


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
