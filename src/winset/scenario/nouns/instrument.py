"""An instrument, composed from parts: where cash comes from, who services it, who stands behind."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from winset._record import Record
from winset.scenario.nouns.quantity import (
    Charge,
    Duration,
    Factor,
    Money,
    Quantity,
    Share,
    YearlyRate,
)

KeyName = Literal["gni", "gdp", "capital_key", "population", "equal", "own"]
Peril = Literal["principal", "litigation", "custodian_abroad", "arbitration", "host"]
Trigger = Literal[
    "freeze_lapses", "assets_returned", "court_award", "retaliation", "treaty_arbitration"
]
NO_DELAY = Quantity(value=0.0, unit="months", basis="judgement")
AT_ONCE = Quantity(value=0.0, unit="days", basis="judgement")


class CustodianCash(Record):
    """Cash of the immobilised assets, lent by the custodian against zero-coupon paper."""

    kind: Literal["custodian_cash"]


class Bonds(Record):
    """Bonds of a joint issuer."""

    kind: Literal["bonds"]
    maturity: Duration
    """Of each bond, from its issue."""
    spread: YearlyRate
    """Over the club's bond yield."""
    profile: Literal["bullet", "linear", "annuity"] = "bullet"
    """How the principal is redeemed."""


class MemberBudgets(Record):
    """Money that members pay from their own budgets as it is used."""

    kind: Literal["member_budgets"]


class Outstanding(Record):
    """A loan already paid out, with what is still owed on it."""

    kind: Literal["outstanding"]
    maturity: Duration
    """Until the last redemption."""
    rate: YearlyRate
    """Interest on it."""


Funding = Annotated[
    CustodianCash | Bonds | MemberBudgets | Outstanding, Field(discriminator="kind")
]


class FirstCall(Record):
    """An older instrument that is repaid out of this one before anything is paid out."""

    repays: str
    """The older instrument."""
    amount: Money
    """What that takes, raised on top of the size."""


class Use(Record):
    """What the money is for and how fast it is paid out."""

    kind: Literal["grant", "limited_recourse_loan", "loan"]
    """A grant; a loan repaid only out of reparations; a loan like any other."""
    over: Duration
    """Time over which it is paid out, evenly."""
    after_settlement: Literal["stops", "goes_on"] | None = None
    """What a settlement does to payouts still to come; those of immobilised cash can go on only if
    it leaves the assets so. None: such cash stops, all else goes on."""
    first_call: FirstCall | None = None
    """An older instrument repaid first."""


class Service(Record):
    """Who pays the interest."""

    paid_by: Literal["nobody", "beneficiary", "pool", "proceeds"]
    """Nobody (zero coupon), the beneficiary, the members by key, or the assets' proceeds."""
    key: KeyName = "gni"
    """The members' key, where they pay."""


class Repayment(Record):
    """Who repays the principal."""

    out_of: Literal["reparations", "beneficiary", "pool", "proceeds", "never"]
    """Reparations alone; the beneficiary; the members by key; the proceeds; never (a grant)."""
    key: KeyName = "gni"
    """The members' key, where they pay (also for what reparations do not meet on bonds)."""


class Cap(Record):
    """The most that guarantors can be asked for: one of three ways."""

    of_size: Factor | None = None
    """All together, as a multiple of what is guaranteed, split by key (165 %: over-guarantee)."""
    total: Money | None = None
    """All together, as an amount, split by key."""
    each: dict[str, Money] | None = None
    """Guarantor by guarantor."""
    partial: bool = False
    """True: it is meant to stand behind less than what is guaranteed."""


class Headroom(Record):
    """Room in a joint budget that takes losses before the guarantors do."""

    capacity: Money
    """The most it can bear."""
    start: dt.date
    """From when."""
    key: KeyName = "gni"
    """How the members feel it."""


class Standby(Record):
    """A line of credit that pays while guarantors are called and have not paid yet."""

    size: Money
    """The most that can be drawn at a time; it is repaid as the guarantors pay."""
    fee: Charge
    """On the size, each year from the first payout while the guarantee stands; members pay it."""
    margin: Charge
    """Over the short rate, on what is drawn; members pay it, by the key of repayment."""
    within: Duration = AT_ONCE
    """Time from call to cash out of the line."""


class Guarantee(Record):
    """Who stands behind an instrument, for what, by which key, how fast."""

    key: KeyName = "gni"
    """How the guarantors share."""
    own_key: dict[str, Share] | None = None
    """Shares by guarantor, where the key is `own`; they sum to 1."""
    outside: dict[str, Share] = {}
    """Guarantors outside the club with their shares of the whole; the club shares the rest."""
    sharing: Literal["several", "joint_and_several"]
    """Several: each its share; joint and several: the able stand in for the unable."""
    cap: Cap | None = None
    """The most that can be asked for; none: no cap."""
    covers: tuple[Peril, ...] = ("principal",)
    """Which losses it takes."""
    outlives_freeze: bool = False
    """Whether it still holds for losses that come after the freeze has ended."""
    pays_within: Duration = AT_ONCE
    """Time from call to cash."""
    late_margin: Charge = Quantity(value=0.0, unit="% per year", basis="judgement")
    """What cash that is late costs whom it is late for, above the short rate."""
    standby: Standby | None = None
    """A line of credit that pays until the guarantors do."""
    headroom: Headroom | None = None
    """A first layer on budget headroom."""


class Exempt(Record):
    """Members that take no part."""

    members: tuple[str, ...]
    """Who."""
    share: Literal["to_the_rest", "lowers_total"] = "to_the_rest"
    """What becomes of their share."""


class FirstCash(Record):
    """When the first money can flow."""

    earliest: dt.date
    """If all goes to plan."""
    delay: Duration = NO_DELAY
    """What may be lost on the way."""


class Instrument(Record):
    """A way to pay."""

    title: str
    """In a few words."""
    summary: str = ""
    """How it works, in a sentence or two."""
    size: Money
    """What reaches the beneficiary (or what is still owed, for a loan already paid out)."""
    first_cash: FirstCash
    """When the first money can flow."""
    funding: Funding
    """Where the cash comes from."""
    use: Use
    """What it is for and how fast it is paid out."""
    service: Service
    """Who pays the interest."""
    repayment: Repayment
    """Who repays the principal."""
    guarantee: Guarantee | None = None
    """Who stands behind it."""
    exempt: Exempt | None = None
    """Who takes no part."""
    triggers: tuple[Trigger, ...] = ()
    """What can go wrong."""
