"""How fast talks are solved and propagated, and frontiers of large outcome spaces are found.

    python benchmarks/talks.py [--draws N]

Reference size: 945 states (front 21 x patron 3 x blame 3 x funding 5), 2,000 packages in two kinds
of settlement that may break down, 38 steps, tail to 1e-6. One draw = its own parameters; terms are
prepared once per draw and used for four games. Times are CPU seconds of one process.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from winset.talks.checks import unanimity
from winset.talks.efficient import efficient
from winset.talks.fast import fast_play
from winset.talks.forward import propagate
from winset.talks.frontier import frontiers
from winset.talks.game import Game, Packages, Settlement, Terms
from winset.talks.law import law_from_arrays
from winset.talks.outcomes import outcome_names
from winset.talks.outlook import look_ahead, outlook_of
from winset.talks.settling import own_worth
from winset.talks.solve import solve
from winset.talks.static import nash
from winset.talks.step import Now, play_step, signing_values
from winset.world.axes import Axis, levels_by_state
from winset.world.cells import cells
from winset.world.law import Kernel, Law, make_law
from winset.world.part import closure, part, part_of_state
from winset.world.switch import answers, switch_table
from winset.world.walk import walk_axis, walk_table

PARTIES, KINDS, STEPS, NODES = ("first", "second"), ("lasting", "fragile"), 38, 4
LEVELS = (5, 5, 4, 5, 4)  # 2,000 packages
FRONT = walk_axis("front", -1, 1, 21)
PATRON = Axis("patron", ("away", "sparing", "near"))
BLAME = Axis("blame", ("first", "nobody", "second"))
FUNDING = Axis("funding", ("dry", "weeks", "months", "year", "more"))


def world(rng: np.random.Generator) -> Law:
    """A front that drifts with funding and freezes with a settlement; an audience that answers."""
    drift = np.sort(rng.uniform(-0.04, 0.0, 5))[None, :, None]
    moving = walk_table(FRONT, drift, np.full((1, 5, 1), 0.06))
    frozen = np.broadcast_to(np.eye(21), moving.shape)
    front = np.concatenate([moving, frozen])[None]
    still = {f"settled:{kind}": 1 for kind in KINDS}
    near, away = ("sparing", "near"), ("sparing", "away")
    usual = {("away", "sparing"): [0.05], near: [0.03], away: [0.05], ("near", "sparing"): [0.05]}
    patron, heard = answers(
        {
            "refused:first": switch_table(PATRON, usual | {away: [0.15], near: [0.01]}),
            "refused:second": switch_table(PATRON, usual | {near: [0.15]}),
            "stalled:second": switch_table(PATRON, usual | {near: [0.08]}),
        },
        switch_table(PATRON, usual),
    )
    fades = {("first", "nobody"): [0.2], ("second", "nobody"): [0.2]}

    def blamed(first: float, second: float) -> np.ndarray:
        chances = {("nobody", "first"): [first], ("nobody", "second"): [second]}
        return switch_table(BLAME, fades | chances)

    blame, seen = answers(
        {
            "refused:first": blamed(0.5, 0.0),
            "refused:second": blamed(0.0, 0.5),
            "stalled:first": blamed(0.1, 0.0),
            "rejected:first": blamed(0.3, 0.0),
            "rejected:second": blamed(0.0, 0.3),
        },
        blamed(0.02, 0.02),
    )
    names = FUNDING.levels
    ebb = {(names[k + 1], names[k]): [0.15] for k in range(4)}
    flood = {(names[k], names[k + 1]): [0.05] for k in range(4)}
    return make_law(
        (FRONT, PATRON, BLAME, FUNDING),
        [
            Kernel("patron", patron[None], answer=heard),
            Kernel("blame", blame[None], answer=seen),
            Kernel("funding", switch_table(FUNDING, ebb | flood)[None]),
            Kernel("front", front, before=("funding",), answer=still),
        ],
    )


def game(seed: int, temperature: float) -> Game:
    """One draw of the reference game."""
    rng = np.random.default_rng(seed)
    law = world(rng)
    outcomes = outcome_names(PARTIES, KINDS)
    stages = law_from_arrays(cells(law, outcomes))
    inside = closure(law, ("front", "patron"))
    inner = part(law, inside)
    spots = law_from_arrays(cells(inner, outcomes))
    line = np.array(FRONT.values)
    front, patron = (levels_by_state(inner.axes, name) for name in ("front", "patron"))
    chosen = np.array(list(np.ndindex(*LEVELS)), dtype=np.int64)
    weights = rng.dirichlet(np.ones(len(LEVELS)), 2)
    columns = []
    for issue, count in enumerate(LEVELS):
        for level in range(count):
            share = level / (count - 1) + rng.normal(0, 0.1)
            tilt = 0.1 * line[front] if issue == 0 else 0.0 * front
            values = np.stack([share + tilt, 1 - share - tilt])
            columns.append(weights[:, [issue]] * np.clip(values, 0, 1))
    kinds = (
        Settlement("lasting", 0.010 - 0.004 * patron),
        Settlement("fragile", 0.050 - 0.010 * patron),
    )
    barred = np.zeros((spots.states, 2, len(chosen)), dtype=bool)
    barred[:, 0, chosen[:, 0] == 0] = True
    terms = Terms(
        Packages(
            tuple("abcde"), tuple(tuple("01234"[:m]) for m in LEVELS), chosen, chosen[:, 4] % 2
        ),
        kinds,
        np.stack(columns, axis=-1).transpose(1, 0, 2),
        barred,
        part_of_state(law, inside),
        (spots, spots),
    )
    here, audience = (levels_by_state(law.axes, name) for name in ("front", "patron"))
    flow = np.stack(
        [0.35 + 0.1 * line[here] + 0.05 * audience, 0.45 - 0.1 * line[here] - 0.05 * audience],
        axis=1,
    )
    even = np.full((stages.states, 2), 0.5)
    return Game(
        parties=PARTIES,
        steps=STEPS,
        discount=np.array([0.990, 0.992]),
        flow=flow,
        terms=terms,
        laws=(stages, stages),
        truth=stages,
        recognition=np.stack([even, even]),
        recognition_truth=even,
        order=np.array([0, 1]),
        winning=unanimity(2),
        closed=np.zeros(STEPS, dtype=bool),
        declared=np.zeros((STEPS, stages.states, 2)),
        may_refuse=np.ones(2, dtype=bool),
        may_stall=np.ones(2, dtype=bool),
        temperature=temperature,
    )


def timed(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def solving(draws: int, temperature: float) -> None:
    """Draws of four nodes each; a node differs by its flows, as a way to pay would make it."""
    spent = {"terms": 0.0, "solve": 0.0, "propagate": 0.0}
    rounds, settled = 0, 0
    for seed in range(draws + 1):
        one = game(seed, temperature)
        begin = time.process_time()
        own = own_worth(one)
        stairs = frontiers(one, own)
        terms = time.process_time() - begin
        start = np.zeros(len(one.flow))
        start[len(start) // 2] = 1.0
        guess = None
        for node in range(NODES):
            given = replace(one, flow=one.flow + 0.002 * node)
            begin = time.process_time()
            solution = solve(
                given, own=own, stairs=stairs, start=guess, tolerance=1e-6, most=400, leap=True
            )
            middle = time.process_time()
            propagate(solution, start)
            guess = solution.values[-1]
            if seed:  # the first draw pays for compilation
                spent["solve"] += middle - begin
                spent["propagate"] += time.process_time() - middle
                rounds += solution.tail.iterations
                settled += solution.tail.settles
        spent["terms"] += terms if seed else 0.0
    count = draws * NODES
    whole = sum(spent.values())
    parts = ", ".join(f"{name} {1e3 * part / count:.0f} ms" for name, part in spent.items())
    print(
        f"temperature {temperature:g}: {count / whole:.1f} games/s ({parts} per game);"
        f" tail {rounds / count:.0f} steps, settled in {settled}/{count};"
        f" 1,000 draws x 4 nodes on 2 cores: {2000 * whole / count:.0f} s"
    )


def one_step(temperature: float) -> None:
    """One step of the fast method against the plain one, on the same values."""
    one = game(1, temperature)
    own = own_worth(one)
    stairs = frontiers(one, own)
    play = fast_play(one, own, stairs)
    after = look_ahead(outlook_of(one), 0, one.flow)
    follow = np.zeros((len(KINDS), *one.flow.shape))

    def plain() -> None:
        play_step(one, 0, Now(after, signing_values(one, own.values[0], follow)))

    play(0, after, follow)
    fast = min(timed(lambda: play(0, after, follow)) for _ in range(20))
    slow = min(timed(plain) for _ in range(2))
    print(
        f"temperature {temperature:g}: one step fast {1e3 * fast:.2f} ms, plain NumPy"
        f" {1e3 * slow:.0f} ms ({slow / fast:.0f} times)"
    )


def static() -> None:
    """Frontier and Nash point of random outcome spaces, and of one where all are efficient."""
    rng = np.random.default_rng(1)
    efficient(rng.random((10, 2)))
    for count in (10_000, 100_000, 1_000_000):
        points = rng.random((count, 2))
        spent = timed(lambda p=points: (efficient(p), nash(p, np.full(2, 0.2))))  # type: ignore[misc]
        print(f"frontier and Nash point of {count:,} outcomes: {1e3 * spent:.0f} ms")
    shares = np.sort(rng.random(30_000))
    spent = timed(lambda: efficient(np.c_[shares, 1 - shares]))
    print(f"frontier of 30,000 outcomes that are all efficient: {1e3 * spent:.0f} ms")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--draws", type=int, default=3)
    draws = arguments.parse_args().draws
    for temperature in (0.0, 0.05):
        one_step(temperature)
        solving(draws, temperature)
    static()


if __name__ == "__main__":
    main()
