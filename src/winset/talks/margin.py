"""How far the parties are from an agreement that all who are needed prefer to none.

The agreement margin is the largest least gain: over admissible packages, the gain of whoever gains
least. Positive = a zone of possible agreement; negative = a gap. *Static*: compared with a table
that stays shut for ever. *Dynamic*: compared with what each would really do next.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._typing import Bools, Floats, Ints
from winset.talks.follow import step_back
from winset.talks.game import Game
from winset.talks.outcomes import rejected, stalled
from winset.talks.outlook import After, continuation, look_ahead, outlook_of
from winset.talks.settling import OwnWorth, own_worth
from winset.talks.solution import Solution
from winset.talks.solve import closed_for_ever


@dataclass(frozen=True, slots=True)
class Margin:
    """The agreement margin in some states.

    Attributes
    ----------
    states : shape (case,), the states.
    value : shape (case,), the margin on the 0-1 scale; -inf where every package is barred.
    package : shape (case,), the package that comes closest; -1 where every one is barred.
    blocker : shape (case,), the party that gains least from it; -1 likewise.
    free_value, free_package : shape (case,), the same if no red line stood.
    line_of : shape (case, party), whose red line bars `free_package`.
    """

    states: Ints
    value: Floats
    package: Ints
    blocker: Ints
    free_value: Floats
    free_package: Ints
    line_of: Bools


def static_margin(game: Game, states: Ints, step: int = 0, own: OwnWorth | None = None) -> Margin:
    """Is there a package that all who are needed prefer to a table that stays shut for ever?

    Parameters
    ----------
    states : shape (case,), where to look.
    step : from when on a settlement would stand (matters only where its law has dates).
    own : from `own_worth`, if at hand.
    """
    own = own if own is not None else own_worth(game)
    ahead = closed_for_ever(game)
    outlook = outlook_of(game)
    after = look_ahead(outlook, game.steps - 1, ahead.talks)
    _, follow = step_back(game, outlook, game.steps - 1, ahead, after)
    signing = _signing(game, own, step, follow, states)
    gains = signing - ahead.talks[states][:, :, None]
    return _margin(game, states, gains, 0)


def dynamic_margin(solution: Solution, step: int, states: Ints) -> tuple[Floats, list[Margin]]:
    """Would they sign in this step, given what each would do otherwise?

    A responder compares with its own no; the proposer with the best of stalling and of a rejection
    that one of its offers can bring about.

    Returns
    -------
    The margin averaged over who has the initiative, shape (case,), and the margin under each
    party's initiative.
    """
    game = solution.game
    n = len(game.parties)
    after = look_ahead(outlook_of(game), step, solution.values[step + 1])
    signing = _signing(game, solution.own, step, solution.follow[step], states)
    noes = np.stack(
        [continuation(game, after, rejected(n, j))[states, j] for j in range(n)], axis=1
    )
    margins = []
    for k in range(n):
        outside = noes.copy()
        outside[:, k] = _proposer_outside(game, after, k, states, signing, noes)
        margins.append(_margin(game, states, signing - outside[:, :, None], 1 << k))
    chances = game.recognition_truth[states]
    values = np.stack([margin.value for margin in margins], axis=1)
    counted = np.where(chances > 0, values, 0.0)
    return np.asarray((chances * counted).sum(axis=1)), margins


def _signing(game: Game, own: OwnWorth, step: int, follow: Floats, states: Ints) -> Floats:
    """Value of a signature, shape (case, party, package)."""
    terms = game.terms
    values = own.values[own.version_at[step]][terms.spot_of[states]]
    return np.asarray(values + np.moveaxis(follow[:, states][terms.packages.kind], 0, -1))


def _proposer_outside(
    game: Game, after: After, k: int, states: Ints, signing: Floats, noes: Floats
) -> Floats:
    """The best of stalling, where allowed, and of rejections that an offer of k can bring about."""
    n = len(game.parties)
    barred = game.terms.barred[game.terms.spot_of[states]]
    best = np.full(len(states), -np.inf)
    for j in range(n):
        if j == k:
            continue
        fails = barred[:, j] | (signing[:, j] < noes[:, j, None])
        reachable = (fails & ~barred[:, k]).any(axis=1)
        value = continuation(game, after, rejected(n, j))[states, k]
        best = np.where(reachable, np.maximum(best, value), best)
    idle = continuation(game, after, stalled(n, k))[states, k]
    allowed = game.may_stall[k] | barred[:, k].all(axis=1)
    return np.asarray(np.where(allowed, np.maximum(best, idle), best))


def _margin(game: Game, states: Ints, gains: Floats, needed: int) -> Margin:
    barred = game.terms.barred[game.terms.spot_of[states]]
    open_gains = np.where(barred, -np.inf, gains)
    value, package, blocker = _closest(game, open_gains, needed)
    free_value, free_package, _ = _closest(game, gains, needed)
    cases = np.arange(len(states))
    line_of = np.asarray(barred[cases, :, free_package])
    return Margin(states, value, package, blocker, free_value, free_package, line_of)


def _closest(game: Game, gains: Floats, needed: int) -> tuple[Floats, Ints, Ints]:
    """The largest least gain over packages and winning sets, and who it is that gains least."""
    n = len(game.parties)
    cases = np.arange(len(gains))
    best = np.full(len(gains), -np.inf)
    package, blocker = np.full(len(gains), -1), np.full(len(gains), -1)
    for members in _winning_sets(game, needed):
        inside = [i for i in range(n) if members >> i & 1]
        least = gains[:, inside].min(axis=1)
        p = least.argmax(axis=1)
        worst = np.array(inside)[gains[cases[:, None], inside, p[:, None]].argmin(axis=1)]
        better = least[cases, p] > best
        best = np.where(better, least[cases, p], best)
        package, blocker = np.where(better, p, package), np.where(better, worst, blocker)
    return best, package, blocker


def _winning_sets(game: Game, needed: int) -> list[int]:
    """The smallest winning sets that contain the parties with the bits `needed`."""
    sets = [m for m in range(len(game.winning)) if game.winning[m] and m & needed == needed]
    return [m for m in sets if not any(other != m and other & m == other for other in sets)]
