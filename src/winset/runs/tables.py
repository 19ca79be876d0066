"""Tables of a run: tidy; money in units of the scenario's currency, shares 0-1, months as indices.

| table      | a row for each        | columns
|------------|-----------------------|----------------------------------------------------------
| options    | option, draw          | paid_out, burden_pv, chance_*, host_*, months_added, ...
| members    | option, payer, draw   | pv_*, contingent_peak, called_mean; liability, own_yield_*
| cash       | option, payer, year   | mean, low, high: over draws, of the cash expected
| months     | option, month, draw   | chance_out, gap
| layers     | option, layer, draw   | mean; tail: in the worst 5 % of paths
| perils     | option, peril, draw   | mean
| paid       | option, year, draw    | paid_out
| nothing    | payer, draw           | cost, if nothing is agreed
| payers     | payer                 | name, in_club, key_share, gdp, population, stand_in
| notes      | option                | note: what must be told about the keys used
| draws      | path, draw            | value, of each uncertain quantity
| quantities | path                  | the quantity as stated, and what it rests on
"""

from __future__ import annotations

import json

import numpy as np
import pandas as pd

from winset._typing import Floats
from winset.data.clubs import club
from winset.data.keys import key
from winset.data.read import names as datasets
from winset.data.read import read
from winset.finance.own_yield import rise_of
from winset.finance.results import MoneyResults, OptionResult
from winset.runs.check import Checked
from winset.runs.long import long
from winset.scenario.case import Case
from winset.scenario.draws import Draws, sample, uncertain
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.options import all_quantities
from winset.scenario.sections import stated_money

OPTION_COLUMNS = ("chance_of_call", "chance_called_again", "chance_host_pays",
                  "chance_freeze_lapses", "chance_settled", "outstanding_end", "terminal",
                  "advanced", "drawn", "host_mean", "host_cvar95", "host_worst", "host_peak",
                  "host_tax_forgone")  # fmt: skip
LIQUIDITY_COLUMNS = (
    "months_added", "month_out_q05", "month_out_q50", "month_out_q95", "gap_total", "gap_open",
)  # fmt: skip
MEMBER_COLUMNS = ("pv_mean", "pv_q05", "pv_q50", "pv_q95", "pv_cvar95", "pv_worst", "pv_own",
                  "contingent_peak", "called_mean", "own_yield_pv")  # fmt: skip
LOW, HIGH = 0.05, 0.95
BILLION = 1e9


def stated_tables(found: Checked, draws: Draws) -> dict[str, pd.DataFrame]:
    """What the scenario states, and its draws: tables of every run."""
    return {"draws": _draws(found.case, draws), "quantities": _quantities(found)}


def tables_of(found: Checked, draws: Draws, money: MoneyResults) -> dict[str, pd.DataFrame]:
    """What the scenario states, and what its options cost: tables of every run with money."""
    options = list(money.options)
    results = list(money.options.values())
    payers = list(money.payers)
    years = [int(year) for year in money.years]
    return {
        "options": _options(money, draws.n),
        "members": long(
            {"option": options, "payer": payers, "draw": range(draws.n)},
            {c: np.stack([getattr(r, c).T for r in results]) for c in MEMBER_COLUMNS}
            | _own_yields(found.case, draws, money),
        ),
        "cash": _cash(options, payers, years, results),
        "months": _months(money, draws.n),
        "layers": long(
            {"option": options, "layer": money.layers, "draw": range(draws.n)},
            {
                "mean": np.stack([r.layers_mean for r in results]),
                "tail": np.stack([r.layers_tail for r in results]),
            },
        ),
        "perils": long(
            {"option": options, "peril": money.perils, "draw": range(draws.n)},
            {"mean": np.stack([r.perils_mean for r in results])},
        ),
        "paid": long(
            {"option": options, "year": years, "draw": range(draws.n)},
            {"paid_out": np.stack([r.paid_out.T for r in results])},
        ),
        "nothing": _nothing(money, payers, draws.n),
        "payers": _payers(found.case, money),
        "notes": pd.DataFrame({"option": options, "note": [r.key_note for r in results]}),
        **stated_tables(found, draws),
    }


def _options(money: MoneyResults, n: int) -> pd.DataFrame:
    results = list(money.options.values())
    columns: dict[str, Floats] = {
        "paid_out": np.stack([r.paid_out.sum(axis=1) for r in results]),
        "burden_pv": np.stack([r.pv_mean.sum(axis=1) for r in results]),
        "own_yield_pv": np.stack([r.own_yield_pv.sum(axis=1) for r in results]),
    }
    columns |= {c: np.stack([getattr(r, c) for r in results]) for c in OPTION_COLUMNS}
    columns |= {c: np.stack([getattr(r.liquidity, c) for r in results]) for c in LIQUIDITY_COLUMNS}
    return long({"option": list(money.options), "draw": range(n)}, columns)


