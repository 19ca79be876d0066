"""Conflicts described by options and rankings alone: the nouns of the graph model.

Analysts often know only who could do what and what each prefers. A state is a pattern of options
taken; a decision maker moves by changing its own options; some moves cannot be undone.
Source: Fang, Hipel & Kilgour, "Interactive Decision Making" (1993), chapters 2-3.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from winset.errors import Fault, Faults, Place
from winset.talks.codes import RANKING

Ranking = Sequence[int | Sequence[int]]
"""States from best to worst; a group of states in one place counts as equally good."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Who can move where, and who prefers what.

    Attributes
    ----------
    deciders : names.
    states : names of the states.
    moves : for each decider and state, the states that it can move to.
    rank : for each decider and state its place, 0 = best; equal places are equally good.
    patterns : for each state the options taken, if it was built from options; else empty.
    owners : for each option of the patterns, its decider.
    """

    deciders: tuple[str, ...]
    states: tuple[str, ...]
    moves: tuple[tuple[frozenset[int], ...], ...]
    rank: tuple[tuple[int, ...], ...]
    patterns: tuple[tuple[bool, ...], ...] = ()
    owners: tuple[int, ...] = ()


def graph_conflict(
    states: Sequence[str],
    moves: Mapping[str, Mapping[int, Collection[int]]],
    rankings: Mapping[str, Ranking],
) -> Conflict:
    """A conflict from lists of moves: for each decider, from each state, where it can go.

    Raises
    ------
    Faults : T105 if a ranking leaves out or repeats a state, or a move leads nowhere.
    """
    deciders = tuple(rankings)
    rank = tuple(_places(name, rankings[name], len(states)) for name in deciders)
    reach = []
    for name in deciders:
        mine = moves.get(name, {})
        unknown = {s for a, b in mine.items() for s in (a, *b) if not 0 <= s < len(states)}
        if unknown:
            where, fix = Place(path=name), f"states 0 to {len(states) - 1}"
            raise Faults([Fault(RANKING, "a move to no state", where, str(sorted(unknown)), fix)])
        reach.append(tuple(frozenset(mine.get(s, ())) - {s} for s in range(len(states))))
    return Conflict(deciders, tuple(states), tuple(reach), rank)


def option_conflict(
    options: Mapping[str, Sequence[str]],
    rankings: Mapping[str, Ranking],
    feasible: Callable[[tuple[bool, ...]], bool] | None = None,
    irreversible: Collection[str] = (),
) -> Conflict:
    """A conflict from options: every feasible pattern is a state.

    Parameters
    ----------
    options : for each decider its options; patterns list them in this order.
    rankings : by decider, patterns as numbers: option k counts 2**k.
    feasible : which patterns can occur; None: all.
    irreversible : options that cannot be dropped once taken.

    Returns
    -------
    States in rising order of their numbers; rankings may leave infeasible patterns out.

    Examples
    --------
    >>> dilemma = option_conflict({"a": ["defect"], "b": ["defect "]},
    ...                           {"a": [1, 0, 3, 2], "b": [2, 0, 3, 1]})
    >>> dilemma.states, [sorted(to) for to in dilemma.moves[0]]
    (('none', 'defect', 'defect ', 'defect + defect '), [[1], [0], [3], [2]])
    """
    names = [option for mine in options.values() for option in mine]
    owners = tuple(i for i, mine in enumerate(options.values()) for _ in mine)
    every = (tuple(bits[::-1]) for bits in product((False, True), repeat=len(names)))
    patterns = tuple(pattern for pattern in every if feasible is None or feasible(pattern))
    numbers = [sum(1 << k for k, taken in enumerate(pattern) if taken) for pattern in patterns]
    locked = {names.index(option) for option in irreversible}
    moves: dict[str, dict[int, list[int]]] = {}
    for i, name in enumerate(options):
        moves[name] = {
            s: [
                t
                for t, target in enumerate(patterns)
                if t != s and _can(pattern, target, i, owners, locked)
            ]
            for s, pattern in enumerate(patterns)
        }
    place = {number: state for state, number in enumerate(numbers)}
    renamed = {
        name: [[place[x] for x in _group(item)] for item in ranking if _group(item)[0] in place]
        for name, ranking in rankings.items()
    }
    titles = [_title(names, pattern) for pattern in patterns]
    plain = graph_conflict(titles, moves, renamed)
    return Conflict(plain.deciders, plain.states, plain.moves, plain.rank, patterns, owners)


def _group(item: int | Sequence[int]) -> list[int]:
    return [item] if isinstance(item, int) else list(item)


def _can(
    now: tuple[bool, ...],
    then: tuple[bool, ...],
    decider: int,
    owners: tuple[int, ...],
    locked: set[int],
) -> bool:
    changed = [k for k in range(len(now)) if now[k] != then[k]]
    return all(owners[k] == decider and not (k in locked and now[k]) for k in changed)


def _title(names: Sequence[str], pattern: tuple[bool, ...]) -> str:
    taken = [name for name, is_taken in zip(names, pattern, strict=True) if is_taken]
    return " + ".join(taken) or "none"


def _places(name: str, ranking: Ranking, states: int) -> tuple[int, ...]:
    place: dict[int, int] = {}
    listed = [state for item in ranking for state in _group(item)]
    for position, item in enumerate(ranking):
        place.update(dict.fromkeys(_group(item), position))
    if sorted(listed) != list(range(states)):
        got, fix = str(listed), f"each of the {states} states once"
        where = Place(path=name)
        raise Faults([Fault(RANKING, "a ranking that is not of the states", where, got, fix)])
    return tuple(place[state] for state in range(states))
