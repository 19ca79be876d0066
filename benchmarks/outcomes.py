"""Outcome spaces: frontier and Nash point, side by side with NegMAS; noisy play beside pygambit.

    python benchmarks/outcomes.py                  # makes an environment with NegMAS for itself
    python benchmarks/outcomes.py --peer PYTHON    # takes an interpreter that has it
    python benchmarks/outcomes.py --alone          # winset only
    python benchmarks/outcomes.py --gambit         # beside pygambit too: compiled, takes minutes

NegMAS is AGPL and pygambit GPL: neither is a dependency of winset. They run in an environment of
their own, in a folder that is gone afterwards, and get the same numbers as winset. Seconds are of
one process; what is timed is from the values of the levels to frontier and Nash point. All agree on
both, or the line says so.

Measured on a loaded machine with two cores, NegMAS 0.16 and pygambit 16.7, in seconds: 1e4, 1e5,
1e6 outcomes 0.0015, 0.053, 0.93 against 0.064, 0.99, 13; `ukraine-2025` 0.0001 against 0.018;
30,000 all efficient 0.0075 against 90. A sort sweep in plain NumPy takes as long as winset.
Noisy play over 1 to 4 rounds 0.001 to 0.007 against 0.013, 0.37, 6.6, 96: pygambit solves any tree,
winset only talks, in which the proposer takes its best offer and answers are noisy.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

for threads in ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

import numpy as np  # noqa: E402

MOST_SECONDS = 240.0
REPEATS = 3
SPACES = {"1e4": (10, 10, 10, 10), "1e5": (10,) * 5, "1e6": (10,) * 6}
ALL_EFFICIENT = 30_000
ROUNDS, TEMPERATURE = (1, 2, 3, 4), 0.2

# Run under the peer's interpreter: reads {values, chosen}, writes seconds, frontier, Nash point.
NEGMAS = """
import json, sys, time
import numpy as np
from negmas.outcomes import make_issue
from negmas.preferences import LinearAdditiveUtilityFunction as Additive
from negmas.preferences.ops import nash_points, pareto_frontier
asked = json.load(sys.stdin)
issues = [make_issue(len(v), name=str(k)) for k, v in enumerate(asked["values"][0])]
begin = time.perf_counter()
sides = [
    Additive({str(k): dict(enumerate(v)) for k, v in enumerate(values)}, issues=issues)
    for values in asked["values"]
]
chosen = asked["chosen"]
outcomes = None if chosen is None else [tuple(each) for each in chosen]
frontier, _ = pareto_frontier(sides, outcomes=outcomes, issues=issues, sort_by_welfare=True)
found = nash_points(sides, frontier, outcomes=outcomes, issues=issues, ranges=[(0.0, 1.0)] * 2)
seconds = time.perf_counter() - begin
print(json.dumps([seconds, len(set(map(tuple, frontier))), list(map(float, found[0][0]))]))
"""

# Offers in turn, three to choose from in each of T rounds, every answer a yes or a no.
GAMBIT = """
import json, sys, time
import pygambit
asked = json.load(sys.stdin)
offers, rounds, d = [0.25, 0.5, 0.75], asked["rounds"], 0.9
names = ["1", "2"]
game = pygambit.Game.new_tree(players=names)
def grow(node, turn):
    me, other = turn % 2, 1 - turn % 2
    game.append_move(node, names[me], [f"{o:g}" for o in offers])
    for offer, child in zip(offers, list(node.children)):
        game.append_move(child, names[other], ["yes", "no"])
        yes, no = list(child.children)
        pay = [0.0, 0.0]
        pay[me], pay[other] = d**turn * (1 - offer), d**turn * offer
        game.set_outcome(yes, game.add_outcome(f"o{len(game.outcomes)}", pay))
        if turn + 1 < rounds:
            grow(no, turn + 1)
        else:
            game.set_outcome(no, game.add_outcome(f"o{len(game.outcomes)}", [0.0, 0.0]))
