"""The compiled kernels against the plain ledger: a million random paths, path by path.

    python benchmarks/finance_twins.py [--paths 1000000] [--each 1000] [--seed 1]

Instruments, guarantees and surroundings are drawn at random from all that the scenario language
allows, `--each` paths for each of them. Prints how many paths agreed, the largest difference found
in EUR, and the time of each side. A difference of a euro on any amount ends it with an error.
"""

from __future__ import annotations

import argparse
import sys
import time
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
    given_words = asked.parse_args()
    began = time.process_time()
    seen, largest = compare(given_words.paths, given_words.each, given_words.seed)
    spent = time.process_time() - began
    print(f"paths that agree      {seen:>12,}")
    print(f"largest difference    {largest:>12.4f} EUR")
    print(f"CPU time              {spent:>12.1f} s")


if __name__ == "__main__":
    main()
