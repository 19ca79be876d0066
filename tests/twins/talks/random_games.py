"""Games drawn at random in all their parts, for comparing ways of solving them."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from winset.talks.checks import quota, unanimity
from winset.talks.game import Game, Packages, Settlement, Terms
from winset.talks.law import law_from_matrices
from winset.talks.outcomes import outcome_count


@st.composite
def games(
    draw: st.DrawFn,
    parties: int | None = None,
    tail: str = "end",
    only_unanimity: bool = False,
    one_belief: bool = False,
) -> Game:
    """A small game; states are spots; laws differ by outcome, party and step."""
    n = parties or draw(st.integers(2, 3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    states, steps = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    levels = tuple(
        tuple("abcd"[:m]) for m in draw(st.lists(st.integers(1, 4), min_size=1, max_size=2))
    )
    chosen = np.array(list(np.ndindex(*map(len, levels))), dtype=np.int64)
    kinds = tuple(_settlement(draw, rng, c, states, n) for c in range(draw(st.integers(1, 2))))
    worth = rng.random((states, n, sum(map(len, levels)))) / len(levels)
    packages = Packages(
        tuple(f"issue{k}" for k in range(len(levels))),
        levels,
        chosen,
        rng.integers(0, len(kinds), len(chosen)),
    )
    answers = rng.integers(0, 3, outcome_count(n, len(kinds)))
    dates = rng.integers(0, 2, steps)
    truth = law_from_matrices(rng.dirichlet(np.ones(states), (2, 3, states)), answers, dates)
    laws = [truth] * n
    if not one_belief and draw(st.booleans()):
        tables = rng.dirichlet(np.ones(states), (2, 3, states))
        laws[-1] = law_from_matrices(tables, answers, dates)
    barred = rng.random((states, n, len(chosen))) < draw(st.sampled_from([0.0, 0.2]))
    terms = Terms(packages, kinds, worth, barred, np.arange(states), tuple(laws))
    rules = [unanimity(n)] if only_unanimity else [unanimity(n), quota(n, 2)]
    exits = rng.random((states, n, n)) / 2 if draw(st.booleans()) else None
    recognition = rng.dirichlet(np.ones(n), (n, states))
    return Game(
        parties=tuple(f"party{i}" for i in range(n)),
        steps=steps,
        discount=rng.uniform(0.3, 0.9, n),
        flow=rng.random((states, n)) * draw(st.sampled_from([0.3, 1.0])),
        terms=terms,
        laws=tuple(laws),
        truth=truth,
        recognition=recognition,
        recognition_truth=recognition[0],
        order=rng.permutation(n),
        winning=draw(st.sampled_from(rules)),
        closed=rng.random(steps) < 0.15,
        declared=rng.random((steps, states, n)) * draw(st.sampled_from([0.0, 0.5])),
        may_refuse=rng.random(n) < 0.8,
        may_stall=rng.random(n) < 0.8,
        exits=exits,
        tail=tail,  # type: ignore[arg-type]
        end=rng.random((states, n)) / 2 if tail == "end" else None,
        temperature=draw(st.sampled_from([0.0, 0.02, 0.3])),
    )


def _settlement(
    draw: st.DrawFn, rng: np.random.Generator, number: int, states: int, n: int
) -> Settlement:
    after = None if draw(st.booleans()) else rng.random((states, n)) / 2
    votes = draw(st.booleans())
    return Settlement(
        f"kind{number}",
        rng.random(states) * draw(st.sampled_from([0.0, 0.3, 1.0])),
        after,
        rng.random(states) if votes else None,
        draw(st.integers(0, 2)) if votes else 0,
    )