grow(game.root, 0)
begin = time.perf_counter()
pygambit.qre.logit_solve_lambda(game, lam=[1 / asked["temperature"]])
print(json.dumps([time.perf_counter() - begin]))
"""


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    told.add_argument("--peer", metavar="PYTHON", help="an interpreter that has NegMAS")
    told.add_argument("--alone", action="store_true", help="winset only")
    told.add_argument("--gambit", action="store_true", help="noisy play beside pygambit too")
    asked = told.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wanted = [] if asked.alone else ["negmas"] * (not asked.peer) + ["pygambit"] * asked.gambit
        python = environment(Path(folder), wanted, asked.peer)
        frontiers(None if asked.alone else python)
        noisy(python if asked.gambit else None)


def environment(folder: Path, packages: list[str], given: str | None) -> str | None:
    """An interpreter with the packages; None, and a word why, where it cannot be made."""
    if not packages:
        return given
    if given:
        command = [given, "-m", "pip", "install", "--quiet", *packages]
        return given if installed(command, packages) else None
    try:
        venv.create(folder, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"no environment for peers could be made: {error}")
        return None
    python = str(folder / ("Scripts" if os.name == "nt" else "bin") / "python")
    command = [python, "-m", "pip", "install", "--quiet", *packages]
    return python if installed(command, packages) else None


def installed(command: list[str], packages: list[str]) -> bool:
    """Whether an installation went through; what it said last where it did not."""
    print(f"installing {', '.join(packages)} into an environment of its own ...", file=sys.stderr)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        print(f"{', '.join(packages)} could not be installed: {last}")
    return not done.returncode


def frontiers(python: str | None) -> None:
    """Frontier and Nash point of random, real and all-efficient outcome spaces."""
    print(f"{'outcomes':>22} {'efficient':>10} {'winset s':>10} {'NumPy s':>10} {'NegMAS s':>10}")
    for name, (values, chosen) in spaces().items():
        ours, found, point = timed(lambda v=values, c=chosen: by_winset(v, c))
        plain, others, _ = timed(lambda v=values, c=chosen: by_numpy(v, c))
        frontier = len(np.unique(found, axis=0))
        row = f"{name:>22} {frontier:>10,} {ours:>10.4f} {plain:>10.4f} "
        if len(others) != frontier:
            row += f"NumPy finds {len(others)} efficient; "
        print(row + peer_says(python, values, chosen, frontier, point), flush=True)


def peer_says(
    python: str | None, values: list[Any], chosen: Any, frontier: int, point: np.ndarray
) -> str:
    """NegMAS's time, and where it finds something else."""
    if python is None:
        return f"{'-':>10}"
    told = None if chosen is None else chosen.tolist()
    listed = {"values": [[v.tolist() for v in side] for side in values], "chosen": told}
    answer = worker(python, NEGMAS, listed)
    if isinstance(answer, str):
        return answer
    seconds, count, nash = answer
    same = np.isclose(np.prod(nash), np.prod(point), atol=1e-9)
    told_apart = "" if count == frontier and same else f" finds {count}, Nash {nash}"
    return f"{seconds:>10.3f}{told_apart}"


