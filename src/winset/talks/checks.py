"""Whether the arrays of a game fit together; all faults are found at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from winset._typing import Bools
from winset.errors import Fault, Faults, Place
from winset.talks.codes import RANGE, RULE, SHAPE
from winset.talks.game import Game
from winset.talks.outcomes import outcome_count

TIE = 1e-12
"""Values closer than this count as equal, so that rounding does not decide a tie."""


def check_game(game: Game) -> None:
    """Raise all that is wrong with a game's arrays.

    Raises
    ------
    Faults : T101 shapes, T102 ranges, T103 a rule that no set of parties satisfies.
    """
    faults = [*_shape_faults(game)] or [*_range_faults(game), *_rule_faults(game)]
    if faults:
        raise Faults(faults)


def unanimity(parties: int) -> Bools:
    """The rule by which all must agree, shape (2**parties,).

    >>> unanimity(2).tolist()
    [False, False, False, True]
    """
    rule = np.zeros(2**parties, dtype=np.bool_)
    rule[-1] = True
    return rule


def quota(parties: int, needed: int) -> Bools:
    """The rule by which any `needed` of the parties carry an agreement, shape (2**parties,).

    >>> quota(3, 2).tolist()
    [False, False, False, True, False, True, True, True]
    """
    return np.array([members.bit_count() >= needed for members in range(2**parties)])


def _shape_faults(game: Game) -> Iterator[Fault]:
    n, states, terms = len(game.parties), len(game.flow), game.terms
    spots, levels = terms.worth.shape[0], sum(map(len, terms.packages.levels))
    count = len(terms.packages.chosen)
    wanted: list[tuple[str, tuple[int, ...], tuple[int, ...]]] = [
        ("discount", game.discount.shape, (n,)),
        ("flow", game.flow.shape, (states, n)),
        ("recognition", game.recognition.shape, (n, states, n)),
        ("recognition_truth", game.recognition_truth.shape, (states, n)),
        ("order", game.order.shape, (n,)),
        ("winning", game.winning.shape, (2**n,)),
        ("closed", game.closed.shape, (game.steps,)),
        ("declared", game.declared.shape, (game.steps, states, n)),
        ("may_refuse", game.may_refuse.shape, (n,)),
        ("may_stall", game.may_stall.shape, (n,)),
        ("terms.worth", terms.worth.shape, (spots, n, levels)),
        ("terms.barred", terms.barred.shape, (spots, n, count)),
        ("terms.spot_of", terms.spot_of.shape, (states,)),
        ("terms.packages.kind", terms.packages.kind.shape, (count,)),
        ("terms.packages.chosen", terms.packages.chosen.shape, (count, len(terms.packages.issues))),
    ]
    if game.exits is not None:
        wanted.append(("exits", game.exits.shape, (states, n, n)))
    if game.end is not None:
        wanted.append(("end", game.end.shape, (states, n)))
    for kind in terms.settlements:
        wanted.append((f"{kind.name}.hazard", kind.hazard.shape, (spots,)))
        if kind.worth_after is not None:
            wanted.append((f"{kind.name}.worth_after", kind.worth_after.shape, (spots, n)))
        if kind.ratified is not None:
            wanted.append((f"{kind.name}.ratified", kind.ratified.shape, (spots,)))
    outcomes = outcome_count(n, len(terms.settlements))
    for name, law, side in [
        *(("laws", law, states) for law in game.laws),
        ("truth", game.truth, states),
        *(("terms.laws", law, spots) for law in terms.laws),
    ]:
        wanted.append((f"{name}.states", (law.states,), (side,)))
        wanted.extend((f"{name}.answers", s.answer_of.shape, (outcomes,)) for s in law.stages)
    wanted.append(("laws", (len(game.laws), len(terms.laws)), (n, n)))
    for path, got, expected in wanted:
        if got != expected:
            fix = f"shape {expected}"
            yield Fault(SHAPE, "an array that does not fit", Place(path=path), str(got), fix)


def _range_faults(game: Game) -> Iterator[Fault]:
    terms = game.terms
    spots, kinds = terms.worth.shape[0], len(terms.settlements)
    shares = [
        ("flow", game.flow, 1.0),
        ("discount", game.discount, 1.0 - 1e-9),
        ("recognition", game.recognition, 1.0),
        ("recognition_truth", game.recognition_truth, 1.0),
        ("declared", game.declared, 1.0),
        *((f"{kind.name}.hazard", kind.hazard, 1.0) for kind in terms.settlements),
        *(
            (f"{kind.name}.ratified", kind.ratified, 1.0)
            for kind in terms.settlements
            if kind.ratified is not None
        ),
    ]
    for path, array, top in shares:
        if not (array.min() >= 0 and array.max() <= top):
            got = f"between {array.min():.6g} and {array.max():.6g}"
            fix = "numbers from 0 to 1" if top == 1 else "factors from 0 up to, not including, 1"
            yield Fault(RANGE, "a number outside its range", Place(path=path), got, fix)
    for path, chances in [
        ("recognition", game.recognition),
        ("recognition_truth", game.recognition_truth),
    ]:
        if np.abs(chances.sum(axis=-1) - 1).max() > 1e-9:
            fix = "in each state somebody has the initiative: chances that sum to 1"
            yield Fault(RANGE, "initiative that is not certain", Place(path=path), fix=fix)
    for path, numbers, count in [
        ("terms.spot_of", terms.spot_of, spots),
        ("terms.packages.kind", terms.packages.kind, kinds),
    ]:
        if numbers.min() < 0 or numbers.max() >= count:
            got, fix = str(numbers.max()), f"numbers from 0 to {count - 1}"
            yield Fault(RANGE, "a number that names nothing", Place(path=path), got, fix)
    if not game.temperature >= 0:
        where = Place(path="temperature")
        yield Fault(RANGE, "a temperature below zero", where, str(game.temperature), "0 or more")


def _rule_faults(game: Game) -> Iterator[Fault]:
    n = len(game.parties)
    if sorted(game.order.tolist()) != list(range(n)):
        got = str(game.order.tolist())
        yield Fault(SHAPE, "an order that is none", Place(path="order"), got, "each party once")
    if not game.winning[-1] or game.winning[0]:
        fix = "let all parties together win, and nobody alone by nobody's yes"
        yield Fault(RULE, "a rule that cannot decide", Place(path="winning"), fix=fix)
