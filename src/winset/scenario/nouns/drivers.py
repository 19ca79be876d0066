"""What moves the money: rates, the immobilised assets, the freeze, a settlement, the courts."""

from __future__ import annotations

import datetime as dt

from winset._record import Record
from winset.scenario.nouns.quantity import (
    Duration,
    Factor,
    Money,
    MonthlyChance,
    Quantity,
    Share,
    YearlyRate,
    YieldRise,
)


class MeanReverting(Record):
    """A rate that is pulled back to its mean: dr = reversion (mean - r) dt + volatility dW."""

    start: YearlyRate
    """Where it stands on the day of `as_of`."""
    mean: YearlyRate
    """Where it is pulled to."""
    reversion: YearlyRate
    """The speed of the pull: the share of a gap that closes in a (short) year."""
    volatility: YearlyRate
    """Standard deviation of a year's shock."""


class Rates(Record):
    """Two rates of interest whose shocks are correlated."""

    short_rate: MeanReverting
    """The rate that cash earns at the central bank."""
    bond_yield: MeanReverting
    """The long-term yield at which the club's issuer borrows."""
    correlation: Share
    """Of the two rates' yearly shocks."""
    own_yield_rise: YieldRise | None = None
    """What a member's own yield rises by for each 1 % of its GDP that it stands behind; none: 0."""


class Assets(Record):
    """Immobilised assets of another state, held by a custodian."""

    custodian: str
    """The party that holds them."""
    host: str
    """The member state under whose law it holds them."""
    cash: Money
    """Cash balances that they have turned into."""
    margin: YearlyRate
    """What the cash earns above (below: negative) the short rate."""
    host_tax: Share
    """The host's tax on the proceeds."""
    retained: Share
    """The share of the proceeds after tax that the custodian may keep as a buffer."""
    buffer: Money
    """The custodian's own means that stand before the host state."""
    abroad: Money
    """What the custodian holds within the other state's reach."""


class Freeze(Record):
    """The decision that keeps the assets immobilised, and how it may end."""

    next_renewal: dt.date
    """When it must next be renewed."""
    every: Duration
    """Time between renewals."""
    lapse: Share
    """The chance that a renewal fails."""
    until_reparations: bool = False
    """True: no renewal is needed until reparations are paid."""


class Clauses(Record):
    """What a settlement does with the assets: weights, brought to sum 1."""

    returned: Quantity
    """They go back to their owner at once."""
    set_off: Quantity
    """They, or a loan made against them, are set off against reparations."""
    stay_frozen: Quantity
    """They stay as they are."""


class Settlement(Record):
    """When a settlement comes and what it says of the assets, stated until talks decide it."""

    chance: MonthlyChance
    """Chance per month that it comes, dated where it changes."""
    clauses: Clauses
    """What it does with the assets."""
    reparations: Share
    """With set-off: the share of an instrument's principal that reparations meet."""


class Award(Record):
    """A court that orders the custodian to pay more than the principal."""

    chance: Share
    """That one does, over the life of the instrument."""
    excess: Factor
    """The award as a multiple of the principal then used."""
    lag: Duration
    """Mean time from first use to the award (the tail is exponential)."""


class Arbitration(Record):
    """A tribunal under an investment treaty that orders the host state itself to pay."""

    chance: Share
    """That one does, over the life of the instrument."""
    factor: Factor
    """What it awards, as a multiple of the principal then used."""
    lag: Duration
    """Mean time from first use to the award (the tail is exponential)."""


class Retaliation(Record):
    """Measures of the assets' owner against what the custodian holds in its reach."""

    chance: Share
    """That it comes, over the life of the instrument."""
    taken: Share
    """Share of the custodian's holdings abroad that is lost for good."""
    lag: Duration
    """Mean time from first use."""


class GuarantorFailure(Record):
    """Guarantors that do not pay when called."""

    chance: Share
    """That a guarantor with the club's average rating fails at a call."""
    together: Share
    """How far failures go together: the correlation of the hidden factor."""


class Events(Record):
    """What may go wrong besides the end of the freeze."""

    award: Award
    """A court's order."""
    retaliation: Retaliation
    """Losses of the custodian abroad."""
    guarantor_failure: GuarantorFailure
    """Guarantors that do not pay."""
    arbitration: Arbitration | None = None
    """A tribunal's award under an investment treaty, where that is a danger."""
