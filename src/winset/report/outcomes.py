"""The results that a brief speaks of, each as one number per draw."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from winset._record import Itself
from winset._typing import Floats
from winset.report.reading import block, per_draw, rows
from winset.runs.record import Run
from winset.runs.talks_reading import agreed_by, held_by, margin_today, price_of_waiting
from winset.scenario.nouns.money import MoneySection
from winset.scenario.options import instrument_of


def burden(run: Run, option: str) -> Floats:
    """Expected cost to all payers together, present value, shape (draw,)."""
    return per_draw(run, "options", "burden_pv", option=option)


def paid_out(run: Run, option: str) -> Floats:
    """What reaches the beneficiary, shape (draw,)."""
    return per_draw(run, "options", "paid_out", option=option)


def price(run: Run, option: str) -> Floats:
    """Expected cost for each unit of money that reaches the beneficiary, shape (draw,)."""
    return burden(run, option) / paid_out(run, option)


def gap(run: Run, option: str) -> Floats:
    """Expected unmet needs over the months looked at, shape (draw,)."""
    return per_draw(run, "options", "gap_total", option=option)


def gap_before(run: Run, option: str) -> Floats:
    """Of that, what goes unmet before a settlement, shape (draw,)."""
    return per_draw(run, "options", "gap_open", option=option)


def host_tail(run: Run, option: str) -> Floats:
    """What falls on the host as host in the worst 5 % of paths, shape (draw,)."""
    return per_draw(run, "options", "host_cvar95", option=option)


def contingent(run: Run, money: MoneySection, option: str) -> Floats:
    """The most that guarantors can be asked for, all together, shape (draw,).

    Where each answers for its share that is the sum over guarantors; where they answer jointly
    each may be asked for the whole, so it is what the first of them may be asked for.
    """
    found = np.stack(
        list(block(run, "members", "contingent_peak", "payer", option=option).values())
    )
    instrument = instrument_of(money, option)
    guarantee = instrument.guarantee if instrument else None
    joint = guarantee is not None and guarantee.sharing == "joint_and_several"
    return np.asarray(found.max(axis=0) if joint else found.sum(axis=0), dtype=np.float64)


def nothing_cost(run: Run) -> Floats | None:
    """What it costs all members if nothing is agreed, shape (draw,); None where unstated."""
    table = run.tables["nothing"]
    if table.empty:
        return None
    return np.asarray(table.groupby("draw")["cost"].sum(), dtype=np.float64)


def of_payer(run: Run, option: str, payer: str, column: str) -> Floats:
    """A column of the table of members for one payer, shape (draw,)."""
    return per_draw(run, "members", column, option=option, payer=payer)


def months_worth(run: Run, option: str, nothing: str) -> Floats:
    """For how many months of the gap an option pays, shape (draw,).

    The unmet needs that it spares, over the mean monthly gap of the months that have one if
    nothing is agreed.
    """
    spared = gap(run, nothing) - gap(run, option)
    return np.asarray(spared / _monthly_gap(Itself(run), nothing), dtype=np.float64)


@lru_cache(maxsize=8)
def _monthly_gap(run: Itself[Run], nothing: str) -> Floats:
    """The mean gap of the months that have one if nothing is agreed, shape (draw,); else infinite.

    It is asked for once for every option.
    """
    without = rows(run.held, "months", option=nothing).pivot_table(
        index="draw", columns="month", values="gap"
    )
    monthly = without.where(without > 0).mean(axis=1).fillna(np.inf)
    return np.asarray(monthly.to_numpy(dtype=np.float64))


def held(run: Run, month: int) -> Floats:
    """The chance that talks have been held at least once by the end of a month, shape (draw,)."""
    return held_by(run.tables, month)


def agreed(run: Run, month: int) -> Floats:
    """The chance of a first agreement by the end of a month, shape (draw,)."""
    return agreed_by(run.tables, month)


def margin(run: Run) -> Floats:
    """The static agreement margin today, shape (draw,)."""
    return margin_today(run.tables)


def waiting(run: Run, party: str) -> Floats:
    """What the longest delay that was priced adds to a party's value, shape (draw,)."""
    return price_of_waiting(run.tables, party)
