"""What the compiled loops read and write: numbered kinds, one record per draw, numbered rows.

`TERM` is an instrument with all its numbers drawn, together with the drivers of that draw. What
does not fit into a record stands beside it in `Tables`. Months are counted from `as_of`; month
`months` (one past the last) means never. Few arrays with numbered rows rather than many named
ones: every array that a compiled function is handed costs time, and much more time to compile.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from winset._typing import Floats, Ints

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
PERILS = ("principal", "litigation", "custodian_abroad", "late_cash", "interest", "contribution")
"""What a loss comes from."""
PRINCIPAL, LITIGATION, CUSTODIAN_ABROAD, LATE_CASH, INTEREST, CONTRIBUTION = range(6)
KINDS = ("service", "repayment", "headroom", "guarantee", "host")
"""As what a payer pays: together by three keys, when called as guarantor, and as host."""
BY_CALL, AS_HOST = 3, 4
TOTALS = ("called", "host_pays", "lapsed", "settled", "tax_forgone", "outstanding", "terminal")
"""What is summed over the paths of a draw besides."""

WHOLE = (
    "funding", "service", "repayment", "profile", "tenor", "start", "january", "host",
    "guaranteed", "covers_principal", "covers_litigation", "covers_abroad", "covers_host",
    "outlives", "sharing", "headroom_from", "on_lapse", "on_return", "on_award", "on_retaliation",
)  # fmt: skip
REAL = (
    "principal", "first_call", "coupon", "spread", "headroom", "pays_within", "buffer", "set_off",
    "cash", "host_tax", "margin", "kept", "award_chance", "award_excess", "award_lag",
    "retaliation_chance", "taken", "retaliation_lag", "fail_below", "fail_common", "fail_own",
    "short_start", "short_mean", "short_decay", "short_shock",
    "yield_start", "yield_mean", "yield_decay", "yield_shock", "rho",
)  # fmt: skip
TERM = np.dtype(
    [(name, np.int64) for name in WHOLE] + [(name, np.float64) for name in REAL], align=True
)
"""One draw of one option.

funding, service, repayment, profile : numbers of the kinds above.
tenor : years of each bond or of the outstanding loan; start : month of the first payout.
january : first month of the second calendar year; host : index of the host among the payers.
guaranteed, covers_*, outlives, on_* : 0 or 1; sharing : as in `winset.finance.sharing`.
principal : size and first call together; first_call : what repays an older instrument; EUR.
coupon : rate of an outstanding loan; spread : of bonds; pays_within : months.
kept : the share of proceeds that reaches debt service, (1 - tax) (1 - retained).
taken : EUR lost abroad; fail_* : a guarantor fails if common z + own e < below.
"""

# rows of Tables.calendar, by month
USED, DISCOUNT, LENT, AHEAD, SETTLED_BY, LAPSED_BY, RETURNED_BY, SET_OFF_BY = range(8)
# rows of Tables.payers; the first three are the keys by which members pay together
BY_SERVICE, BY_REPAYMENT, BY_HEADROOM, GUARANTEE_KEY, CAP, ORDER, OWN_MONTHLY = range(7)
# rows of Tables.entries, and of Tables.cohorts
MONTH, COHORT, STEP = range(3)
AMOUNT = 1


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
        their caps (EUR, may be infinite), the order in which they are filled, and the discount
        factor of one month at each payer's own rate.
    entries : shape (draw, 3, entry), month, cohort and step of each date of debt service in order
        of time; the step counts years since the issue. The last entry of each draw is at `months`.
    cohorts : shape (draw, 2, cohort), month and amount (EUR) of each year's issue of debt.
    """

    calendar: Floats
    payers: Floats
    entries: Ints
    cohorts: Floats


# state of one path
(
    HEADROOM_USED, PRESENTED, MU, BUFFER_USED, FREEZE_END, IS_CALLED, AVAILABLE, SEEN,
    DUE_MONTH, AWARD_MONTH, RETALIATION_MONTH, HOST_PRESENT,
) = range(12)  # fmt: skip
POOL_PRESENT = 12  # and the two that follow: value today of what members paid, by key
LAYER = 15  # and the five that follow: borne so far by each layer
(IN_SET_OFF, IN_HEADROOM, IN_GUARANTEE, IN_CUSTODIAN, IN_HOST, IN_POOL) = range(LAYER, LAYER + 6)
STATES = LAYER + 6
# rows of Walk.debt, by cohort; of Walk.guarantors, by payer; of Walk.rates, by year
OWED, RATE, PAYMENT = range(3)
PRESENT, ABLE = range(2)
SHORT, BOND = range(2)
# rows of Walk.cash, by month: 0-2 the members together, by key
HOST_CASH, STOPS, LEFT_OVER, GUARANTOR_CASH = 3, 4, 5, 6
# places in Walk.sums: perils first
CALLED, HOST_PAYS, LAPSED, SETTLED, TAX_FORGONE, OUTSTANDING_END, TERMINAL = range(6, 13)
SUMS = 13


class Walk(NamedTuple):
    """One path of one draw: what it reads, where it stands, and the sums over all paths.

    Attributes
    ----------
    calendar, payers, entries, cohorts : the draw's rows of `Tables`.
    noise : shape (column,), the path's accidents, see `winset.finance.noise`.
    state : shape (state,), reset for each path. Months are held as floats.
    rates : shape (2, year), the short rate and the bond yield on this path.
    debt : shape (3, cohort), balance, coupon and yearly annuity of each issue.
    guarantors : shape (2, payer), value today of calls so far, and who is able to pay (0 or 1).
    cash : shape (6 + payer, month + 1), EUR: members together by key, host, how many paths stop
        paying out, what is left over beyond the last month (at the date from which it counts), and
        each guarantor; summed over paths.
    sums : shape (13,), perils and totals, summed over paths.
    """

    calendar: Floats
    payers: Floats
    entries: Ints
    cohorts: Floats
    noise: Floats
    state: Floats
    rates: Floats
    debt: Floats
    guarantors: Floats
    cash: Floats
    sums: Floats


class Out(NamedTuple):
    """What is kept of each draw; EUR where not said otherwise.

    Attributes
    ----------
    cash : shape (draw, kind, payer, year), expected, by `KINDS`.
    told : shape (draw, 8, payer): mean, quantiles 5, 50, 95, CVaR 95 and worst present value,
        mean at the payer's own rate, expected calls. The host's part is in the first seven.
    host : shape (draw, 6), the first six of these for what the host bears as host.
    layers : shape (draw, 2, layer), expected, and in the worst 5 % of paths.
    sums : shape (draw, 13), perils and totals, expected.
    paid : shape (draw, year), expected payouts.
    """

    cash: Floats
    told: Floats
    host: Floats
    layers: Floats
    sums: Floats
    paid: Floats


OWN, CALLS = 6, 7


@njit(cache=True, nogil=True, forceinline=True)
def year_at(t: Any, month: int) -> int:
    """The index of a month's calendar year; the first year may be short."""
    return int(0 if month < t.january else 1 + (month - t.january) // 12)