def worker(python: str, script: str, asked: dict[str, Any]) -> list[Any] | str:
    """What a peer answers, or why it does not."""
    try:
        done = subprocess.run(
            [python, "-c", script],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            timeout=MOST_SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return f"over {MOST_SECONDS:.0f} s"
    except subprocess.CalledProcessError as error:
        return (error.stderr.strip().splitlines() or ["it failed"])[-1]
    answer: list[Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def spaces() -> dict[str, tuple[list[list[np.ndarray]], np.ndarray | None]]:
    """Values of levels by side and issue; the outcomes where not all combinations can be."""
    rng = np.random.default_rng(1)
    found: dict[str, tuple[list[list[np.ndarray]], np.ndarray | None]] = {}
    for name, sizes in SPACES.items():
        weights = rng.dirichlet(np.ones(len(sizes)), 2)
        sides = [[w * rng.random(n) for w, n in zip(row, sizes, strict=True)] for row in weights]
        found[f"{name} at random"] = (sides, None)
    found |= {name: scenario(name) for name in ("ukraine-2025", "panama-1974")}
    line = np.arange(ALL_EFFICIENT) / (ALL_EFFICIENT - 1)
    found["30,000, all efficient"] = ([[line], [1 - line]], None)
    return found


def scenario(name: str) -> tuple[list[list[np.ndarray]], np.ndarray]:
    """The packages of a scenario's talks and what their levels are worth today, in one draw."""
    from winset.runs.coupling.frame import frame_of
    from winset.runs.coupling.game import games_of
    from winset.runs.coupling.nodes import nodes_of
    from winset.runs.coupling.numbers import reader
    from winset.runs.coupling.plan import plan_of
    from winset.runs.coupling.run import fate_of, setting_of
    from winset.scenario.draws import draws_of
    from winset.scenario.load import load

    case = load(name).scenario
    setting = setting_of(frame_of(case, nodes_of(case)), draws_of(case, 1, 1), None)
    read, fate = reader(setting.sampled, 0), fate_of(setting, 0)
    terms = games_of(plan_of(setting.frame, read, fate), read, fate).whole.terms
    ends = np.cumsum([len(levels) for levels in terms.packages.levels])[:-1]
    sides = [np.split(terms.worth[0, i], ends) for i in range(2)]
    return sides, terms.packages.chosen


def points_of(values: list[list[np.ndarray]], chosen: np.ndarray | None) -> np.ndarray:
    """The values of every outcome to both sides, shape (outcome, 2)."""
    if chosen is not None:
        columns = [[v[chosen[:, k]] for k, v in enumerate(side)] for side in values]
        return np.stack([np.sum(each, axis=0) for each in columns], axis=1)
    sums = []
    for side in values:
        total = np.zeros(1)
        for levels in side:
            total = np.add.outer(total, levels).ravel()
        sums.append(total)
    return np.stack(sums, axis=1)


def by_winset(values: list[list[np.ndarray]], chosen: Any) -> tuple[np.ndarray, np.ndarray]:
    """What nobody can improve on for both, and the Nash point."""
    from winset.talks.efficient import efficient
    from winset.talks.static import nash

    points = points_of(values, chosen)
    frontier = points[efficient(points)]
    point = nash(frontier, np.zeros(2)).values
    return frontier, np.asarray(point)


def by_numpy(values: list[list[np.ndarray]], chosen: Any) -> tuple[np.ndarray, np.ndarray]:
    """The plain twin: sort, and keep what rises."""
    points = points_of(values, chosen)
    ranked = points[np.lexsort((-points[:, 1], -points[:, 0]))]
    before = np.r_[-np.inf, np.maximum.accumulate(ranked[:, 1])[:-1]]
    frontier = ranked[ranked[:, 1] > before]
    return frontier, frontier[frontier.prod(axis=1).argmax()]


def timed(
    job: Callable[[], tuple[np.ndarray, np.ndarray]],
) -> tuple[float, np.ndarray, np.ndarray]:
    """The least of some times (a first run compiles), and what was found."""
    found = job()
    least = np.inf
    for _ in range(REPEATS):
        begin = time.perf_counter()
        found = job()
        least = min(least, time.perf_counter() - begin)
    return float(least), *found


def noisy(python: str | None) -> None:
    """Offers in turn with noise, by rounds; the tree grows threefold, the recursion by one step."""
    from winset.talks.catalog.pie import pie_game
    from winset.talks.solve import solve

    print(f"\n{'rounds, 3 offers each':>22} {'winset s':>10} {'pygambit s':>12}")
    for rounds in ROUNDS:
        game = pie_game(
            2,
            [0.9, 0.9],
            law=np.array([[[0.0, 1.0], [1.0, 0.0]]]),
            recognition=np.eye(2),
            steps=rounds,
            tail="end",
            end=np.zeros((2, 2)),
            temperature=TEMPERATURE,
        )
        seconds = timed(lambda g=game: (solve(g).values, np.zeros(0)))[0]
        asked = {"rounds": rounds, "temperature": TEMPERATURE}
        answer = "-" if python is None else worker(python, GAMBIT, asked)
        told = answer if isinstance(answer, str) else f"{answer[0]:.3f}"
        print(f"{rounds:>22} {seconds:>10.4f} {told:>12}", flush=True)


if __name__ == "__main__":
    main()
