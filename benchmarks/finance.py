"""The money's kernels: how long a path takes, on how many threads, and how much memory it needs.

    python benchmarks/finance.py [--paths 2000] [--draws 20] [--repeats 20] [--quick]

q is the CPU time of simulating paths over that of drawing as many paths x 30 standard normal
numbers with NumPy's SFC64: the two alternate in one process, and the best of `--repeats` counts.
Simulating is all of it: rates, events, the waterfall over every member, and each draw's statistics.
The paths' accidents are drawn once for all draws and options of a run; that is told apart.

Beside it the same loan path by path in plain NumPy (arrays of member x year), and the bonds' cash
flows and present values by QuantLib, each on the same accidents and held to the same results.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))  # the twins live beside the tests

import numba
import QuantLib
from tests.twins.finance.numpy_loan import loan_path

from winset.data.clubs import club
from winset.data.keys import key
from winset.finance.evaluate import evaluate
from winset.finance.kernels.layout import DISCOUNT, Tables
from winset.finance.noise import RATES as FIRST
from winset.finance.noise import accidents_of, chances_of
from winset.finance.setting import Setting, accidents_for, setting_of
from winset.finance.terms import terms_of
from winset.scenario.change import with_values
from winset.scenario.draws import draws_of
from winset.scenario.load import load
from winset.scenario.nouns.instrument import Instrument
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.scenario.sections import stated_money

NORMALS = 30
PEER_PATHS = 300


def variants(case: Scenario) -> dict[str, tuple[Scenario, str]]:
    """What is walked: a name, a scenario and one of its options."""
    members = club("eu27").members
    shares = dict(zip(members, key("eu27", "gni").shares, strict=True))
    part = dict(zip(members, np.linspace(0.2, 0.6, len(members)), strict=True))
    tight = {
        "guarantee.sharing": "joint_and_several",
        "guarantee.covers": ["principal", "litigation", "custodian_abroad", "host"],
        "guarantee.outlives_freeze": True,
        "guarantee.cap": {
            "each": {c: f"{140 * shares[c] * part[c]:.6f} EUR bn" for c in members},
            "partial": True,
        },
    }
    hard = {"money.events.guarantor_failure.chance": 0.05, "money.freeze.lapse": 0.05}
    loans = {f"money.instruments.reparations_loan.{path}": v for path, v in tight.items()}
    bonds = {f"money.instruments.headroom_bonds.{path}": v for path, v in tight.items()}
    bonds["money.instruments.headroom_bonds.funding.profile"] = "linear"
    return {
        "loan, one cap by key (typical)": (case, "reparations_loan"),
        "loan, joint, no cap": (case, "reparations_loan_joint"),
        "loan, joint, 27 tight caps (heavy)": (with_values(case, loans | hard), "reparations_loan"),
        "bonds, bullet (typical)": (case, "headroom_bonds"),
        "bonds, linear, 27 tight caps (heavy)": (with_values(case, bonds | hard), "headroom_bonds"),
        "contributions": (case, "pooled_contributions"),
    }


def made(case: Scenario, option: str, draws: int) -> tuple[Setting, Instrument, Any, Tables]:
    """An option of a scenario, ready to be walked."""
    setting = setting_of(case, draws_of(case, draws, 1))
    instrument = instrument_of(stated_money(case), option)
    assert instrument is not None
    return setting, instrument, *terms_of(setting, instrument)


def best_of(repeats: int, *calls: Callable[[], object]) -> list[float]:
    """The least CPU time of each of some calls that take turns, seconds."""
    best = [np.inf] * len(calls)
    for _ in range(repeats):
        for i, call in enumerate(calls):
            began = time.process_time()
            call()
            best[i] = min(best[i], time.process_time() - began)
    return best


def quotients(paths: int, draws: int, repeats: int) -> dict[str, float]:
    """q for every variant; returns microseconds for each path."""
    numbers, room = np.random.Generator(np.random.SFC64(1)), np.empty((paths, NORMALS))

    def normals() -> None:
        for _ in range(draws):
            numbers.standard_normal(out=room)

    spent = {}
    print(f"\n{'what is walked':<38} {'us/path':>8} {'q':>6}")
    for name, (case, option) in variants(load("ukraine-2025").scenario).items():
        setting, _, terms, tables = made(case, option, draws)
        drawn = accidents_for(case, setting, paths)
        evaluate(terms, tables, drawn)
        walk = partial(evaluate, terms, tables, drawn)
        mine, theirs = best_of(repeats, walk, normals)
        spent[name] = mine / paths / draws * 1e6
        print(f"{name:<38} {spent[name]:>8.3f} {mine / theirs:>6.2f}")
    print(f"{f'{NORMALS} normals, SFC64':<38} {theirs / paths / draws * 1e6:>8.3f} {1:>6.2f}")
    args = (1, paths, setting.grid.years, setting.payers.codes, ("aid",))
    (once,) = best_of(max(3, repeats // 4), lambda: accidents_of(*args))
    print(f"{'accidents, once for all draws':<38} {once / paths * 1e6:>8.3f}")
    return spent


def threads(paths: int, draws: int, repeats: int) -> None:
    """Wall time on one thread and on two, and that the bytes are the same."""
    case = load("ukraine-2025").scenario
    setting, _, terms, tables = made(case, "reparations_loan", draws)
    drawn = accidents_for(case, setting, paths)
    wall, work, told = {1: np.inf, 2: np.inf}, {1: np.inf, 2: np.inf}, {}
    for _ in range(repeats):
        for count in wall:
            began, worked = time.perf_counter(), time.process_time()
            told[count] = evaluate(terms, tables, drawn, count)
            wall[count] = min(wall[count], time.perf_counter() - began)
            work[count] = min(work[count], time.process_time() - worked)
    same = all(a.tobytes() == b.tobytes() for a, b in zip(told[1], told[2], strict=True))
    busy = os.getloadavg()[0]
    print(f"\ntwo threads over one   {wall[1] / wall[2]:.2f} in wall time (load {busy:.1f})")
    print(f"CPU time on two        {work[2] / work[1]:.2f} of that on one")
    print(f"the same bytes         {'yes' if same else 'NO'}")
    assert same


def memory(sizes: tuple[int, int]) -> None:
    """Peak memory per path of one draw, from the peaks of two processes of different sizes."""
    print()
    for name in ("loan, one cap by key (typical)", "loan, joint, 27 tight caps (heavy)"):
        peaks = []
        for paths in sizes:
            call = [sys.executable, __file__, "--peak", name, "--paths", str(paths)]
            peaks.append(int(subprocess.run(call, capture_output=True, check=True).stdout))
        slope = (peaks[1] - peaks[0]) / (sizes[1] - sizes[0])
        print(f"{name:<38} {slope:>6.0f} bytes a path, {peaks[0] / 2**20:.0f} MiB at {sizes[0]:,}")


def peak(name: str, paths: int) -> int:
    """The peak memory of a process that walks so many paths of one draw, bytes."""
    case, option = variants(load("ukraine-2025").scenario)[name]
    setting, _, terms, tables = made(case, option, 1)
    evaluate(terms, tables, accidents_for(case, setting, paths), 2)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def beside_numpy(paths: int, spent: dict[str, float]) -> None:
    """The same loan in plain NumPy, on the same paths, and held to the same cash."""
    print()
    every = variants(load("ukraine-2025").scenario)
    for name in ("loan, one cap by key (typical)", "loan, joint, 27 tight caps (heavy)"):
        case, option = every[name]
        setting, _, terms, tables = made(case, option, 1)
        drawn = accidents_for(case, setting, paths)
        out, chances = evaluate(terms, tables, drawn), chances_of(drawn, 0)
        cash, began = np.zeros((len(setting.payers.codes), setting.grid.years)), time.process_time()
        worth = []
        for p in range(paths):
            more, present = loan_path(terms[0], tables, 0, chances, p, setting.grid.years)
            cash += more / paths
            worth.append(present)
        np.quantile(np.array(worth), [0.05, 0.5, 0.95], axis=0)
        plain = (time.process_time() - began) / paths * 1e6
        np.testing.assert_allclose(cash, out.cash[0].sum(axis=0), rtol=1e-9, atol=1e-2)
        print(f"{f'NumPy: {name}':<38} {plain:>8.1f} us/path, {plain / spent[name]:,.0f} times")


def beside_quantlib(paths: int, spent: dict[str, float]) -> None:
    """Interest on the same bonds by QuantLib: cash flows and present value, issue by issue."""
    case, option = variants(load("ukraine-2025").scenario)["bonds, bullet (typical)"]
    setting, _, terms, tables = made(case, option, 1)
    drawn, tenor = accidents_for(case, setting, paths), int(terms["tenor"][0])
    rates = bond_yields(terms[0], chances_of(drawn, 0).common, setting.grid.years)
    issues = tables.cohorts[0, :2].T
    days = QuantLib.Thirty360(QuantLib.Thirty360.BondBasis)
    today = QuantLib.Date(1, setting.grid.as_of.month, setting.grid.as_of.year)
    QuantLib.Settings.instance().evaluationDate = today
    last = today + QuantLib.Period(setting.grid.months, QuantLib.Months)
    yearly, none, same = QuantLib.Period(1, QuantLib.Years), QuantLib.NullCalendar(), 0
    began, interest = time.process_time(), 0.0
    flat = tables.calendar[0, DISCOUNT, 12] ** -1 - 1
    curve = QuantLib.InterestRate(flat, days, QuantLib.Compounded, QuantLib.Annual)
    for p in range(paths):
        for month, amount in issues:
            since = today + QuantLib.Period(int(month), QuantLib.Months)
            year = 0 if month < terms["january"][0] else 1 + int(month - terms["january"][0]) // 12
            coupon = max(0.0, rates[year, p] + terms["spread"][0])
            until = since + QuantLib.Period(tenor, QuantLib.Years)
            rule = QuantLib.DateGeneration.Backward
            dates = QuantLib.Schedule(
                since, until, yearly, none, QuantLib.Unadjusted, QuantLib.Unadjusted, rule, False
            )
            bond = QuantLib.FixedRateBond(same, float(amount), dates, [coupon], days)
            flows = bond.cashflows()
            interest += sum(f.amount() for f in list(flows)[:-1] if f.date() < last) / paths
            QuantLib.CashFlows.npv(flows, curve, False, today, today)
    theirs = (time.process_time() - began) / paths * 1e6
    out = evaluate(terms, tables, drawn)
    np.testing.assert_allclose(interest, out.cash[0, 0].sum(), rtol=1e-9)
    times = theirs / spent["bonds, bullet (typical)"]
    print(f"{'QuantLib: interest on these bonds':<38} {theirs:>8.1f} us/path, {times:,.0f} times")


def bond_yields(t: Any, common: np.ndarray, years: int) -> np.ndarray:
    """The bond yield by year on every path, shape (year, path)."""
    rates = np.full((years, common.shape[1]), t["yield_start"])
    across = np.sqrt(1 - t["rho"] ** 2)
    for y in range(1, years):
        z, own = common[FIRST + 2 * y - 2], common[FIRST + 2 * y - 1]
        shock = t["yield_shock"] * (t["rho"] * z + across * own)
        rates[y] = t["yield_mean"] + (rates[y - 1] - t["yield_mean"]) * t["yield_decay"] + shock
    return rates


def main() -> None:
    """Measure, and tell."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--paths", type=int, default=2000)
    asked.add_argument("--draws", type=int, default=20)
    asked.add_argument("--repeats", type=int, default=20)
    asked.add_argument("--quick", action="store_true", help="fewer repeats and paths")
    asked.add_argument("--peak", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.peak:
        print(peak(given.peak, given.paths))
        return
    repeats, most = (5, 2**19) if given.quick else (given.repeats, 2**20)
    print(f"machine   {platform.processor() or platform.machine()}, {os.cpu_count()} cores")
    print(f"versions  Python {platform.python_version()}, NumPy {np.__version__}, ", end="")
    print(f"numba {numba.__version__}, QuantLib {QuantLib.__version__}")
    print(f"sizes     {given.draws} draws x {given.paths:,} paths, 27 members, 30 yearly steps")
    spent = quotients(given.paths, given.draws, repeats)
    threads(given.paths, 4 * given.draws, repeats)
    memory((most // 4, most))
    beside_numpy(PEER_PATHS, spent)
    beside_quantlib(PEER_PATHS, spent)


if __name__ == "__main__":
    main()
