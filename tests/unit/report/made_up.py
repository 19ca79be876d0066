"""A run of the small scenario whose tables are made up: plausible in size, known in shape.

Outcomes are simple functions of the draws, so that tests know what drives what: the host's loss
rises with the chance that the freeze lapses, the burden with the share that reparations do not
meet, the month in which the money ends falls with the first cash's delay.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd

from winset.data.clubs import club
from winset.data.keys import key
from winset.data.read import read
from winset.runs.record import Run, RunRecord
from winset.scenario.case import Case
from winset.scenario.draws import draws_of, sample, uncertain
from winset.scenario.load import load
from winset.scenario.walk import quantities

SMALL = Path(__file__).parents[2] / "scenarios" / "small"
DRAWS = 80
MONTHS = 34
YEARS = range(2025, 2046)
LAPSE, MET, DELAY = (
    "money.freeze.lapse",
    "money.settlement.reparations",
    "money.instruments.asset_loan.first_cash.delay",
)
PAYING = {
    # option: share of the principal that members bear, guaranteed share, share left to the host
    "asset_loan": (0.3, 1.2, 0.4),
    "asset_loan_bare": (0.0, 0.0, 1.0),
    "asset_loan_joint": (0.5, 1.0, 0.05),
    "union_bonds": (1.0, 0.0, 0.0),
    "grants": (1.0, 0.0, 0.0),
}
LAYERS = ("set_off", "headroom", "guarantee", "custodian", "host", "pool")
PERILS = ("principal", "litigation", "custodian_abroad", "host")
SIZE = 60e9


def small_case() -> Case:
    """The small scenario."""
    return load(SMALL)


def made_up_run(case: Case, account: str | None = None, shift: float = 1.0) -> Run:
    """A run of the small scenario; `shift` multiplies what is lost."""
    draws = draws_of(case.scenario, DRAWS, 1)
    sampled = {path: sample(draws, q) for path, q in uncertain(case.scenario).items()}
    lost = shift * SIZE * (1 - sampled[MET]) * 0.8
    lapse = sampled[LAPSE]
    tables = {
        "payers": _payers(),
        "notes": _notes(),
        "draws": _long(sampled, "path", "value"),
        "quantities": _quantities(case),
        "nothing": _nothing(),
        "options": _options(lost, lapse, sampled[DELAY]),
        "members": _members(lost),
        "months": _months(sampled[DELAY]),
        "layers": _layers(lost, lapse),
        "perils": _perils(lost),
        "paid": _paid(),
        "cash": _cash(lost),
    }
    record = RunRecord(
        winset="0.1.0",
        scenario="small",
        title=case.scenario.title,
        as_of=str(case.scenario.as_of),
        digest=case.digest,
        account=account,
        draws=DRAWS,
        paths=500,
        seed=1,
    )
    return Run(record, tables, case.files)


def _options(lost: np.ndarray, lapse: np.ndarray, delay: np.ndarray) -> pd.DataFrame:
    frames = []
    for option in ("nothing", *PAYING):
        borne, _, host = PAYING.get(option, (0.0, 0.0, 0.0))
        pays = option != "nothing"
        month = np.round(6 + pays * (20 - delay))
        columns = {
            "paid_out": np.full(DRAWS, SIZE * pays),
            "burden_pv": borne * lost + host * lapse * SIZE,
            "own_yield_pv": 0.05 * borne * lost * (PAYING.get(option, (0, 0, 0))[1] > 0),
            "chance_of_call": np.clip(2 * lapse * (borne > 0), 0, 1),
            "chance_called_again": np.clip(0.5 * lapse * (borne > 0), 0, 1),
            "advanced": 0.1 * borne * lost,
            "drawn": np.zeros(DRAWS),
            "chance_host_pays": np.clip(lapse * (host > 0), 0, 1),
            "chance_freeze_lapses": np.clip(10 * lapse, 0, 1),
            "chance_settled": np.full(DRAWS, 0.6),
            "outstanding_end": 0.1 * lost * pays,
            "terminal": 0.05 * lost * pays,
            "host_mean": host * lapse * SIZE,
            "host_cvar95": np.minimum(host * SIZE, 12 * host * lapse * SIZE),
            "host_worst": np.full(DRAWS, host * SIZE),
            "host_peak": np.full(DRAWS, host * SIZE),
            "host_tax_forgone": np.full(DRAWS, 0.3e9 * (host > 0)),
            "months_added": month - 6,
            "month_out_q05": np.maximum(month - 1, 0),
            "month_out_q50": month,
            "month_out_q95": np.minimum(month + 2, MONTHS),
            "gap_total": np.where(month >= MONTHS, 0.0, (MONTHS - month) * 2e9),
            "gap_open": np.where(month >= MONTHS, 0.0, (MONTHS - month) * 1.5e9),
        }
        frames.append(pd.DataFrame({"option": option, "draw": range(DRAWS), **columns}))
    return pd.concat(frames, ignore_index=True)


def _members(lost: np.ndarray) -> pd.DataFrame:
    shares = key("eu27", "gni")
    frames = []
    for option in ("nothing", *PAYING):
        borne, guaranteed, host = PAYING.get(option, (0.0, 0.0, 0.0))
        for code, share in zip(shares.members, shares.shares, strict=True):
            mean = share * borne * lost + (code == "BE") * host * 1e9
            columns = {
                "pv_mean": mean,
                "pv_q05": 0.1 * mean,
                "pv_q50": 0.8 * mean,
                "pv_q95": 3 * mean,
                "pv_cvar95": 4 * mean,
                "pv_worst": 5 * mean,
                "pv_own": 1.02 * mean,
                "contingent_peak": np.full(DRAWS, guaranteed * share * SIZE),
                "called_mean": 0.9 * mean * (guaranteed > 0),
                "own_yield_pv": 0.05 * mean * (guaranteed > 0),
                "own_yield_rise": np.full(DRAWS, 0.00004 * (guaranteed > 0)),
            }
            frames.append(
                pd.DataFrame({"option": option, "payer": code, "draw": range(DRAWS), **columns})
            )
    return pd.concat(frames, ignore_index=True)


def _months(delay: np.ndarray) -> pd.DataFrame:
    frames = []
    for option in ("nothing", *PAYING):
        middle = 6 + (option != "nothing") * (20 - delay)
        for month in range(MONTHS):
            chance = 1 / (1 + np.exp(-(month - middle)))
            gap = 2e9 * chance
            frames.append(
                pd.DataFrame(
                    {
                        "option": option,
                        "month": month,
                        "draw": range(DRAWS),
                        "chance_out": chance,
                        "gap": gap,
                    }
                )
            )
    return pd.concat(frames, ignore_index=True)


def _layers(lost: np.ndarray, lapse: np.ndarray) -> pd.DataFrame:
    frames = []
    for option in ("nothing", *PAYING):
        borne, _, host = PAYING.get(option, (0.0, 0.0, 0.0))
        by_pool = option in ("union_bonds", "grants")
        means = {
            "set_off": np.full(DRAWS, 5e9 * (option != "nothing")),
            "headroom": np.zeros(DRAWS),
            "guarantee": borne * lost * (not by_pool),
            "custodian": np.full(DRAWS, 0.5e9 * (host > 0)),
            "host": host * lapse * SIZE,
            "pool": borne * lost * by_pool,
        }
        for layer in LAYERS:
            frames.append(
                pd.DataFrame(
                    {
                        "option": option,
                        "layer": layer,
                        "draw": range(DRAWS),
                        "mean": means[layer],
                        "tail": 3 * means[layer],
                    }
                )
            )
    return pd.concat(frames, ignore_index=True)


def _perils(lost: np.ndarray) -> pd.DataFrame:
    parts = dict(zip(PERILS, (0.7, 0.15, 0.1, 0.05), strict=True))
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "option": option,
                    "peril": peril,
                    "draw": range(DRAWS),
                    "mean": part * lost * (option != "nothing"),
                }
            )
            for option in ("nothing", *PAYING)
            for peril, part in parts.items()
        ],
        ignore_index=True,
    )


def _paid() -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"option": option, "year": year, "draw": draw, "paid_out": paid}
            for option in ("nothing", *PAYING)
            for year in YEARS
            for paid in [SIZE / 2 * (option != "nothing" and year in (2026, 2027))]
            for draw in range(DRAWS)
        ]
    )


def _cash(lost: np.ndarray) -> pd.DataFrame:
    shares = key("eu27", "gni")
    found = []
    for option in ("nothing", *PAYING):
        borne = PAYING.get(option, (0.0, 0.0, 0.0))[0]
        for code, share in zip(shares.members, shares.shares, strict=True):
            for year in YEARS:
                each = share * borne * lost / len(YEARS)
                low, high = np.quantile(each, [0.05, 0.95])
                found.append(
                    {
                        "option": option,
                        "payer": code,
                        "year": year,
                        "mean": each.mean(),
                        "low": low,
                        "high": high,
                    }
                )
    return pd.DataFrame(found)


def _nothing() -> pd.DataFrame:
    shares = key("eu27", "gdp")
    spread = np.linspace(0.5, 2, DRAWS)
    return pd.concat(
        [
            pd.DataFrame({"payer": code, "draw": range(DRAWS), "cost": share * 100e9 * spread})
            for code, share in zip(shares.members, shares.shares, strict=True)
        ],
        ignore_index=True,
    )


def _payers() -> pd.DataFrame:
    union = club("eu27")
    shares = key("eu27", "gni")
    gdp = read("eu27_gdp").frame["gdp_2024"] * 1e9
    people = read("eu27_population").frame["population_2025"]
    return pd.DataFrame(
        {
            "payer": list(union.members),
            "name": [union.names[code] for code in union.members],
            "in_club": True,
            "key_share": shares.shares,
            "gdp": gdp.reindex(union.members).to_numpy(dtype=float),
            "population": people.reindex(union.members).to_numpy(dtype=float),
            "stand_in": "gdp stands in for gni",
        }
    )


def _notes() -> pd.DataFrame:
    note = key("eu27", "gni").note
    return pd.DataFrame({"option": ["nothing", *PAYING], "note": ["", *[note] * len(PAYING)]})


def _quantities(case: Case) -> pd.DataFrame:
    found = []
    for path, quantity in quantities(case.scenario):
        claims = list(quantity.basis) if isinstance(quantity.basis, tuple) else []
        low, high = quantity.between or (quantity.low, quantity.high)
        value = quantity.value if quantity.value is not None else quantity.likely
        found.append(
            {
                "path": path,
                "unit": quantity.unit or "",
                "form": quantity.form,
                "value": np.nan if value is None else value,
                "low": np.nan if low is None else low,
                "high": np.nan if high is None else high,
                "note": quantity.note or "",
                "basis_class": "sourced" if claims else "judgement",
                "basis": json.dumps(claims),
                "verified": bool(claims),
                "stale": False,
                "contested": path == MET,
                "weak": False,
            }
        )
    return pd.DataFrame(found)


def _long(values: dict[str, np.ndarray], name: str, column: str) -> pd.DataFrame:
    return pd.concat(
        [
            pd.DataFrame({name: each, "draw": range(len(v)), column: v})
            for each, v in values.items()
        ],
        ignore_index=True,
    )