def _own_yields(case: Case, draws: Draws, money: MoneyResults) -> dict[str, Floats]:
    """What each payer stands behind in its heaviest year, and by what its own yield then rises.

    Shapes (option, payer, draw); EUR, and per year (0 without a GDP to measure it by).
    """
    stands = np.stack([r.liability.max(axis=2).T for r in money.options.values()])
    section = stated_money(case.scenario)
    gdp = _column(f"{case.scenario.clubs[section.club].dataset}_gdp", "gdp_2024", BILLION)
    own = np.array([gdp.get(code, np.inf) for code in money.payers])
    rise = rise_of(section.rates, draws)
    return {"liability": stands, "own_yield_rise": rise * stands / own[:, None]}


def _cash(
    options: list[str], payers: list[str], years: list[int], results: list[OptionResult]
) -> pd.DataFrame:
    cash = np.stack([r.cash_by_year for r in results])
    low, high = np.quantile(cash, [LOW, HIGH], axis=1)
    columns = {"mean": cash.mean(axis=1), "low": low, "high": high}
    return long({"option": options, "payer": payers, "year": years}, columns)


def _months(money: MoneyResults, n: int) -> pd.DataFrame:
    results = list(money.options.values())
    months = [int(month) for month in results[0].liquidity.months]
    return long(
        {"option": list(money.options), "month": months, "draw": range(n)},
        {
            "chance_out": np.stack([r.liquidity.chance_out.T for r in results]),
            "gap": np.stack([r.liquidity.gap.T for r in results]),
        },
    )


def _nothing(money: MoneyResults, payers: list[str], n: int) -> pd.DataFrame:
    if money.nothing is None:
        return pd.DataFrame({"payer": pd.Series(dtype=str), "draw": [], "cost": []})
    return long({"payer": payers, "draw": range(n)}, {"cost": money.nothing.T})


def _payers(case: Case, money: MoneyResults) -> pd.DataFrame:
    dataset = case.scenario.clubs[stated_money(case.scenario).club].dataset
    members = club(dataset).members
    own = key(dataset, "gni")
    shares = dict(zip(own.members, own.shares, strict=True))
    gdp = _column(f"{dataset}_gdp", "gdp_2024", BILLION)
    people = _column(f"{dataset}_population", "population_2025", 1.0)
    stand_in = "; ".join(f"{used} stands in for {asked}" for asked, used in
                         sorted(money.stands_in_for.items()))  # fmt: skip
    return pd.DataFrame(
        {
            "payer": list(money.payers),
            "name": [money.names[code] for code in money.payers],
            "in_club": [code in members for code in money.payers],
            "key_share": [float(shares.get(code, np.nan)) for code in money.payers],
            "gdp": [gdp.get(code, np.nan) for code in money.payers],
            "population": [people.get(code, np.nan) for code in money.payers],
            "stand_in": stand_in,
        }
    )


def _column(dataset: str, column: str, factor: float) -> dict[str, float]:
    """A column of a reference table by member; empty where there is no such table."""
    if dataset not in datasets():
        return {}
    frame = read(dataset).frame
    return {str(code): float(value) * factor for code, value in frame[column].items()}


def _draws(case: Case, draws: Draws) -> pd.DataFrame:
    values = {path: sample(draws, quantity) for path, quantity in uncertain(case.scenario).items()}
    if not values:
        return pd.DataFrame({"path": pd.Series(dtype=str), "draw": [], "value": []})
    return long({"path": list(values), "draw": range(draws.n)},
                 {"value": np.stack(list(values.values()))})  # fmt: skip


def _quantities(found: Checked) -> pd.DataFrame:
    known = dict(all_quantities(found.case.scenario))
    rows = [
        {
            "path": row.path,
            **_stated(known[row.path], known.get(row.path.partition(".dated.")[0])),
            "basis_class": row.kind,
            "basis": json.dumps(list(row.claims)),
            "verified": row.verified,
            "stale": "stale" in row.flags,
            "contested": "contested" in row.flags or known[row.path].contested,
            "weak": "weak" in row.flags,
        }
        for row in found.coverage.rows
    ]
    return pd.DataFrame(rows)


def _stated(quantity: Quantity, whole: Quantity | None) -> dict[str, object]:
    low, high = quantity.between or (quantity.low, quantity.high)
    value = quantity.value if quantity.value is not None else quantity.likely
    if quantity.normal is not None:
        value, sd = quantity.normal
        low, high = value - 1.645 * sd, value + 1.645 * sd
    return {
        "unit": quantity.unit or (whole.unit if whole else None) or "",
        "form": quantity.form,
        "value": np.nan if value is None else value,
        "low": np.nan if low is None else low,
        "high": np.nan if high is None else high,
        "note": quantity.note or (whole.note if whole else None) or "",
    }
