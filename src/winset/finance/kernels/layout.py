"""What the compiled loops read and write: numbered kinds, one record per draw, numbered rows.

`TERM` is an instrument with all its numbers drawn, together with the drivers of that draw. What
does not fit into a record stands beside it in `Tables`. Months are counted from `as_of`; month
`months` (one past the last) means never.

Records with named fields where a compiled function reads and writes single numbers, and few arrays
with numbered rows beside them: every array that such a function is handed costs time (somebody
counts its references) and much more time to compile; a record is a bare pointer.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from winset._typing import Floats, Ints
from winset.finance.kernels.compiled import inline

FUNDINGS = ("custodian_cash", "bonds", "member_budgets", "outstanding")
CUSTODIAN_CASH, BONDS, MEMBER_BUDGETS, OUTSTANDING = range(4)
SERVICES = ("nobody", "beneficiary", "pool", "proceeds")
NOBODY, BENEFICIARY_SERVES, POOL_SERVES, PROCEEDS_SERVE = range(4)
REPAYMENTS = ("reparations", "beneficiary", "pool", "proceeds", "never")
REPARATIONS, BENEFICIARY, POOL_REPAYS, PROCEEDS, NEVER = range(5)
PROFILES = ("bullet", "linear", "annuity")
BULLET, LINEAR, ANNUITY = range(3)

LAYERS = ("set_off", "headroom", "guarantee", "custodian", "host", "pool")
"""Who bears a loss, in the order in which it passes them."""
PERILS = (
    "principal", "litigation", "custodian_abroad", "arbitration", "late_cash", "standby",
    "interest", "contribution",
)  # fmt: skip
"""What a loss comes from."""
PRINCIPAL, LITIGATION, CUSTODIAN_ABROAD, ARBITRATION = range(4)
LATE_CASH, STANDBY, INTEREST, CONTRIBUTION = range(4, 8)
KINDS = ("service", "repayment", "headroom", "guarantee", "host")
"""As what a payer pays: together by three keys, when called as guarantor, and as host."""
BY_CALL, AS_HOST = 3, 4
TOTALS = (
    "called", "host_pays", "lapsed", "settled", "tax_forgone", "outstanding", "terminal",
    "called_again", "advanced", "drawn",
)  # fmt: skip
"""What is summed over the paths of a draw besides."""

WHOLE = (
    "funding", "service", "repayment", "profile", "tenor", "start", "january", "host", "static",
    "pools", "pool_service", "pool_repayment", "pool_headroom",
    "guaranteed", "covers_principal", "covers_litigation", "covers_abroad", "covers_arbitration",
    "covers_host", "outlives", "sharing", "headroom_from", "row", "line", "fee_until",
    "on_lapse", "on_return", "on_award", "on_retaliation", "on_arbitration", "ends",
)  # fmt: skip
REAL = (
    "principal", "first_call", "coupon", "spread", "headroom", "pays_within", "buffer", "set_off",
    "cash", "host_tax", "margin", "kept", "award_chance", "award_excess", "award_lag",
    "retaliation_chance", "taken", "retaliation_lag", "arbitration_chance", "arbitration_factor",
    "arbitration_lag", "late_margin", "line_size", "line_fee", "line_margin", "line_within",
    "fail_below", "fail_common", "fail_own",
    "short_start", "short_mean", "short_decay", "short_shock",
    "yield_start", "yield_mean", "yield_decay", "yield_shock", "rho",
)  # fmt: skip
TERM = np.dtype(
    [(name, np.int64) for name in WHOLE] + [(name, np.float64) for name in REAL], align=True
)
"""One draw of one option.

