"""Solving a game by backward induction: the tail first, then step by step to today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import numpy as np

from winset._typing import Floats
from winset.errors import Fault, Faults
from winset.talks.checks import check_game, unanimity
from winset.talks.codes import METHOD
from winset.talks.fast import fast_play
from winset.talks.follow import (
    Ahead,
    has_follow,
    no_follow,
    step_back,
)
from winset.talks.frontier import Frontiers, frontiers
from winset.talks.game import Game
from winset.talks.outcomes import CLOSED
from winset.talks.outlook import (
    After,
    Outlook,
    expected_after,
    flows,
    look_ahead,
    outlook_of,
)
from winset.talks.settling import OwnWorth, own_worth
from winset.talks.solution import Solution, TailReport
from winset.talks.step import Choices, Now, play_step, signing_values
from winset.talks.tail import fixed_point, slow_to_halve

Method = Literal["auto", "fast", "plain"]
Play = Callable[[int, After, Floats], tuple[Floats, Choices]]
"""From step, continuations and follow to the value of the step and its choices."""

TOLERANCE = 1e-10


def solve(
    game: Game,
    method: Method = "auto",
    tolerance: float = TOLERANCE,
    own: OwnWorth | None = None,
    stairs: Frontiers | None = None,
    start: Floats | None = None,
    most: int = 5000,
    leap: bool = False,
) -> Solution:
    """What everybody does and gets: the subgame-perfect play, or its logit form with noise.

    Parameters
    ----------
    game : checked first; all faults at once.
    method : `fast` serves two parties who must both agree; `plain` everything; `auto` chooses.
    tolerance : largest change of a value at which the tail counts as settled.
    own, stairs : from `own_worth` and `frontier.frontiers`, if they are at hand (they are the same
        for games with the same terms).
    start : shape (state, party), a guess of the tail's values, from a similar game.
    most : steps after which the tail is given up; the report says so.
    leap : shorten the tail by leaps: several times faster, but where the game has several lasting
        equilibria it may find another one than the limit of ever longer horizons.

    Returns
    -------
    A solution; `certificate.verify` proves it independently.

    Raises
    ------
    Faults : T101-T103 for a game that does not fit together, T104 for `fast` where it cannot.

    Source
    ------
    Rubinstein 1982, Baron & Ferejohn 1989, Merlo & Wilson 1995; with noise McKelvey & Palfrey
    1998 with plain expected payoffs carried backwards.
    """
    check_game(game)
    own = own if own is not None else own_worth(game)
    chosen = _method(game, method)
    play = _plain(game, own)
    if chosen == "fast":
        play = fast_play(game, own, stairs if stairs is not None else frontiers(game, own))
    outlook = outlook_of(game)
    back = _back(game, outlook, play)
    first = no_follow(game, game.flow if start is None else start)
    ahead, tail = _tail(game, outlook, back, first, tolerance, most, leap)
    solved = _to_today(game, back, ahead, own, tail, chosen)
    if tail.settles:
        return solved
    longer, _ = _tail(
        game, outlook, back, ahead, tolerance, tail.iterations, leap=False, patience=False
    )
    again = _to_today(game, back, longer, own, tail, chosen)
    change = float(np.abs(again.values[0] - solved.values[0]).max())
    return replace(again, tail=replace(tail, change_at_start=change))


def status_quo(game: Game, tolerance: float = TOLERANCE) -> Floats:
    """What each party gets if the table stays shut for ever after the calendar's end.

    Returns
    -------
    Shape (state, party); flows under the law `closed` of the last step, by each party's belief.
    """
    outlook = outlook_of(game)
    paid = flows(game)

    def turn(values: Floats) -> Floats:
        later = expected_after(outlook, game.steps - 1, values, CLOSED)
        return np.asarray(paid + game.discount * later)

    return fixed_point(turn, game.flow, tolerance, leap=True).point


def closed_for_ever(game: Game, tolerance: float = TOLERANCE) -> Ahead:
    """What lies ahead if the table stays shut for ever: the status quo, also after a breakdown."""
    return _closed_ahead(game, outlook_of(game), status_quo(game, tolerance), tolerance)


def lifted(game: Game) -> Game:
    """The game with every declaration lifted: what the parties would do if they were free."""
    return replace(game, declared=np.zeros_like(game.declared))


def _method(game: Game, method: Method) -> Literal["fast", "plain"]:
    fits = len(game.parties) == 2 and np.array_equal(game.winning, unanimity(2))
    if method == "fast" and not fits:
        got = f"{len(game.parties)} parties"
        fix = 'method "auto" or "plain"'
        raise Faults([Fault(METHOD, "the fast method does not serve this game", got=got, fix=fix)])
    return "fast" if fits and method != "plain" else "plain"


def _plain(game: Game, own: OwnWorth) -> Play:
    def play(step: int, after: After, follow: Floats) -> tuple[Floats, Choices]:
        worth = own.values[own.version_at[step]]
        return play_step(game, step, Now(after, signing_values(game, worth, follow)))

    return play


Back = Callable[[int, Ahead], tuple[Ahead, Floats, Choices]]


def _back(game: Game, outlook: Outlook, play: Play) -> Back:
    """One step backwards: from what lies ahead to the same one step earlier."""
    follows = has_follow(game)
    nothing = np.zeros((len(game.terms.settlements), *game.flow.shape))

    def back(step: int, ahead: Ahead) -> tuple[Ahead, Floats, Choices]:
        after = look_ahead(outlook, step, ahead.talks)
        follow = nothing
        if follows:
            ahead, follow = step_back(game, outlook, step, ahead, after)
        values, choices = play(step, after, follow)
        return replace(ahead, talks=values), follow, choices

    return back


def _tail(
    game: Game,
    outlook: Outlook,
    back: Back,
    start: Ahead,
    tolerance: float,
    most: int,
    leap: bool,
    patience: bool = True,
) -> tuple[Ahead, TailReport]:
    if game.tail == "end":
        end = game.end if game.end is not None else status_quo(game, tolerance)
        return _closed_ahead(game, outlook, end, tolerance), TailReport(True, 0.0, 0)
    last = game.steps - 1
    found = fixed_point(
        lambda point: _pack(back(last, _unpack(point, start))[0]),
        _pack(start),
        tolerance,
        most,
        leap,
        slow_to_halve(float(game.discount.max())) if patience else None,
    )
    report = TailReport(found.settles, found.residual, found.iterations)
    return _unpack(found.point, start), report


def _pack(ahead: Ahead) -> Floats:
    """All values ahead, one column per party."""
    n = ahead.talks.shape[1]
    parts = (ahead.talks, ahead.resumed, ahead.pending)
    return np.concatenate([part.reshape(-1, n) for part in parts])


def _unpack(point: Floats, like: Ahead) -> Ahead:
    n = point.shape[1]
    shapes = [like.talks.shape, like.resumed.shape, like.pending.shape]
    ends = np.cumsum([int(np.prod(shape)) // n for shape in shapes])[:-1]
    parts = np.split(point, ends)
    return Ahead(*(part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)))


def _closed_ahead(game: Game, outlook: Outlook, end: Floats, tolerance: float) -> Ahead:
    """No more talks: what was signed before goes on, and breakdowns lead to the end's values."""
    ahead = no_follow(game, end)
    if not has_follow(game):
        return ahead
    last = game.steps - 1
    after = look_ahead(outlook, last, end)

    def turn(point: Floats) -> Floats:
        later, _ = step_back(game, outlook, last, replace(_unpack(point, ahead), talks=end), after)
        return _pack(later)

    return _unpack(fixed_point(turn, _pack(ahead), tolerance).point, ahead)


def _to_today(
    game: Game, back: Back, ahead: Ahead, own: OwnWorth, tail: TailReport, method: str
) -> Solution:
    states, n = game.flow.shape
    values = np.empty((game.steps + 1, states, n))
    follow = np.empty((game.steps, len(game.terms.settlements), states, n))
    made: list[Choices] = []
    values[-1] = ahead.talks
    for step in reversed(range(game.steps)):
        ahead, follow[step], choices = back(step, ahead)
        values[step] = ahead.talks
        made.append(choices)
    made.reverse()
    stacked = Choices(
        np.stack([one.attendance for one in made]),
        np.stack([one.offer for one in made]),
        np.stack([one.offering for one in made]),
        np.stack([one.reply for one in made]),
    )
    return Solution(game, values, follow, stacked, own, tail, method)
