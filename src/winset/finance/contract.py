"""One draw of an instrument as a contract in plain numbers, for the ledger to interpret."""

from __future__ import annotations

from dataclasses import dataclass

from winset.finance.cents import cents
from winset.finance.payers import exempted_share
from winset.finance.setting import Setting
from winset.finance.standing import Standing, members, standing_of
from winset.scenario.draws import sample
from winset.scenario.nouns.instrument import Bonds, CustodianCash, Instrument, Outstanding
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.options import ends_with_settlement
from winset.timegrid import month_of


@dataclass(frozen=True)
class Contract:
    """An instrument in numbers: money in cents, times in months, rates per year.

    Attributes
    ----------
    kind, service, repayment, profile : as the instrument says; profile is linear but for bonds.
    size, first_call, start, over : what is paid out, from when, over how many months.
    tenor : years; rate : of an outstanding loan; spread : of bonds over the yield at issue.
    service_key, repayment_key : member -> share; standing : the guarantee, if any.
    triggers : what can go wrong; ends : whether any settlement ends the payouts; set_off : the
        share of principal that reparations meet.
    buffer, cash, abroad_lost : of the custodian, cents; margin, kept : of its proceeds.
    award_excess, arbitration_factor : what a court, and what a tribunal under a treaty awards, as a
        multiple of what is then used.
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
    ends: bool
    set_off: float
    buffer: int
    cash: int
    abroad_lost: int
    margin: float
    kept: float
    award_excess: float
    arbitration_factor: float
    months: int
    january: int
    host: str


def contract_of(
    setting: Setting, instrument: Instrument, d: int, start: int | None = None
) -> Contract:
    """Draw d of an instrument as a contract.

    start : the month of the first payout on a path; None: as the instrument states it.
    """

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
    kept = (1 - drawn(assets.host_tax)) * (1 - drawn(assets.retained))
    if start is None:
        day = month_of(setting.grid, instrument.first_cash.earliest)
        delay = round(drawn(instrument.first_cash.delay))
        start = min(setting.grid.months, max(0, day + delay))
    over, years = max(1, round(drawn(instrument.use.over))), max(1, round(tenor))
    return Contract(
        kind=funding.kind,
        service=instrument.service.paid_by,
        repayment=instrument.repayment.out_of,
        profile=funding.profile if isinstance(funding, Bonds) else "linear",
        size=cents(size),
        first_call=cents(call),
        start=start,
        over=over,
        tenor=years,
        rate=drawn(funding.rate) if isinstance(funding, Outstanding) else 0.0,
        spread=drawn(funding.spread) if isinstance(funding, Bonds) else 0.0,
        service_key=members(setting, instrument, instrument.service.key),
        repayment_key=members(setting, instrument, instrument.repayment.key),
        standing=standing_of(setting, instrument, d, size + call, (start, over, years)),
        triggers=instrument.triggers,
        ends=ends_with_settlement(instrument),
        set_off=float(setting.law.reparations[d]),
        buffer=cents(drawn(assets.buffer)),
        cash=cents(cash),
        abroad_lost=cents(drawn(events.retaliation.taken) * drawn(assets.abroad)),
        margin=drawn(assets.margin),
        kept=kept,
        award_excess=drawn(events.award.excess),
        arbitration_factor=drawn(events.arbitration.factor) if events.arbitration else 0.0,
        months=setting.grid.months,
        january=13 - setting.grid.as_of.month,
        host=setting.payers.codes[setting.payers.host],
    )
