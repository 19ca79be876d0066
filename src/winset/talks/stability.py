"""Where a conflict can come to rest, and which sanction keeps whom from moving.

A state is stable for a decider, by rising foresight, if

    Nash (R)   it has no move to a state that it prefers;
    GMR        every such move can be answered by the others so that it is no better off;
    SMR        and it has no way out afterwards;
    SEQ        the answer need not hurt those who give it: each of their moves improves on the last;
    SIM        moving at the same time as the others improve leaves it no better off.

An equilibrium is a state that is stable for all. The others answer by legal sequences: several may
move, several times, no one twice in a row (Fang, Hipel & Kilgour 1993, chapters 3 and 4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product

from winset.talks.conflict import Conflict

Concept = str
CONCEPTS: tuple[Concept, ...] = ("Nash", "GMR", "SMR", "SEQ")


@dataclass(frozen=True, slots=True)
class Block:
    """What keeps one decider from one move that it would like.

    Attributes
    ----------
    decider, state, target : who, from where, to where.
    concept : "GMR", "SMR" or "SEQ"; None if nothing blocks the move.
    sanction : the state that the others can answer with, or None.
    """

    decider: int
    state: int
    target: int
    concept: Concept | None
    sanction: int | None


def improvements(conflict: Conflict, decider: int, state: int) -> frozenset[int]:
    """The states that a decider can move to and prefers."""
    rank = conflict.rank[decider]
    return frozenset(t for t in conflict.moves[decider][state] if rank[t] < rank[state])


def answers(
    conflict: Conflict, decider: int, state: int, only_improving: bool = False
) -> frozenset[int]:
    """Where the others can go from a state by legal sequences of moves (or of improvements)."""
    others = [j for j in range(len(conflict.deciders)) if j != decider]
    seen: set[tuple[int, int]] = set()
    edge = [(state, -1)]
    while edge:
        here, last = edge.pop()
        for j in others:
            if j == last:
                continue
            steps = improvements(conflict, j, here) if only_improving else conflict.moves[j][here]
            new = {(there, j) for there in steps} - seen
            seen |= new
            edge.extend(new)
    return frozenset(there for there, _ in seen)


def is_stable(conflict: Conflict, concept: Concept, decider: int, state: int) -> bool:
    """Whether a state is stable for a decider under a concept."""
    wishes = improvements(conflict, decider, state)
    if concept == "Nash":
        return not wishes
    return all(_sanctions(conflict, concept, decider, state, target) for target in wishes)


def equilibria(conflict: Conflict, concept: Concept) -> frozenset[int]:
    """The states that are stable for every decider.

    Examples
    --------
    Prisoner's Dilemma: both defect under every concept; both cooperate once sanctions count.

    >>> from winset.talks.conflict import option_conflict
    >>> game = option_conflict({"a": ["defect"], "b": ["defects"]},
    ...                        {"a": [1, 0, 3, 2], "b": [2, 0, 3, 1]})
    >>> [sorted(equilibria(game, concept)) for concept in CONCEPTS]
    [[3], [0, 3], [0, 3], [0, 3]]
    """
    deciders = range(len(conflict.deciders))
    return frozenset(
        state
        for state in range(len(conflict.states))
        if all(is_stable(conflict, concept, i, state) for i in deciders)
    )


def simultaneous(conflict: Conflict, decider: int, state: int) -> bool:
    """Whether moving while others improve too deters a decider from every improvement.

    Only for conflicts built from options: moves made at the same time change each its own options
    (Fraser & Hipel 1984). True also where the decider has no improvement.
    """
    number = {pattern: s for s, pattern in enumerate(conflict.patterns)}
    rank = conflict.rank[decider]
    others = [j for j in range(len(conflict.deciders)) if j != decider]
    replies = [[state, *sorted(improvements(conflict, j, state))] for j in others]
    joint = [moves for moves in product(*replies) if any(move != state for move in moves)]

    def worse_off(target: int) -> bool:
        for moves in joint:
            made = {decider: target, **dict(zip(others, moves, strict=True))}
            options = enumerate(conflict.owners)
            pattern = tuple(conflict.patterns[made[owner]][k] for k, owner in options)
            if pattern in number and rank[number[pattern]] >= rank[state]:
                return True
        return False

    return all(worse_off(target) for target in improvements(conflict, decider, state))


def blocks(conflict: Conflict, state: int) -> tuple[Block, ...]:
    """For each move that somebody would like from a state: the strongest thing that blocks it.

    Strongest = what foresees most: SEQ (the others would want to answer) before SMR before GMR.
    """
    found = []
    for decider in range(len(conflict.deciders)):
        for target in sorted(improvements(conflict, decider, state)):
            block = Block(decider, state, target, None, None)
            for concept in ("SEQ", "SMR", "GMR"):
                sanctions = _sanctions(conflict, concept, decider, state, target)
                if sanctions:
                    worst = max(sanctions, key=lambda s, i=decider: (conflict.rank[i][s], -s))  # type: ignore[misc]
                    block = Block(decider, state, target, concept, worst)
                    break
            found.append(block)
    return tuple(found)


def sentences(conflict: Conflict, state: int) -> tuple[str, ...]:
    """What keeps a state together or breaks it, a sentence for each move that somebody would like.

    >>> from winset.talks.conflict import option_conflict
    >>> game = option_conflict({"A": ["defect"], "B": ["defect back"]},
    ...                        {"A": [1, 0, 3, 2], "B": [2, 0, 3, 1]})
    >>> print(sentences(game, 0)[0])
    A would rather have "defect", but the others can answer with "defect + defect back", which is
    no better for A than "none", and would gain by it.
    """
    lines = []
    for block in blocks(conflict, state):
        who = conflict.deciders[block.decider]
        wish = f'{who} would rather have "{conflict.states[block.target]}"'
        if block.sanction is None:
            lines.append(f"{wish}, and nothing the others can do makes it regret the move.")
            continue
        tail = {
            "SEQ": ", and would gain by it",
            "SMR": f", from which {who} has no way out, though not all who answer would gain by it",
            "GMR": f", though {who} could then move on",
        }[str(block.concept)]
        lines.append(
            f'{wish}, but the others can answer with "{conflict.states[block.sanction]}", which is'
            f' no better for {who} than "{conflict.states[state]}"{tail}.'
        )
    if not lines:
        lines.append(f'Nobody would rather move from "{conflict.states[state]}".')
    return tuple(lines)


def _sanctions(
    conflict: Conflict, concept: Concept, decider: int, state: int, target: int
) -> frozenset[int]:
    """The answers to a move that leave the decider no better off than before it."""
    rank = conflict.rank[decider]
    reached: Iterable[int] = answers(conflict, decider, target, only_improving=concept == "SEQ")
    no_better: Callable[[int], bool] = lambda s: rank[s] >= rank[state]  # noqa: E731
    hurting = frozenset(s for s in reached if no_better(s))
    if concept != "SMR":
        return hurting
    return frozenset(s for s in hurting if all(map(no_better, conflict.moves[decider][s])))
