"""The fast method for two parties who must both agree: staircases sorted once, compiled steps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from winset._typing import Floats
from winset.talks.frontier import Frontiers
from winset.talks.game import Game
from winset.talks.offering import Stairs
from winset.talks.outcomes import CLOSED
from winset.talks.outlook import After, continuation
from winset.talks.pair import Chosen, play_pair, rules_of, talk_outcomes
from winset.talks.settling import OwnWorth
from winset.talks.step import Choices, no_choices


def fast_play(
    game: Game, own: OwnWorth, ready: Frontiers
) -> Callable[[int, After, Floats], tuple[Floats, Choices]]:
    """The function that plays one step: (step, continuations, follow) to (values, choices)."""
    states, n = game.flow.shape
    kinds = len(game.terms.settlements)
    hint = np.full(states * n * (1 + kinds), -1, dtype=np.int64)
    flows = np.ascontiguousarray((1 - game.discount) * game.flow)
    rules, stairs = rules_of(game), stairs_of(game, ready)

    def play(step: int, after: After, follow: Floats) -> tuple[Floats, Choices]:
        if game.closed[step]:
            return continuation(game, after, CLOSED), no_choices(states, n)
        values, choices = np.empty((states, n)), no_choices(states, n)
        found = Chosen(choices.attendance, choices.offer, choices.offering, choices.reply)
        play_pair(
            rules,
            stairs,
            int(own.version_at[step]),
            flows.reshape(-1),
            np.ascontiguousarray(after.expected).reshape(-1),
            np.array(after.table_of, dtype=np.int64)[talk_outcomes()] * (states * n),
            np.ascontiguousarray(follow.transpose(1, 0, 2)).reshape(-1),
            np.array(game.declared[step]),
            hint,
            values.reshape(-1),
            one_block(found),
        )
        return values, choices

    return play


def one_block(chosen: Chosen) -> Chosen:
    """The choices of one step as those of one block."""
    attendance, offer, offering, reply = chosen
    return Chosen(
        attendance[None, None], offer[None, None], offering[None, None], reply[None, None]
    )


def stairs_of(game: Game, ready: Frontiers) -> Stairs:
    """The staircases as the compiled loops read them."""
    spots, kinds = ready.ends.shape[1:3]
    rows = np.concatenate([ready.ends, ready.corners[..., None, :]], axis=3)
    return Stairs(
        rows.reshape(-1),
        np.array(ready.package),
        np.asarray(game.terms.packages.kind[ready.package], dtype=np.int64),
        ready.worth.reshape(-1),
        ready.sure_no.reshape(-1),
        ready.corner,
        ready.worth[ready.corner].reshape(-1),
        spots,
        kinds,
    )
