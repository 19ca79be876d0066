"""How long the beneficiary's cash lasts, without and with each option.

Cash at hand, plus receipts, less needs; an uncertain receipt comes whole or not at all, by its
chance, and of a need only what remains counts once a settlement has come. The months with an option
are compared with those without it on the same accidents.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from winset._typing import Floats, Ints
from winset.finance.kernels.cash import run_down
from winset.finance.noise import Accidents, block_sizes, chances_of
from winset.finance.results import LiquidityResult
from winset.scenario.draws import Draws, sample, sample_months
from winset.scenario.nouns.needs import Liquidity, Receipt
from winset.timegrid import TimeGrid, month_of


@dataclass(frozen=True)
class CashFlows:
    """What moves the beneficiary's cash without any option, EUR.

    Attributes
    ----------
    cash : shape (draw,), at hand on the first day.
    needs : shape (draw, month), while nothing is settled; spared : the same, by how much they are
        less in a month if a settlement has come before it.
    receipts : shape (draw, receipt, month), if they come; chance : shape (draw, receipt).
    """

    cash: Floats
    needs: Floats
    spared: Floats
    receipts: Floats
    chance: Floats


def cash_flows(liquidity: Liquidity, draws: Draws, grid: TimeGrid) -> CashFlows:
    """Needs and receipts month by month."""
    needs, spared = np.zeros((2, draws.n, grid.months))
    for need in liquidity.needs.values():
        monthly = sample_months(draws, need.monthly, grid)
        needs += monthly
        spared += monthly * (1.0 - sample(draws, need.after_settlement))[:, None]
    receipts = [
        sample(draws, receipt.amount)[:, None] * spread(receipt, grid)[None, :]
        for receipt in liquidity.receipts.values()
    ]
    chances = [sample(draws, receipt.chance) for receipt in liquidity.receipts.values()]
    return CashFlows(
        cash=sample(draws, liquidity.cash),
        needs=needs,
        spared=spared,
        receipts=np.stack(receipts, axis=1) if receipts else np.zeros((draws.n, 0, grid.months)),
        chance=np.stack(chances, axis=1) if chances else np.zeros((draws.n, 0)),
    )


def spread(receipt: Receipt, grid: TimeGrid) -> Floats:
    """The share of a receipt that falls in each month, shape (month,).

    It is spread evenly over its months; those before the first are over, and no longer count.
    """
    start, end = month_of(grid, receipt.start), month_of(grid, receipt.end)
    months = np.arange(grid.months)
    due = (months >= start) & (months <= end)
    return np.asarray(due / (end - start + 1), dtype=np.float64)


def liquidity_of(
    flows: CashFlows,
    terms: np.ndarray,
    calendar: Floats,
    starts: Floats,
    drawn: Accidents,
) -> LiquidityResult:
    """The beneficiary's cash under an option; months are not yet added to any.

    calendar, starts : as in `winset.finance.kernels.layout.Tables`.
    """
    draws, months = flows.needs.shape
    first_out = np.zeros((draws, months + 1))
    gap, gap_open = np.zeros((draws, months)), np.zeros((draws, months))
    chancy = np.flatnonzero(((flows.chance > 0.0) & (flows.chance < 1.0)).any(axis=0))
    for block in range(len(block_sizes(drawn.paths))):
        common = chances_of(drawn, block).common
        run_down(
            terms,
            calendar,
            starts,
            common,
            chancy + len(common) - flows.chance.shape[1],
            1.0 / drawn.paths,
            flows.cash,
            _certain(flows, chancy) - flows.needs,
            flows.spared,
            np.ascontiguousarray(flows.receipts[:, chancy]),
            np.ascontiguousarray(flows.chance[:, chancy]),
            first_out,
            gap,
            gap_open,
        )
    by = np.cumsum(first_out, axis=1)
    return LiquidityResult(
        months=np.arange(months),
        chance_out=by[:, :-1],
        month_out_q05=quantile_month(by, 0.05),
        month_out_q50=quantile_month(by, 0.50),
        month_out_q95=quantile_month(by, 0.95),
        months_added=np.zeros(draws),
        gap=gap,
        gap_total=gap.sum(axis=1),
        gap_open=gap_open.sum(axis=1),
    )


def beyond(result: LiquidityResult, without: LiquidityResult) -> LiquidityResult:
    """The same, with the months that it adds to those without any option."""
    added = mean_month(_by(result)) - mean_month(_by(without))
    return replace(result, months_added=added)


def _certain(flows: CashFlows, chancy: Ints) -> Floats:
    """Receipts that come for certain or never, by month, shape (draw, month), EUR."""
    rest = np.setdiff1d(np.arange(flows.chance.shape[1]), chancy)
    comes = (flows.chance[:, rest] >= 1.0).astype(np.float64)
    return np.asarray((flows.receipts[:, rest] * comes[:, :, None]).sum(axis=1), dtype=np.float64)


def _by(result: LiquidityResult) -> Floats:
    last = np.ones((len(result.chance_out), 1))
    return np.concatenate([result.chance_out, last], axis=1)


def mean_month(by: Floats) -> Floats:
    """The expected first month out, never counting as one past the end; shape (draw,).

    >>> mean_month(np.array([[0.0, 0.5, 1.0]])).tolist()
    [1.5]
    """
    return np.asarray((1.0 - by[:, :-1]).sum(axis=1), dtype=np.float64)


def quantile_month(by: Floats, chance: float) -> Floats:
    """The first month by which the cash has run out with at least a chance; shape (draw,).

    >>> quantile_month(np.array([[0.0, 0.5, 1.0]]), 0.5).tolist()
    [1.0]
    """
    reached = by >= chance - 1e-9
    reached[:, -1] = True
    return np.asarray(np.argmax(reached, axis=1), dtype=np.float64)
