"""One draw of the talks as a game: the whole calendar, and what holds for ever after it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from winset._typing import Bools, Floats
from winset.runs.coupling.events import node_kernel
from winset.runs.coupling.frame import NODE, Frame, axis_of, freeze_of
from winset.runs.coupling.laws import (
    Fate,
    as_believed,
    by_node,
    filled,
    filled_stage,
    holders,
    kernel_of,
    tail_of,
    worlds_of,
)
from winset.runs.coupling.numbers import Read, chance, shares
from winset.runs.coupling.packages import Kind, come_to, level_worth, says_of
from winset.runs.coupling.plan import Plan, signed, spot_world
from winset.runs.coupling.standing import mask, multiplied, named, spread_over
from winset.scenario.nouns.talks import Times, Worth
from winset.talks.abreast import Shape, shape_of
from winset.talks.checks import unanimity
from winset.talks.game import Game, Settlement, Terms
from winset.talks.law import Law
from winset.timegrid import month_of
from winset.world.axes import Axis, levels_by_state, size
from winset.world.law import Kernel, rows_for
from winset.world.law import Law as World

LONGEST = 1 - 1e-6
"""The largest discount factor: beyond it next month would count like this one."""
NOWHERE = -1e9
"""The value of leaving to who may not leave."""


@dataclass(frozen=True, slots=True)
class Games:
    """A draw's talks.

    Attributes
    ----------
    whole : every month of the calendar; states stand node by node, undecided first. Its values
        after the calendar are still to be filled in.
    tail : the month that repeats for ever after the calendar, without the decision.
    freeze : how the freeze moves in truth, in the state or beside it; None: the world says nothing.
    spots : the true law of what settlements hang on, once something is signed.
    calendar : every month for the world's own states, as if nothing were ever decided.
    laws : for each party, and in truth, the laws of those states: undecided, then by node.
    mix : shape (step, state, 1 + node), up to the last decision the chances of what is decided by
        the end of a step, first of nothing.
    says : shape (package, clause + 1), what each package comes to say of the assets, last: nothing.
    shape : the chains of a game of two parties, for compiled loops; None: for others.
    """

    whole: Game
    tail: Game
    freeze: Kernel | None
    spots: Law
    calendar: Game
    laws: tuple[tuple[Law, ...], ...]
    mix: Floats
    says: Floats
    shape: Shape | None = None


def games_of(plan: Plan, read: Read, fate: Fate) -> Games:
    """The talks of one draw."""
    frame = plan.frame
    names = tuple(kind.name for kind in plan.kinds)
    worlds = worlds_of(frame, read, fate, names)
    truth = worlds[None]
    tails = {party: tail_of(world) for party, world in worlds.items()}
    spots = spot_laws(plan, read, fate)
    terms = terms_of(plan, read, spots)
    tail = one_month(plan, read, terms, tails)
    laws = [by_node(plan.tail, worlds.get(p, truth), len(frame.nodes)) for p in frame.table.parties]
    every = (*laws, by_node(plan.tail, truth, len(frame.nodes)))
    calendar = over_months(plan, read, tail, every)
    return Games(
        whole=over_nodes(plan, read, tail, worlds, len(every[0])),
        tail=tail,
        freeze=freeze_of_draw(plan, read, fate),
        spots=spots[None],
        calendar=calendar,
        laws=every,
        mix=mix_of(frame, next((k for k in truth.kernels if k.axis == NODE), None)),
        says=says_of(frame.table, plan.packages, read),
        shape=plan.shape or (shape_of(calendar) if is_pair(calendar) else None),
    )


def is_pair(game: Game) -> bool:
    """Whether the game is one of two parties who must both agree."""
    return len(game.parties) == 2 and np.array_equal(game.winning, unanimity(2))


def over_months(plan: Plan, read: Read, tail: Game, laws: Sequence[Sequence[Law]]) -> Game:
    """Every month of the calendar for the world's own states, as if nothing were ever decided."""
    bound = np.repeat(bindings(plan.frame, read)[:, None, :], len(tail.flow), axis=1)
    return replace(
        tail,
        steps=plan.frame.grid.months,
        laws=tuple(each[0] for each in laws[:-1]),
        truth=laws[-1][0],
        closed=plan.closed,
        declared=np.ascontiguousarray(bound),
        tail="end",
    )


def games_with(plan: Plan, games: Games, chances: Floats) -> Games:
    """The same draw with other chances of the nodes, shape (node,) or (node, state)."""
    frame = plan.frame
    if not frame.nodes:
        return games
    kernel = node_kernel(frame, chances)
    one, place = filled_stage(plan.whole, kernel), plan.whole.order.index(NODE)

    def changed(law: Law) -> Law:
        return Law(law.states, (*law.stages[:place], one, *law.stages[place + 1 :]))

    made = {id(law): changed(law) for law in (*games.whole.laws, games.whole.truth)}
    whole = replace(
        games.whole,
        laws=tuple(made[id(law)] for law in games.whole.laws),
        truth=made[id(games.whole.truth)],
    )
    return replace(games, whole=whole, mix=mix_of(frame, kernel))