funding, service, repayment, profile : numbers of the kinds above.
tenor : years of each bond or of the outstanding loan; start : month of the first payout, the
earliest that may be.
january : first month of the second calendar year; host : index of the host among the payers.
static : whether debt is owed as planned whatever happens; pools : how many different keys there
are among the three by which members pay together; pool_* : the number of each key's own.
guaranteed, covers_*, outlives, on_* : 0 or 1; ends : 1 if any settlement ends payouts;
sharing : as in `winset.finance.sharing`.
principal : size and first call together; first_call : what repays an older instrument; EUR.
coupon : rate of an outstanding loan; spread : of bonds; pays_within : months.
kept : the share of proceeds that reaches debt service, (1 - tax) (1 - retained).
row : calls in so many calendar years in a row are repeated calls.
late_margin : what late cash costs above the short rate, per year; line : whether a standby line
stands by; line_size : EUR; line_fee, line_margin : per year; line_within : months from call to its
cash; fee_until : month before which its fee may fall due.
taken : EUR lost abroad; fail_* : a guarantor fails if common z + own e < below.
"""

# rows of Tables.calendar, by month
USED, DISCOUNT, LENT, AHEAD, SETTLED_BY, LAPSED_BY, RETURNED_BY, SET_OFF_BY = range(8)
# rows of Tables.starts
BEGINS, UNTIL = range(2)
# rows of Tables.payers; the first three are the keys by which members pay together
BY_SERVICE, BY_REPAYMENT, BY_HEADROOM, GUARANTEE_KEY, CAP, VESSEL, OWN_MONTHLY = range(7)
# rows of Tables.entries
MONTH, COHORT, STEP, BALANCE, FALLS_DUE, WALKED = range(6)
# rows of Tables.cohorts
ISSUED, AMOUNT, COUPONS, COUPONS_PRESENT, LEFT = range(5)


class Tables(NamedTuple):
    """Arrays beside `TERM`.

    Attributes
    ----------
    calendar : shape (draw, 8, month + 1). Paid out before each month if nothing stops it, EUR;
        value today of one EUR then; sums over earlier months of used x discount / 12 and of
        discount / 12; the chance that a settlement has come, and that a renewal has failed, by
        the end of the month (2 in the last column: a month that always comes); the chances that a
        settlement of that month returns the assets, and that it does so or sets them off.
    payers : shape (draw, 7, payer). Three keys by which members pay together, the guarantors' key,
        their caps (EUR, may be infinite), the vessel in which each stands (-1: none), and the
        discount factor of one month at each payer's own rate.
    vessels : shape (draw, 3, vessel), see `winset.finance.sharing`.
    entries : shape (draw, start, 6, entry), month, cohort and step of each date of debt service in
        order of time, what is owed before it and what of that falls due, EUR, if nothing is repaid
        ahead and the redemptions are not an annuity's; and the entries that have to be walked, in
        their order. The step counts years since the issue. The last of each start is at `months`.
    cohorts : shape (draw, start, 5, cohort), of each year's issue of debt: its month and amount
        (EUR), and per unit of its coupon the interest on it until the last month, in all and in
        value today, and what is then left of it, EUR.
    starts : shape (draw, 2, start), when cash may begin, see `winset.finance.starts`. The calendar
        and `TERM` stand at the first start; entries and cohorts have one start where debt hangs on
        none.
    """

    calendar: Floats
    payers: Floats
    vessels: Floats
    entries: Floats
    cohorts: Floats
    starts: Floats


class Chances(NamedTuple):
    """The accidents of one block of paths, see `winset.finance.noise`, laid out for the kernels.

    Attributes
    ----------
    common : shape (column, path), what befalls all alike: events, lags, shocks of the rates.
    own : shape (path, payer), what befalls each guarantor; least : shape (path,), its smallest.
    """

    common: Floats
    own: Floats
    least: Floats


STATE = np.dtype(
    [(name, np.int64) for name in (
        "lane", "vessel", "failing", "freeze_end", "stop", "set_off_from", "seen", "peril",
        "due", "award", "blow", "ruling", "service", "entry", "served",
        "call_years", "last_call", "in_a_row",
    )]
    + [(name, np.float64) for name in (
        "owed", "headroom_used", "buffer_used", "presented", "level", "risen", "available",
        "drawn", "repaid",
        "by_service", "by_repayment", "by_headroom", "host_present",
        "set_off", "in_headroom", "in_guarantee", "in_custodian", "in_host", "in_pool",
    )],
    align=True,
)  # fmt: skip
"""Where one path stands.

