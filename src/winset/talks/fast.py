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
from winset.talks.pair import play_pair, rules_of
from winset.talks.settling import OwnWorth
from winset.talks.step import Choices, no_choices


def fast_play(
    game: Game, own: OwnWorth, ready: Frontiers
) -> Callable[[int, After, Floats], tuple[Floats, Choices]]:
    """The function that plays one step: (step, continuations, follow) to (values, choices)."""
    states, n = game.flow.shape
    hint = np.full((states, n), -1, dtype=np.int64)
    rules, stairs, flows = rules_of(game), stairs_of(game, ready), (1 - game.discount) * game.flow

    def play(step: int, after: After, follow: Floats) -> tuple[Floats, Choices]:
        if game.closed[step]:
            return continuation(game, after, CLOSED), no_choices(states, n)
        values, choices = np.empty((states, n)), no_choices(states, n)
        play_pair(
            rules,
            stairs,
            int(own.version_at[step]),
            flows,
            after.expected,
            after.table_of,
            follow,
            game.declared[step],
            hint,
            values,
            choices.attendance,
            choices.offer,
            choices.offering,
            choices.reply,
        )
        return values, choices

    return play


def stairs_of(game: Game, ready: Frontiers) -> Stairs:
    """The staircases as the compiled loops read them."""
    kind = game.terms.packages.kind[ready.package]
    return Stairs(
        ready.ends, ready.package, np.ascontiguousarray(ready.worth.T), kind, ready.sure_no
    )
