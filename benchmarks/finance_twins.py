"""The compiled kernels against the plain ledger: a million random paths, path by path.

    python benchmarks/finance_twins.py [--paths 1000000] [--each 1000] [--seed 1] [--processes 2]

Instruments, guarantees and surroundings are drawn at random from all that the scenario language
allows, `--each` paths for each of them; every process draws its own. Prints how many paths agreed,
the largest difference found in EUR, and the time it took. A difference of a euro on any amount ends
it with an error. A million paths take the plain ledger some minutes; fewer serve for a look.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, Phase, given, seed, settings

sys.path.insert(0, str(Path(__file__).parents[1]))  # the twins live beside the tests

from tests.twins.finance.plain import both
from tests.twins.finance.random_instruments import build, instruments, surroundings

A_EURO = 1.0


def compare(paths: int, each: int, start: int) -> tuple[int, float]:
    """How many paths were compared, and the largest difference in EUR.

    Raises
    ------
    AssertionError : the two sides differ by more than a euro somewhere.
    """
    seen, largest = 0, 0.0

    @seed(start)
    @settings(
        max_examples=max(1, paths // each),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(instruments, surroundings)
    def walk(instrument, around):
        nonlocal seen, largest
        for fast, plain, _ in both(build(instrument, around), draws=1, paths=each, seed=seen):
            pairs = ((fast.cash, plain.cash), (fast.layers, plain.layers),
                     (fast.perils, plain.perils), (fast.waits, plain.waits),
                     (fast.outstanding, plain.outstanding))  # fmt: skip
            gaps = [np.abs(np.asarray(one) - np.asarray(other)).max() for one, other in pairs]
            largest = max(largest, *gaps)
            assert largest <= A_EURO, instrument
            assert (fast.again, fast.repeated) == (plain.again, plain.repeated), instrument
            seen += 1

    walk()
    return seen, largest


def main() -> None:
    """Compare, and tell."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--paths", type=int, default=1_000_000)
    asked.add_argument("--each", type=int, default=1_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    words = asked.parse_args()
    began, share = time.perf_counter(), words.paths // words.processes
    with ProcessPoolExecutor(words.processes, mp_context=get_context("spawn")) as pool:
        seeds = range(words.seed, words.seed + words.processes)
        found = list(pool.map(partial(compare, share, words.each), seeds))
    print(f"paths that agree      {sum(seen for seen, _ in found):>12,}")
    print(f"largest difference    {max(gap for _, gap in found):>12.4f} EUR")
    print(
        f"wall time             {time.perf_counter() - began:>12.1f} s, {words.processes} processes"
    )


if __name__ == "__main__":
    main()
