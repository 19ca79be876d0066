"""What the money engine finds, option by option.

Axis order: draw, payer, year or month; layers and perils before draws. Costs are positive. Present
values are discounted at the draw's mean bond yield of the club. Every statistic is over the paths
of one draw; ranges over draws are for the reader to take.
"""

from __future__ import annotations

from dataclasses import dataclass

from winset._typing import Floats, Ints


@dataclass(frozen=True)
class LiquidityResult:
    """The beneficiary's cash under one option, to the scenario's horizon.

    Attributes
    ----------
    months : shape (month,), indices on the run's calendar.
    chance_out : shape (draw, month), that a need has gone unmet by the end of a month.
    month_out_q05, month_out_q50, month_out_q95 : shape (draw,), the first month with an unmet
        need; the number of months where there is none.
    months_added : shape (draw,), expected months until then beyond those without the option, if
        settlements come as they do under it.
    gap : shape (draw, month), expected unmet needs, EUR; unmet needs are not made up later.
    gap_total : shape (draw,), EUR over the horizon; gap_open : of that, what goes unmet before a
        settlement.
    """

    months: Ints
    chance_out: Floats
    month_out_q05: Floats
    month_out_q50: Floats
    month_out_q95: Floats
    months_added: Floats
    gap: Floats
    gap_total: Floats
    gap_open: Floats


@dataclass(frozen=True)
class OptionResult:
    """What one option costs whom. All in EUR but the chances.

    Attributes
    ----------
    cash_by_kind : shape (draw, kind, payer, year), expected. Kinds: interest that members pay
        together, redemptions and contributions that they pay together, headroom, calls on the
        guarantee, and what the host bears as host.
    cash_by_year : shape (draw, payer, year), their sum.
    pv_mean, pv_q05, pv_q50, pv_q95, pv_cvar95, pv_worst : shape (draw, payer), present value of
        the burden, the host's part as host included.
    pv_own : shape (draw, payer), expected, each payer at its own long-term rate.
    contingent_peak : shape (draw, payer), the most it can be asked for as guarantor.
    called_mean : shape (draw, payer), expected calls as guarantor, not discounted.
    guaranteed : shape (draw, payer, year), what it is expected to stand behind at the year's end as
        guarantor, by its share; liability : the same in the year's mean, the host's part as host
        included.
    own_yield : shape (draw, payer, year), interest that it pays more on its own debt because of
        that liability; own_yield_pv : shape (draw, payer), its present value. In none of the above.
    host_mean, host_cvar95, host_worst : shape (draw,), present value of what the host bears as
        host; host_peak : the most that the contract leaves to it, not discounted.
    host_tax_forgone : shape (draw,), present value of tax that lent cash does not bring.
    layers_mean, layers_tail : shape (layer, draw), expected, and in the worst 5 % of paths.
    perils_mean : shape (peril, draw), expected losses by cause.
    chance_called_again : shape (draw,), that guarantors are called in two or more calendar years;
        called_in_a_row : shape (draw, year), that by the end of a year they have been called in as
        many years in a row as make calls repeated (`winset.finance.national.facts.Conventions`).
    advanced, drawn : shape (draw,), expected calls that guarantors pay late, as far as whom they
        are late for must lay them out, and as far as a standby line does.
    chance_of_call, chance_host_pays, chance_freeze_lapses, chance_settled : shape (draw,).
    paid_out : shape (draw, year), expected; without the first call.
    outstanding_end : shape (draw,), expected principal at the end of the last year.
    terminal : shape (draw,), the part of it that the members will have to pay.
    key_note : what a reader must be told about the keys used.
    liquidity : the beneficiary's cash.
    """

    cash_by_kind: Floats
    cash_by_year: Floats
    pv_mean: Floats
    pv_q05: Floats
    pv_q50: Floats
    pv_q95: Floats
    pv_cvar95: Floats
    pv_worst: Floats
    pv_own: Floats
    contingent_peak: Floats
    called_mean: Floats
    guaranteed: Floats
    liability: Floats
    own_yield: Floats
    own_yield_pv: Floats
    host_mean: Floats
    host_cvar95: Floats
    host_worst: Floats
    host_peak: Floats
    host_tax_forgone: Floats
    layers_mean: Floats
    layers_tail: Floats
    perils_mean: Floats
    chance_of_call: Floats
    chance_called_again: Floats
    called_in_a_row: Floats
    advanced: Floats
    drawn: Floats
    chance_host_pays: Floats
    chance_freeze_lapses: Floats
    chance_settled: Floats
    paid_out: Floats
    outstanding_end: Floats
    terminal: Floats
    key_note: str
    liquidity: LiquidityResult


@dataclass(frozen=True)
class MoneyResults:
    """What the money engine finds.

    Attributes
    ----------
    options : by name, in the scenario's order.
    payers : codes, members in protocol order, then outside guarantors; names : code -> name.
    members : how many of the payers are members; host : index of the host among them.
    years : shape (year,), calendar years.
    kinds, layers, perils : names along those axes.
    nothing : shape (draw, payer), EUR, what it costs if nothing is agreed; None if not stated.
    without_own_rate : payers for whose own rate the club's mean yield stands in.
    without_own_debt : payers of whose own debt nothing is held, so that none of it gets dearer.
    stands_in_for : key kind asked for -> kind used in its place.
    """

    options: dict[str, OptionResult]
    payers: tuple[str, ...]
    names: dict[str, str]
    members: int
    host: int
    years: Ints
    kinds: tuple[str, ...]
    layers: tuple[str, ...]
    perils: tuple[str, ...]
    nothing: Floats | None
    without_own_rate: tuple[str, ...]
    without_own_debt: tuple[str, ...]
    stands_in_for: dict[str, str]
