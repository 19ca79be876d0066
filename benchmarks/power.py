"""Power indices: how long winset takes, warm and on one core, beside other packages.

    python benchmarks/power.py
    python benchmarks/power.py --peers PYTHON

PYTHON is an interpreter of its own with the packages `powerindices` and `powerindex`, which are
no dependency of winset:

    python -m venv peers && peers/bin/pip install powerindices powerindex numpy
    python benchmarks/power.py --peers peers/bin/python

Games that a package cannot express, or cannot hold in memory, are listed as such.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import time
from collections.abc import Callable
from typing import Any

for threads in ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

REPEATS = 7
MOST_SECONDS = 180.0
MOST_GIGABYTES = 4.0
HOW_TO = "not measured: give --peers PYTHON, an interpreter with powerindices and powerindex"

# What a peer is asked to do, run under its own interpreter: reads {package, quota, weights, size}
# and writes [seconds, absolute or normalised Banzhaf, Shapley-Shubik].
WORKER = """
import importlib, json, sys, time
asked = json.load(sys.stdin)
peer = importlib.import_module(asked["package"])
begin = time.perf_counter()
if asked["package"] == "powerindices":
    banzhaf = peer.compute_pbi(asked["quota"], list(asked["weights"]), asked["size"])
    shapley = peer.compute_ssi(asked["quota"], list(asked["weights"]), asked["size"])
else:
    game = peer.Game(asked["quota"], list(asked["weights"]))
    game.calc_banzhaf()
    game.calc_shapley_shubik()
    banzhaf, shapley = game.banzhaf, game.shapley_shubik
seconds = time.perf_counter() - begin
print(json.dumps([seconds, [float(x) for x in banzhaf], [float(x) for x in shapley]]))
"""


def games() -> dict[str, dict[str, Any]]:
    """The games: members, rule, and the weights, quota and size that a peer would need."""
    from winset.data.read import read

    table = read("power_indices").frame
    population = read("eu27_population").frame
    double = {"all_of": [{"share": "states", "at_least": "55 %"}]}
    double["all_of"].append({"share": "population", "at_least": "65 %"})
    found: dict[str, dict[str, Any]] = {}
    for year in (2018, 2025):
        figures = population[f"population_{year}"]
        raw = {code: {"population": int(n)} for code, n in figures.items()}
        found[f"EU-27 {year}, four-member clause"] = {"members": raw, "rule": "qualified_majority"}
    found["EU-27 2018, double majority only"] = double_majority(raw_of(population, 1), double)
    found["the same in thousands"] = double_majority(raw_of(population, 1000), double)
    for name, game_id, quota in (
        ("Nice, 255 of 345 votes", "Nice27_votes_255", 255),
        ("US electoral college, 270 of 538", "US_EC_1990s", 270),
    ):
        rows = table[table["game_id"] == game_id]
        votes = {p: int(row.weight) for row in rows.itertuples() for p in row.players.split()}
        found[name] = {
            "members": {p: {"votes": w} for p, w in votes.items()},
            "rule": {"sum": "votes", "at_least": quota},
            "peer": {"weights": list(votes.values()), "quota": quota, "size": 1},
        }
    return found


def raw_of(population: Any, unit: int) -> dict[str, dict[str, int]]:
    """The 2018 populations in a unit of people."""
    figures = population["population_2018"]
    return {code: {"population": round(int(n) / unit)} for code, n in figures.items()}


def double_majority(members: dict[str, dict[str, int]], rule: Any) -> dict[str, Any]:
    """A double majority without the clause, which one of the peers can express."""
    weights = [figures["population"] for figures in members.values()]
    quota = -(-65 * sum(weights) // 100)
    peer = {"weights": weights, "quota": quota, "size": -(-55 * len(weights) // 100)}
    return {"members": members, "rule": rule, "peer": peer}


def timed(work: Callable[[], Any]) -> tuple[Any, str]:
    """The result, and the least and median time of several runs after a first one."""
    result = work()
    seconds = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return result, f"{min(seconds) * 1000:.1f} / {statistics.median(seconds) * 1000:.1f} ms"


def ours(game: dict[str, Any]) -> tuple[dict[str, list[float]], list[str]]:
    """winset's indices and its lines of the table."""
    from winset.rules import indices
    from winset.rules.checks import checked_game
    from winset.rules.counting import count, critical_together, method_for
    from winset.rules.members import read_members
    from winset.rules.minimal import minimal_blocking, minimal_winning
    from winset.rules.reading import read_rule

    simple = checked_game(read_rule(game["rule"]), read_members(game["members"]))

    def three() -> dict[str, dict[str, Any]]:
        counts = count(simple)
        return {
            "powerindices": indices.banzhaf_absolute(counts),
            "powerindex": indices.banzhaf(counts),
            "shapley": indices.shapley_shubik(counts),
            "coleman": indices.coleman_prevent(counts) | indices.coleman_initiate(counts),
        }

    def minimal() -> tuple[int | None, int | None]:
        return minimal_winning(simple), minimal_blocking(simple)

    found, first = timed(three)
    _, second = timed(lambda: critical_together(simple))
    _, third = timed(minimal)
    lines = [
        f"winset       Banzhaf, Shapley-Shubik, Coleman  {first}   ({method_for(simple)}, exact)",
        f"winset       Johnston                          {second}",
        f"winset       minimal winning and blocking      {third}",
    ]
    return {k: [float(x) for x in v.values()] for k, v in found.items()}, lines


def theirs(package: str, game: dict[str, Any], python: str, exact: dict[str, list[float]]) -> str:
    """A peer's line of the table: its time and its largest difference from the exact indices."""
    peer = game.get("peer")
    if peer is None:
        return "cannot express the four-member clause"
    if package == "powerindex" and peer["size"] > 1:
        return "cannot express two criteria"
    needed = gigabytes(package, peer)
    if needed > MOST_GIGABYTES:
        return f"not tried: tables of {needed:,.0f} GB"
    try:
        done = subprocess.run(
            [python, "-c", WORKER],
            input=json.dumps({"package": package, **peer}),
            capture_output=True,
            text=True,
            timeout=MOST_SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return f"no answer in {MOST_SECONDS:.0f} s"
    except subprocess.CalledProcessError as error:
        return "failed: " + error.stderr.strip().splitlines()[-1]
    seconds, banzhaf, shapley = json.loads(done.stdout)
    worst = [
        max(abs(a - b) for a, b in zip(one, other, strict=True))
        for one, other in ((banzhaf, exact[package]), (shapley, exact["shapley"]))
    ]
    return f"{seconds * 1000:,.0f} ms; largest difference {worst[0]:.1e} and {worst[1]:.1e}"


def gigabytes(package: str, peer: dict[str, Any]) -> float:
    """What a peer's table of weights by sizes takes, at 8 bytes a cell or a list entry."""
    players, total = len(peer["weights"]), sum(peer["weights"])
    cells = (total + 1) * (players + 1) if package == "powerindices" else peer["quota"] * players**2
    return cells * 8 / 1e9


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", help="an interpreter that has powerindices and powerindex")
    python = parser.parse_args().peers
    print(f"least / median of {REPEATS} runs after one to warm up, one core\n")
    for name, game in games().items():
        exact, lines = ours(game)
        print(f"{name} ({len(game['members'])} members)")
        print(*(f"  {line}" for line in lines), sep="\n")
        for package in ("powerindices", "powerindex"):
            line = theirs(package, game, python, exact) if python else HOW_TO
            print(f"  {package:<12} Banzhaf, Shapley-Shubik           {line}")
        print()


if __name__ == "__main__":
    main()
