"""Who can stop a decision under its rule, and which blocking sets are likeliest to form.

A set blocks if the others cannot carry the decision alone. How likely it forms is the chance that
all of its members cast a ballot that counts against: within a draw their chances multiply, across
draws they move together through what is not known. Sets overlap, so their chances do not add up to
the chance of failure.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats
from winset.consent.ballots import AGAINST
from winset.consent.diagram import Diagram
from winset.rules.game import Game, is_winning
from winset.rules.minimal import smallest_blocking

MOST_LOOKED_AT = 100_000


@dataclass(frozen=True, slots=True)
class BlockingSet:
    """A minimal blocking set and the chance that it forms."""

    members: tuple[str, ...]
    chance: float


@dataclass(frozen=True, slots=True)
class BlockingSets:
    """The likeliest minimal blocking sets, the likeliest first.

    Attributes
    ----------
    sets : at most as many as asked.
    complete : whether no set that was not found is likelier than the last one found.
    """

    sets: tuple[BlockingSet, ...]
    complete: bool


def blocks(game: Game, members: tuple[str, ...]) -> bool:
    """Whether some members stop the decision if all others are for it.

    >>> from winset.rules.formula import Quota
    >>> three = Game(("a", "b", "c"), Quota((3, 2, 1), 4))
    >>> blocks(three, ("a",)), blocks(three, ("b",))
    (True, False)
    """
    return not is_winning(game, set(game.names) - set(members))


def who_can_stop(game: Game, most: int = 10) -> tuple[tuple[str, ...], ...]:
    """The smallest sets that can stop a decision under its rule, whatever their positions.

    Single members come first: each of them alone has a veto.
    """
    return smallest_blocking(game, most)


def chance_against(diagram: Diagram, chances: Floats) -> Floats:
    """The chance that a member's ballot counts like one against, shape (draw, member).

    Under a qualified majority abstaining does, under the Council's unanimity it does not. 0 for
    members outside.
    """
    result = np.zeros(chances.shape[:2])
    for level, member in enumerate(diagram.order):
        same = diagram.kinds[level] == diagram.kinds[level, AGAINST]
        result[:, member] = chances[:, member, same].sum(axis=-1)
    return result


def likeliest_blocking(
    game: Game, diagram: Diagram, chances: Floats, most: int = 10
) -> BlockingSets:
    """The minimal blocking sets that are likeliest to form, the likeliest first.

    Best first: a set grows less likely with every member, so sets are looked at in the order of
    their chances, and the first blocking ones found are the likeliest. Exact unless cut off after
    100,000 sets, which `complete` tells.

    Parameters
    ----------
    game : the rule's simple game among those who take part.
    chances : shape (draw, member, ballot).

    >>> from winset.consent.diagram import vote_diagram
    >>> from winset.rules.game import coalition_game
    >>> from winset.rules.members import read_members
    >>> four = read_members({name: {} for name in "abcd"})
    >>> papers = np.zeros((1, 4, 4))
    >>> papers[0, :, 1] = [0.9, 0.5, 0.2, 0.0]
    >>> papers[0, :, 0] = 1 - papers[0, :, 1]
    >>> rule = "simple_majority"
    >>> found = likeliest_blocking(coalition_game(rule, four), vote_diagram(rule, four), papers)
    >>> [(one.members, round(one.chance, 2)) for one in found.sets]
    [(('a', 'b'), 0.45), (('a', 'c'), 0.18), (('b', 'c'), 0.1)]
    """
    against = chance_against(diagram, chances)
    order = [int(i) for i in np.argsort(-against.mean(axis=0), kind="stable")]
    order = [i for i in order if against[:, i].any() and diagram.names[i] in game.names]
    ranked = against[:, order]
    heap: list[tuple[float, tuple[int, ...]]] = []
    _push(heap, ranked, ())
    found: list[BlockingSet] = []
    for _ in range(MOST_LOOKED_AT):
        if not heap or len(found) == most:
            break
        negative, chosen = heapq.heappop(heap)
        names = tuple(diagram.names[order[i]] for i in chosen)
        if not blocks(game, names):
            _push(heap, ranked, chosen)
        elif is_minimal(game, names):
            found.append(BlockingSet(in_order(diagram, names), -negative))
    return BlockingSets(tuple(found), not heap or len(found) == most)


def is_minimal(game: Game, members: tuple[str, ...]) -> bool:
    """Whether a blocking set blocks no longer without any one of its members."""
    return not any(
        blocks(game, tuple(name for name in members if name != left)) for left in members
    )


def in_order(diagram: Diagram, names: tuple[str, ...]) -> tuple[str, ...]:
    """Names in the order of the members."""
    return tuple(name for name in diagram.names if name in names)


def _push(
    heap: list[tuple[float, tuple[int, ...]]], ranked: Floats, chosen: tuple[int, ...]
) -> None:
    """Put on the heap every set with one member more, further down the ranking."""
    first = chosen[-1] + 1 if chosen else 0
    together = ranked[:, list(chosen)].prod(axis=1)
    for offset, chance in enumerate(together @ ranked[:, first:] / len(ranked)):
        if chance > 0:
            heapq.heappush(heap, (-float(chance), (*chosen, first + offset)))