def mix_of(frame: Frame, kernel: Kernel | None) -> Floats:
    """How what is undecided goes on in the months up to the last decision: (step, state, game).

    Parameters
    ----------
    kernel : how the decision falls; None: nothing is decided.
    """
    if kernel is None:
        return np.zeros((0, size(frame.axes), 1))
    over = [axis for axis in frame.axes if axis.name in kernel.before]
    return np.stack(
        [
            spread_over(rows_for(kernel, step, "")[..., 0, :], over, frame.axes)
            for step in range(int(frame.decided.max()) + 1)
        ]
    )


def freeze_of_draw(plan: Plan, read: Read, fate: Fate) -> Kernel | None:
    """How the freeze moves in truth, whether or not the state tells of it."""
    found = freeze_of(plan.frame.scenario)
    if found is None:
        return None
    names = [kind.name for kind in plan.kinds]
    return kernel_of(plan.frame, axis_of(*found), read, fate, names)


def one_month(plan: Plan, read: Read, terms: Terms, worlds: dict[str | None, World]) -> Game:
    """The month that repeats for ever after the calendar."""
    frame, table = plan.frame, plan.frame.table
    laws = {party: filled(plan.tail, world) for party, world in worlds.items()}
    states, n = size(frame.axes), len(table.parties)
    discount = [min(read(table.discount[party]), LONGEST) for party in table.parties]
    return Game(
        parties=table.parties,
        steps=1,
        discount=np.clip(np.array(discount), 0.0, LONGEST),
        flow=np.stack([worth_at(frame, table.status_quo[p], read) for p in table.parties], axis=1),
        terms=terms,
        laws=by_party(frame, laws),
        truth=laws[None],
        recognition=np.stack([initiative(frame, read, p) for p in table.parties]),
        recognition_truth=initiative(frame, read),
        order=np.arange(n),
        winning=plan.winning,
        closed=plan.closed[-1:],
        declared=np.zeros((1, states, n)),
        may_refuse=permitted(table.may_refuse, table.parties),
        may_stall=permitted(table.may_stall, table.parties),
        exits=exits_of(frame, read),
        temperature=max(read(table.temperature), 0.0),
    )


def over_nodes(
    plan: Plan, read: Read, tail: Game, worlds: dict[str | None, World], blocks: int
) -> Game:
    """The whole calendar: the same states once for each node and once for none."""
    frame, steps = plan.frame, plan.frame.grid.months
    laws = {party: filled(plan.whole, world) for party, world in worlds.items()}
    bound = bindings(frame, read)
    terms = replace(tail.terms, spot_of=np.tile(tail.terms.spot_of, blocks))
    return replace(
        tail,
        steps=steps,
        flow=np.tile(tail.flow, (blocks, 1)),
        terms=terms,
        laws=by_party(frame, laws),
        truth=laws[None],
        recognition=np.tile(tail.recognition, (1, blocks, 1)),
        recognition_truth=np.tile(tail.recognition_truth, (blocks, 1)),
        closed=plan.closed,
        declared=np.broadcast_to(bound[:, None], (steps, blocks * len(tail.flow), bound.shape[1])),
        exits=None if tail.exits is None else np.tile(tail.exits, (blocks, 1, 1)),
        tail="end",
    )


def by_party(frame: Frame, laws: dict[str | None, Law]) -> tuple[Law, ...]:
    """The law that each party believes in; those that believe the truth share it."""
    return tuple(laws.get(party, laws[None]) for party in frame.table.parties)


def spot_laws(plan: Plan, read: Read, fate: Fate) -> dict[str | None, Law]:
    """The law of what settlements hang on, once something is signed: in truth, and as believed."""
    frame, kinds, only = plan.frame, [kind.name for kind in plan.kinds], signed(plan.kinds)
    truth = spot_world(frame, plan.spots, read, fate, plan.kinds)
    worlds: dict[str | None, World] = {None: truth}
    for party in holders(frame):
        worlds[party] = as_believed(truth, frame, read, fate, kinds, party, only)
    return {party: filled(plan.spot, world) for party, world in worlds.items()}


def terms_of(plan: Plan, read: Read, laws: dict[str | None, Law]) -> Terms:
    """What packages are worth, how long they last and where they are out of the question.

    Parameters
    ----------
    laws : of the spots, as of `spot_laws`.
    """
    frame, table, spots = plan.frame, plan.frame.table, plan.spots
    walks = {a.name: np.array(a.values)[levels_by_state(spots, a.name)] for a in spots if a.values}
    walks[""] = np.zeros(size(spots))
    return Terms(
        packages=plan.packages,
        settlements=tuple(settlement(plan, kind, read) for kind in plan.kinds),
        worth=level_worth(table, read, walks),
        barred=plan.barred,
        spot_of=plan.spot_of,
        laws=by_party(frame, laws),
    )