lane : its place in `Room.rates`; vessel : the first that is not yet full; failing : how many
guarantors do not pay; peril : what the loss now looked at comes from.
Months: freeze_end; stop : of payouts; set_off_from : from when redemptions are set off; seen : up
to which proceeds are counted; and of what comes next: due : principal due to the custodian, award :
a court's, blow : of retaliation, ruling : a tribunal's, service : a date of debt service, of which
entry is the place in the order of dates, and served whether its interest has been looked at.
call_years, last_call, in_a_row : in how many calendar years guarantors have been called, the last
of them, and how many of them in a row.
owed : principal that will be due to the custodian; presented : losses shown to the guarantors so
far; level : how high they stand in the vessels; risen : value today of that rise; available :
proceeds at hand; drawn, repaid : out of the standby line, and the month in which that is repaid;
by_* : value today of what members have paid together, by key; host_present : of what the host has
borne; set_off and in_* : borne so far by each of `LAYERS`. All in EUR; the level and its rise in
EUR for a key of 1.
"""

# rows of Room.sheet, by month, after those of Tables.calendar
POOLED, HOST_CASH, STOPS, LEFT_OVER, ROWS, RISE = 8, 11, 12, 13, 14, 15
# rows of Room.payers, by payer; of Room.vessels, by vessel; of Room.cohorts; of Room.rates, by year
FAILING = 7
CUPS, RISEN = 3, 6
OWED, RATE, PAYMENT, RATES_SUM, PART = range(5, 10)
SHORT, BOND = range(2)
# places in Room.sums: perils first
CALLED, HOST_PAYS, LAPSED, SETTLED, TAX_FORGONE, OUTSTANDING_END, TERMINAL = range(8, 15)
CALLED_AGAIN, ADVANCED, DRAWN = range(15, 18)
SUMS = 18


class Room(NamedTuple):
    """What the walk along one draw's paths reads, and the sums that it keeps over all of them.

    The draw's rows of `Tables` come first in the arrays of the same names, and after them:

    Attributes
    ----------
    sheet : shape (15 + vessel + payer, month + 1), after the calendar, summed over paths, EUR: the
        members together, by key; the host; how many paths stop paying out; what is left over beyond
        the last month (at the date from which it counts); on how many paths calls become repeated;
        by vessel the rise of the level in it,
        for it and all after it; and by payer the rise that it failed to follow.
    payers : shape (8, payer), the indices of those who fail on a path.
    vessels : shape (7, vessel), the vessels without those who fail, on a path where somebody does;
        and value today of the rise in those that are full.
    entries : shape (6, entry).
    cohorts : shape (10, cohort), balance, coupon and yearly annuity on a path, the coupons' sum (an
        issue's coupon times the part of it that is made), and that part on a path.
    rates : shape (2, year, lane), short rate and bond yield on the paths now looked at.
    sums : shape (18,), perils and totals, summed over paths.
    guides : shape (2, step), where to look for a settlement and for a lapse, see `fates.guide`.
    """

    sheet: Floats
    payers: Floats
    vessels: Floats
    entries: Floats
    cohorts: Floats
    rates: Floats
    sums: Floats
    guides: Ints


# rows of Book.paths: who bore it, by layer; value today to the host; by pool; by vessel
HOST_PRESENT, POOLS = 6, 7


class Book(NamedTuple):
    """What is kept of each path of some draws, until they are told.

    Attributes
    ----------
    paths : shape (draw, row, path), EUR: borne by each layer; value today of what the host bears as
        host; of what the members pay together, by pool (keys that are the same share one); and of
        the rise of the level in each vessel.
    failing : shape (draw, word, path), a bit for each guarantor that does not pay, `BITS` a word.
    """

    paths: Floats
    failing: Ints


BITS = 62


class Parts(NamedTuple):
    """What the paths of each block add to what is expected; EUR where not said otherwise.

    Attributes
    ----------
    cash : shape (draw, block, kind, payer, year), by `KINDS`.
    worth : shape (draw, block, 2, payer), value today at the payer's own rate, and calls.
    sums : shape (draw, block, 18), perils and totals.
    paid : shape (draw, block, year), payouts.
    repeated : shape (draw, block, year), the share of paths on which calls are repeated by then.
    """

    cash: Floats
    worth: Floats
    sums: Floats
    paid: Floats
    repeated: Floats


class Out(NamedTuple):
    """What is told of each draw; EUR where not said otherwise.

    Attributes
    ----------
    cash : shape (draw, kind, payer, year), expected, by `KINDS`.
    told : shape (draw, 6, payer + 1): mean, quantiles 5, 50, 95, CVaR 95 and worst present value,
        the host's part as host included; the last column is that part alone.
    layers : shape (draw, 2, layer), expected, and in the worst 5 % of paths.
    worth : shape (draw, 2, payer), expected value at the payer's own rate, and calls.
    sums : shape (draw, 18), perils and totals, expected.
    paid : shape (draw, year), expected payouts.
    repeated : shape (draw, year), the share of paths on which calls have become repeated by the end
        of a year.
    """

    cash: Floats
    told: Floats
    layers: Floats
    worth: Floats
    sums: Floats
    paid: Floats
    repeated: Floats


OWN, CALLS = range(2)


@inline
def year_at(t: Any, month: int) -> int:
    """The index of a month's calendar year; the first year may be short."""
    return int(0 if month < t.january else 1 + (month - t.january) // 12)
