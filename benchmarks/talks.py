"""How fast talks are solved and propagated, and frontiers of large outcome spaces are found.

    python benchmarks/talks.py [--draws N] [--scenario NAME]

Three sizes in one run. The reference game: 945 states (front 21 x patron 3 x blame 3 x funding 5),
2,000 packages in two kinds of settlement that may break down, 38 steps, the tail to 1e-6, four
nodes abreast; one draw = its own parameters, and terms are prepared once per draw. Then the same
with more or fewer packages, states and steps. Then a bundled scenario, all that is told of it
included. Beside them the plain NumPy twin. Times are CPU seconds of one process. Side by side with
pygambit and NegMAS: `benchmarks/outcomes.py`.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from winset.runs.coupling.run import talks_of
from winset.scenario.draws import draws_of
from winset.scenario.load import load
from winset.talks.abreast import Abreast, abreast, shape_of
from winset.talks.backward import back, to_rest
from winset.talks.checks import unanimity
from winset.talks.desk import Ahead, desk_of, nothing_ahead, room_to_tell
from winset.talks.efficient import efficient
from winset.talks.fast import fast_play
from winset.talks.frontier import frontiers
from winset.talks.game import Game, Packages, Settlement, Terms
from winset.talks.law import law_from_arrays
from winset.talks.onward import onward
from winset.talks.outcomes import outcome_count, outcome_names
from winset.talks.outlook import look_ahead, outlook_of
from winset.talks.pools import Book, pools_of, standing_of
from winset.talks.settling import own_worth
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
MORE_LEVELS = ((5, 5, 4, 5), LEVELS, (5, 5, 4, 5, 16))
PATRON = Axis("patron", ("away", "sparing", "near"))
BLAME = Axis("blame", ("first", "nobody", "second"))
FUNDING = Axis("funding", ("dry", "weeks", "months", "year", "more"))


def world(rng: np.random.Generator, levels: int) -> Law:
    """A front that drifts with funding and freezes with a settlement; an audience that answers."""
    line = walk_axis("front", -1, 1, levels)
    drift = np.sort(rng.uniform(-0.04, 0.0, 5))[None, :, None]
    moving = walk_table(line, drift, np.full((1, 5, 1), 0.06))
    frozen = np.broadcast_to(np.eye(levels), moving.shape)
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
        (line, PATRON, BLAME, FUNDING),
        [
            Kernel("patron", patron[None], answer=heard),
            Kernel("blame", blame[None], answer=seen),
            Kernel("funding", switch_table(FUNDING, ebb | flood)[None]),
            Kernel("front", front, before=("funding",), answer=still),
        ],
    )


def game(
    seed: int,
    temperature: float,
    front_levels: int = 21,
    levels: tuple[int, ...] = LEVELS,
    steps: int = STEPS,
) -> Game:
    """One draw of the reference game, or of one of another size."""
    rng = np.random.default_rng(seed)
    law = world(rng, front_levels)
    outcomes = outcome_names(PARTIES, KINDS)
    stages = law_from_arrays(cells(law, outcomes))
    inside = closure(law, ("front", "patron"))
    inner = part(law, inside)
    spots = law_from_arrays(cells(inner, outcomes))
    line = np.array(law.axes[0].values)
    front, patron = (levels_by_state(inner.axes, name) for name in ("front", "patron"))
    chosen = np.array(list(np.ndindex(*levels)), dtype=np.int64)
    weights = rng.dirichlet(np.ones(len(levels)), 2)
    columns = []
    for issue, count in enumerate(levels):
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
            tuple("abcde"[: len(levels)]),
            tuple(tuple(map(str, range(m))) for m in levels),
            chosen,
            chosen[:, -1] % 2,
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
        steps=steps,
        discount=np.array([0.990, 0.992]),
        flow=flow,
        terms=terms,
        laws=(stages, stages),
        truth=stages,
        recognition=np.stack([even, even]),
        recognition_truth=even,
        order=np.array([0, 1]),
        winning=unanimity(2),
        closed=np.zeros(steps, dtype=bool),
        declared=np.zeros((steps, stages.states, 2)),
        may_refuse=np.ones(2, dtype=bool),
        may_stall=np.ones(2, dtype=bool),
        temperature=temperature,
    )


def timed(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


@dataclass(frozen=True)
class Spent:
    """CPU seconds of one draw of the reference game, all nodes together; months of its tail."""

    terms: float
    tail: float
    solve: float
    follow: float
    months: int
    settles: bool
    rest: Ahead

    @property
    def whole(self) -> float:
        """All of it."""
        return self.terms + self.tail + self.solve + self.follow


def one_draw(one: Game, nodes: int = NODES, near: Ahead | None = None) -> Spent:
    """Nodes that differ by their flows, as a way to pay would make them, solved and followed.

    The first node's tail comes to rest by itself, from that of another draw; the others' then
    start from there.
    """
    begin = time.thread_time()
    own = own_worth(one)
    stairs = frontiers(one, own)
    terms = time.thread_time()
    flows = [one.flow + 0.002 * node for node in range(nodes)]
    version = np.zeros(one.steps, dtype=np.int64)
    shape = shape_of(one)
    row = abreast(one, stairs, version, flows=flows, shape=shape)
    first = abreast(one, stairs, version, flows=flows[:1], shape=shape)
    ahead = nothing_ahead(first, one.flow[:, None]) if near is None else copied(near)
    found = [to_rest(first, desk_of(first), ahead, 1e-6, 400, 40)]
    rest = copied(ahead)
    if nodes > 1:
        others = abreast(one, stairs, version, flows=flows[1:], shape=shape)
        later = repeated(ahead, others)
        found.append(to_rest(others, desk_of(others), later, 1e-6, 400, 40))
        ahead = beside(ahead, later, others)
    rested = time.thread_time()
    told = room_to_tell(row, one.steps)
    back(row, desk_of(row), ahead, told, 0, one.steps)
    solved = time.thread_time()
    start = np.zeros((len(one.flow), nodes))
    start[len(start) // 2] = 1.0
    standing = standing_of(one, row)
    pools, book = pools_of(row, standing, start), book_of(row, one.steps)
    onward(row, standing, told, pools, book, 0, one.steps)
    return Spent(
        terms - begin,
        rested - terms,
        solved - rested,
        time.thread_time() - solved,
        max(each.iterations for each in found),
        all(each.settles for each in found),
        rest,
    )


def copied(ahead: Ahead) -> Ahead:
    """The same, to be moved on."""
    return Ahead(ahead.values.copy(), ahead.hint.copy())


def parts(ahead: Ahead, row: Abreast, games: int) -> tuple[np.ndarray, np.ndarray]:
    """What lies ahead of some games, with an axis for the games: before lanes end, and hints."""
    return ahead.values.reshape(-1, 2, games), ahead.hint.reshape(row.states, 2, games, -1)


def repeated(ahead: Ahead, row: Abreast) -> Ahead:
    """What lies ahead of one game, for each of several."""
    values, hint = (np.repeat(each, row.games, axis=2) for each in parts(ahead, row, 1))
    return Ahead(values.reshape(-1), hint.reshape(-1))


def beside(one: Ahead, others: Ahead, row: Abreast) -> Ahead:
    """What lies ahead of one game and of others, side by side."""
    pairs = zip(parts(one, row, 1), parts(others, row, row.games), strict=True)
    values, hint = (np.concatenate(pair, axis=2).reshape(-1) for pair in pairs)
    return Ahead(values, hint)


def solving(draws: int, temperature: float) -> None:
    """The goal: 1,000 draws of four nodes, solved and followed, in 20 s on two cores."""
    near = one_draw(game(0, temperature)).rest  # pays for compilation, and is where others start
    games = [game(seed, temperature) for seed in range(1, draws + 1)]
    begin = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda one: one_draw(one, near=near), games))
    wall = time.perf_counter() - begin
    names = ("terms", "tail", "solve", "follow")
    told = ", ".join(
        f"{n} {1e3 * np.mean([getattr(each, n) for each in found]):.0f}" for n in names
    )
    whole = float(np.mean([each.whole for each in found]))
    print(
        f"reference, temperature {temperature:g}: {NODES / whole:.0f} games/s of CPU"
        f" (ms per draw: {told});"
        f" tail {np.mean([each.months for each in found]):.0f} months,"
        f" settled in {sum(each.settles for each in found)}/{draws};"
        f" 1,000 draws x 4 nodes on 2 threads: {1000 * wall / draws:.0f} s (goal: 20)"
    )


def growing(temperature: float) -> None:
    """One draw of other sizes, one node, tail included."""
    sizes = {
        "packages": [(21, levels, STEPS) for levels in MORE_LEVELS],
        "states": [(front, LEVELS, STEPS) for front in (7, 21, 63)],
        "steps": [(21, LEVELS, steps) for steps in (19, 38, 76)],
    }
    for name, each in sizes.items():
        told = []
        for front, levels, steps in each:
            one = game(1, temperature, front, levels, steps)
            spent = one_draw(one, 1)
            count = {"packages": int(np.prod(levels)), "states": len(one.flow), "steps": steps}
            whole = 1e3 * spent.whole
            told.append(f"{count[name]:,}: {whole:.0f} ms ({1e3 * spent.terms:.0f} for the terms)")
        print(f"growth with {name}: " + "; ".join(told))


def scenario(name: str, draws: int) -> None:
    """A bundled scenario: all draws solved, followed and told, by `runs.coupling`."""
    case = load(name).scenario
    talks_of(case, draws_of(case, 1, 2))
    begin, wall = time.process_time(), time.perf_counter()
    results = talks_of(case, draws_of(case, draws, 1))
    spent, wall = time.process_time() - begin, time.perf_counter() - wall
    states = int(np.prod([len(axis.levels) for axis in results.axes]))
    print(
        f"{name}: {states:,} states x {len(results.packages.chosen):,} packages x"
        f" {results.grid.months} steps, {max(1, len(results.nodes))} nodes: {draws} draws in"
        f" {spent:.1f} s CPU, {wall:.1f} s wall ({1e3 * spent / draws:.0f} ms per draw,"
        f" all that is told included)"
    )


def book_of(row: Abreast, steps: int) -> Book:
    """Room for what is followed."""
    states, n, kinds = row.states, row.games, len(row.signed.right)
    return Book(
        np.zeros((steps + 1, n, states)),
        np.zeros((steps + 1, n, states, 3)),
        np.zeros((steps + 1, kinds, n, states)),
        np.zeros(steps),
        np.zeros((steps, outcome_count(2, kinds))),
        np.zeros((steps, 2)),
        np.zeros((steps, n, states, 2)),
        np.zeros((steps, n, states, 2)),
        np.zeros(steps),
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
    arguments.add_argument("--draws", type=int, default=20)
    arguments.add_argument("--scenario", default="ukraine-2025")
    given = arguments.parse_args()
    for temperature in (0.0, 0.05):
        one_step(temperature)
        solving(given.draws, temperature)
    growing(0.05)
    scenario(given.scenario, given.draws)
    static()


if __name__ == "__main__":
    main()