def settlement(plan: Plan, kind: Kind, read: Read) -> Settlement:
    """How long a kind of settlement lasts, what follows it, and who else must approve."""
    table, spots = plan.frame.table, plan.spots
    lasting, approval = table.durability, table.ratification
    hazard, after = np.zeros(size(spots)), np.zeros((size(spots), len(table.parties)))
    worth_after: Floats | None = after
    if lasting is not None:
        multiple = math.prod(times_of(plan, i, level, read) for i, level in kind.levels.items())
        base = chance(read, lasting.hazard) * multiple
        hazard = over_spots(spots, base, lasting.changes, read)
        worth_after = None
        if isinstance(lasting.after, dict):
            values = [chance(read, lasting.after[party]) for party in table.parties]
            worth_after = after + np.array(values)
    if approval is None or not kind.ratified:
        return Settlement(kind.name, hazard, worth_after)
    yes = over_spots(spots, chance(read, approval.chance), approval.changes, read)
    return Settlement(kind.name, hazard, worth_after, yes, round(read(approval.takes)))


def times_of(plan: Plan, issue: str, level: str, read: Read) -> float:
    """What a level multiplies the chance of breakdown by, in the mean of what it comes to."""
    table = plan.frame.table
    told = table.durability.by_issue[issue] if table.durability else {}
    agenda = table.issues[issue]
    each = np.array([read(told[word]) if word in told else 1.0 for word in agenda.levels])
    return float(come_to(agenda, read)[list(agenda.levels).index(level)] @ each)


def over_spots(spots: Sequence[Axis], base: float, changes: dict[str, Times], read: Read) -> Floats:
    """A chance that conditions multiply, at each spot, shape (spot,)."""
    over = named([change.when for change in changes.values()], spots)
    table = multiplied(base, [(c.when, read(c.times)) for c in changes.values()], over)
    return np.asarray(spread_over(table, over, spots))


def worth_at(frame: Frame, worth: Worth, read: Read) -> Floats:
    """A value in each state of the world, shape (state,), kept within 0 and 1."""
    total = np.full(size(frame.axes), read(worth.base))
    for axis in frame.axes:
        piece = worth.over.get(axis.name)
        if piece is None:
            continue
        adds = np.array([read(piece.levels[x]) if x in piece.levels else 0.0 for x in axis.levels])
        if piece.slope is not None:
            adds += read(piece.slope) * np.array(axis.values)
        total += adds[levels_by_state(frame.axes, axis.name)]
    return np.asarray(np.clip(total, 0.0, 1.0))


def initiative(frame: Frame, read: Read, party: str | None = None) -> Floats:
    """Who has the initiative with which chance, as a party believes, shape (state, party)."""
    table, stated = frame.table, frame.table.recognition
    if stated is None:
        return np.full((size(frame.axes), len(table.parties)), 1.0 / len(table.parties))
    weights = stated.believed_by.get(party, stated.weights) if party else stated.weights
    over = named([change.when for change in stated.changes.values()], frame.axes)
    chances = np.empty((*(len(axis.levels) for axis in over), len(table.parties)))
    chances[...] = shares(read, weights, table.parties)
    for change in reversed(list(stated.changes.values())):
        chances[mask(change.when, over)] = shares(read, change.weights, table.parties)
    return np.asarray(spread_over(chances, over, frame.axes))


def permitted(named_parties: tuple[str, ...] | None, parties: tuple[str, ...]) -> Bools:
    """Who may do something; everybody where nobody is named."""
    return np.array([named_parties is None or party in named_parties for party in parties])


def exits_of(frame: Frame, read: Read) -> Floats | None:
    """What each party has for ever once one has left, shape (state, who left, party)."""
    table = frame.table
    if not table.leave:
        return None
    exits = np.full((size(frame.axes), len(table.parties), len(table.parties)), NOWHERE)
    for left, values in table.leave.items():
        for party, worth in values.items():
            spot = table.parties.index(left), table.parties.index(party)
            exits[:, spot[0], spot[1]] = worth_at(frame, worth, read)
    return exits


def bindings(frame: Frame, read: Read) -> Floats:
    """The chance by month that a declaration keeps each party away, shape (step, party).

    A declaration that is kept to its end with chance k over m months binds in each with k^(1/m).
    """
    free = np.ones((frame.grid.months, len(frame.table.parties)))
    for said in frame.table.declared.values():
        months = min(max(month_of(frame.grid, said.until), 0), frame.grid.months)
        if months:
            each = chance(read, said.kept) ** (1.0 / months)
            free[:months, frame.table.parties.index(said.by)] *= 1.0 - each
    return np.asarray(1.0 - free)
