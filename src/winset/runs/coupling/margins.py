"""How far the parties are from an agreement, in every state and month of a draw.

Static: against a table that stays shut for ever, funding and all else going on as they do.
Dynamic: against what each would really do next. Between two parties only efficient packages can
leave the largest least gain, so only their staircases are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from winset._compiled import compiled
from winset._typing import Floats, Ints
from winset.runs.coupling.blocks import Blocks, shut_months
from winset.runs.coupling.carrying import after_signing, carrier_of, carry_back, outlook_on
from winset.runs.coupling.solving import Solved, Watch, over_blocks
from winset.runs.coupling.tail import shut_ahead
from winset.talks.frontier import Frontiers
from winset.talks.game import Game
from winset.talks.outcomes import CLOSED, rejected, stalled
from winset.talks.outlook import After, continuation, look_ahead
from winset.talks.settling import OwnWorth
from winset.talks.step import signing_values


@dataclass(frozen=True, slots=True)
class Shut:
    """The static margin of a draw, and what each party has where the table stays shut.

    Attributes
    ----------
    margin : shape (step, state), on the 0-1 scale; nan where red lines bar everything.
    package : shape (state,), the package that comes closest today; -1: all are barred.
    blocker : shape (state,), the party that gains least from it.
    follow : shape (kind, state, party), what may follow a signature today, as part of its worth.
    worth : shape (state, party), what each has today.
    """

    margin: Floats
    package: Ints
    blocker: Ints
    follow: Floats
    worth: Floats


def watch_margin(game: Game, own: OwnWorth, stairs: Frontiers | None, into: Floats) -> Watch:
    """A watch that fills in the dynamic margin of each month while it is solved: (step, state)."""

    def watch(step: int, after: After, follow: Floats) -> None:
        if not game.closed[step]:
            into[step] = dynamic(game, own, stairs, step, after, follow)

    return watch


def dynamic(
    game: Game, own: OwnWorth, stairs: Frontiers | None, step: int, after: After, follow: Floats
) -> Floats:
    """Would they sign in this month: the margin averaged over who has the initiative, (state,).

    A responder compares with its own no, the proposer with the best of stalling and of a no.
    """
    n = len(game.parties)
    noes = np.stack([continuation(game, after, rejected(n, j)) for j in range(n)], axis=1)
    own_no = np.stack([noes[:, j, j] for j in range(n)], axis=1)
    total = np.zeros(len(own_no))
    for k in range(n):
        outside = own_no.copy()
        others = [noes[:, j, k] for j in range(n) if j != k]
        idle = continuation(game, after, stalled(n, k))[:, k]
        outside[:, k] = np.max([*others, *([idle] if game.may_stall[k] else [])], axis=0)
        value = closest(game, own, stairs, step, follow, outside)[0]
        total += game.recognition_truth[:, k] * value
    return total


def closest(
    game: Game,
    own: OwnWorth,
    stairs: Frontiers | None,
    step: int,
    follow: Floats,
    outside: Floats,
) -> tuple[Floats, Ints, Ints]:
    """The largest least gain over packages, the package, and who gains least: each (state,).

    Parameters
    ----------
    outside : shape (state, party), what each would have without the package.

    Where parties are more than two the least gain is over all of them: the margin of an agreement
    of everybody, whatever the rule.
    """
    spot_of = game.terms.spot_of
    if stairs is not None:
        ends = stairs.ends[own.version_at[step]]
        return scan(ends, stairs.package, stairs.worth, follow, spot_of, outside)
    gains = signing_values(game, own.values[own.version_at[step]], follow) - outside[:, :, None]
    barred = np.asarray(game.terms.barred.any(axis=1))[spot_of]
    gains = np.where(barred[:, None], -np.inf, gains)
    least = gains.min(axis=1)
    package = least.argmax(axis=1)
    states = np.arange(len(least))
    value = least[states, package]
    open_ = np.isfinite(value)
    blocker = gains[states, :, package].argmin(axis=1)
    return np.where(open_, value, np.nan), np.where(open_, package, -1), blocker


@compiled
def scan(
    ends: Ints, package: Ints, worth: Floats, follow: Floats, spot_of: Ints, outside: Floats
) -> tuple[Floats, Ints, Ints]:  # pragma: no cover - compiled
    """`closest` for two parties along the efficient staircases."""
    states, kinds = len(spot_of), ends.shape[1]
    value = np.full(states, np.nan)
    chosen, blocker = np.full(states, -1), np.zeros(states, dtype=np.int64)
    for s in range(states):
        best = -np.inf
        for c in range(kinds):
            first, last = ends[spot_of[s], c, 0, 0], ends[spot_of[s], c, 0, 1]
            a = follow[c, s, 0] - outside[s, 0]
            b = follow[c, s, 1] - outside[s, 1]
            for entry in range(first, last):
                one, two = worth[entry, 0] + a, worth[entry, 1] + b
                least = min(one, two)
                if least > best:
                    best = least
                    chosen[s] = package[entry]
                    blocker[s] = 0 if one <= two else 1
        if best > -np.inf:
            value[s] = best
    return value, chosen, blocker


def static(solved: Solved) -> Shut:
    """How far the parties are from an agreement against a table that stays shut."""
    if solved.blocks is not None:
        return static_by_node(solved, solved.blocks)
    game, own = solved.whole.game, solved.whole.own
    shut = replace(game, closed=np.ones_like(game.closed))
    outlook, carrier = outlook_on(game, [CLOSED, *after_signing(shut)]), carrier_of(game)
    ahead = over_blocks(shut_ahead(solved.tail.game), len(game.flow) // len(solved.tail.game.flow))
    margin = np.empty((game.steps, len(game.flow)))
    package = blocker = np.zeros(len(game.flow), dtype=np.int64)
    follow = worth = ahead.talks
    for step in reversed(range(game.steps)):
        after = look_ahead(outlook, step, ahead.talks)
        ahead, follow = carry_back(game, outlook, carrier, step, ahead, after)
        worth = continuation(game, after, CLOSED)
        margin[step], package, blocker = closest(game, own, solved.stairs, step, follow, worth)
        ahead = replace(ahead, talks=worth)
    return Shut(margin, package, blocker, follow, worth)


def static_by_node(solved: Solved, blocks: Blocks) -> Shut:
    """The same between two parties; nan in states that are never reached."""
    game = solved.whole.game
    every, first = shut_months(solved.tail.game, game.steps, blocks)
    states = len(game.flow)
    follow, worth = first.follow[0].reshape(-1, states, 2), first.values[0].reshape(states, 2)
    _, package, blocker = closest(game, solved.whole.own, solved.stairs, 0, follow, worth)
    return Shut(every.margin.reshape(game.steps, states), package, blocker, follow, worth)
