"""Noisy play against another program (case B13): agent logit equilibria of small game trees.

The answers stand in `tests/twins/talks/gambit_fixtures.json`, with the command that made them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from winset.talks.checks import quota
from winset.talks.game import Game, Packages, Settlement, Terms
from winset.talks.law import law_from_matrices
from winset.talks.outcomes import outcome_count
from winset.talks.solve import solve

FIXTURES = Path(__file__).parents[1] / "twins" / "talks" / "gambit_fixtures.json"
ANSWERS = json.loads(FIXTURES.read_text())["answers"]
CLOSE = 1e-7  # patience of 1 - 2e-9 stands in for a step without discount


def game_of(spec: dict[str, Any], temperature: float) -> Game:
    n, steps = len(spec["discount"]), spec["steps"]
    law = law_from_matrices(np.ones((1, 1, 1)), np.zeros(outcome_count(n, 1), dtype=np.int64))
    one = np.zeros(1, dtype=np.int64)
    packages = Packages(("only",), (("this",),), one[:, None], one)
    terms = Terms(
        packages,
        (Settlement("lasting", np.zeros(1), np.zeros((1, n))),),
        np.array(spec["worth"]).reshape(1, n, 1),
        np.zeros((1, n, 1), dtype=bool),
        one,
        (law,) * n,
    )
    recognition = np.array([spec["recognition"]])
    return Game(
        parties=tuple(f"p{i}" for i in range(n)),
        steps=steps,
        discount=np.array(spec["discount"]),
        flow=np.array([spec["flow"]]),
        terms=terms,
        laws=(law,) * n,
        truth=law,
        recognition=np.stack([recognition] * n),
        recognition_truth=recognition,
        order=np.arange(n),
        winning=quota(n, spec["needed"]),
        closed=np.zeros(steps, dtype=bool),
        declared=np.zeros((steps, 1, n)),
        may_refuse=np.ones(n, dtype=bool),
        may_stall=np.ones(n, dtype=bool),
        exits=None if spec["exits"] is None else np.array([spec["exits"]]),
        tail="end",
        end=np.array([spec["end"]]),
        temperature=temperature,
    )


def reply_of(tree: dict[str, list[float]], path: str, k: int, n: int, needed: int) -> np.ndarray:
    """What becomes of k's offer, from the chances of each single answer in the tree."""
    reply = np.zeros(1 + n)

    def follow(waiting: list[int], yes: int, chance: float) -> None:
        if yes >= needed:
            reply[0] += chance
            return
        j, rest = waiting[0], waiting[1:]
        says = tree[f"{path.rsplit(':', 2)[0]}:answer:{k}:{j}:{yes}"][0]
        follow(rest, yes + 1, chance * says)
        if yes + len(rest) < needed:
            reply[1 + j] += chance * (1 - says)
        else:
            follow(rest, yes, chance * (1 - says))

    follow([j for j in range(n) if j != k], 1, 1.0)
    return reply


@pytest.mark.parametrize("case", ANSWERS, ids=lambda c: f"{c['game']['name']} {c['temperature']}")
@pytest.mark.parametrize("method", ["plain", "auto"])
def test_choices_are_the_logit_equilibrium_of_the_tree(case: dict[str, Any], method: Any) -> None:
    spec, tree = case["game"], case["chances"]
    n = len(spec["discount"])
    choices = solve(game_of(spec, case["temperature"]), method).choices
    for path, chances in tree.items():
        step, move, *who = path.rsplit("/", 1)[1].split(":")
        if move == "attend":
            ours = choices.attendance[int(step), 0, int(who[0])][: len(chances)]
            np.testing.assert_allclose(ours, chances, atol=CLOSE)
        elif move == "offer":
            k = int(who[0])
            assert choices.offering[int(step), 0, k] == pytest.approx(chances[0], abs=CLOSE)
            expected = reply_of(tree, path, k, n, spec["needed"])
            np.testing.assert_allclose(choices.reply[int(step), 0, k], expected, atol=CLOSE)
