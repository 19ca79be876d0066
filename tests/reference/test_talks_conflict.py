"""Ordinal conflicts with published stable states (G2, G5, G6; the catalogue replays G1, G3, G4)."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.errors import Faults
from winset.talks.catalog.conflicts import CC, CD, DC, DD, cuba, prisoners
from winset.talks.conflict import Conflict, graph_conflict, option_conflict
from winset.talks.stability import (
    CONCEPTS,
    answers,
    blocks,
    equilibria,
    improvements,
    is_stable,
    sentences,
    simultaneous,
)


def two_by_two(first: list[int], second: list[int]) -> Conflict:
    return option_conflict({"a": ["D"], "b": ["D'"]}, {"a": first, "b": second})


def found(conflict: Conflict) -> dict[str, set[int]]:
    return {concept: set(equilibria(conflict, concept)) for concept in CONCEPTS}


def test_chicken() -> None:
    """G2: Nash and SEQ are the two asymmetric states; CC only GMR and SMR."""
    game = two_by_two([DC, CC, CD, DD], [CD, CC, DC, DD])
    stable = found(game)
    assert stable["Nash"] == stable["SEQ"] == {DC, CD}
    assert stable["GMR"] == stable["SMR"] == {CC, DC, CD}


def test_stag_hunt() -> None:
    """G2: CC and DD in all four."""
    game = two_by_two([CC, DC, DD, CD], [CC, CD, DD, DC])
    assert all(states == {CC, DD} for states in found(game).values())


def test_no_state_of_cuba_has_both_withdrawn_and_escalated() -> None:
    """G4 has 12 states of 16; what is stable in it stands in the catalogue."""
    assert len(cuba().states) == 12


SYRIA_IRAQ = Path(__file__).parents[2] / "../shared/domains/gmcr/syria-iraq.json"


@pytest.mark.shared
@pytest.mark.skipif(not SYRIA_IRAQ.is_file(), reason=f"G5: {SYRIA_IRAQ.name} is not here")
def test_syria_iraq_water() -> None:
    """G5: Nash {6}, SEQ {6}, SMR {6}, GMR {1, 6}: SMR strictly inside GMR.

    The file gives `states`, and by decision maker `moves` (from: [to, ...]) and `ranking`, numbered
    from 1.
    """
    told = json.loads(SYRIA_IRAQ.read_text("utf-8"))
    conflict = graph_conflict(
        told["states"],
        {
            who: {int(a) - 1: [b - 1 for b in to] for a, to in moves.items()}
            for who, moves in told["moves"].items()
        },
        {who: [s - 1 for s in ranking] for who, ranking in told["ranking"].items()},
    )
    stable = {concept: {s + 1 for s in states} for concept, states in found(conflict).items()}
    assert stable == {"Nash": {6}, "SEQ": {6}, "SMR": {6}, "GMR": {1, 6}}


def test_one_reply_may_sanction_two_moves() -> None:
    """G6: two improvements of A, both spoilt by the same improvement of B made at the same time."""
    first, second, reply = 1, 2, 4
    conflict = option_conflict(
        {"A": ["x", "y"], "B": ["z"]},
        {
            "A": [first, second, 0, reply, [first + reply, second + reply], 3, 7],
            "B": [reply, first + reply, second + reply, 7, 0, first, second, 3],
        },
    )
    assert improvements(conflict, 0, 0) == {first, second}
    assert improvements(conflict, 1, 0) == {reply}
    assert simultaneous(conflict, 0, 0)
    assert is_stable(conflict, "SEQ", 0, 0)


def test_a_sentence_names_the_sanction() -> None:
    game = prisoners()
    block = blocks(game, CC)[0]
    assert (block.decider, block.target, block.concept, block.sanction) == (0, DC, "SEQ", DD)
    assert '"D + D\'"' in sentences(game, CC)[0]
    assert sentences(game, DD) == ('Nobody would rather move from "D + D\'".',)
    assert "nothing the others can do" in sentences(game, CD)[0]


def test_a_ranking_must_name_every_state_once() -> None:
    with pytest.raises(Faults) as caught:
        two_by_two([DC, CC, DD, DD], [CD, CC, DD, DC])
    assert caught.value.faults[0].code.id == "T105"
    with pytest.raises(Faults) as caught:
        graph_conflict(["x", "y"], {"a": {0: [2]}}, {"a": [0, 1]})
    assert caught.value.faults[0].code.id == "T105"


@st.composite
def conflicts(draw: st.DrawFn) -> Conflict:
    count, states = draw(st.integers(2, 3)), draw(st.integers(2, 6))
    names = "abc"[:count]
    moves = {
        who: {s: draw(st.sets(st.integers(0, states - 1), max_size=3)) for s in range(states)}
        for who in names
    }
    rankings = {who: draw(st.permutations(range(states))) for who in names}
    return graph_conflict([str(s) for s in range(states)], moves, rankings)


@settings(max_examples=80, deadline=None)
@given(conflicts())
def test_concepts_are_nested(conflict: Conflict) -> None:
    """Nash is inside SMR and SEQ, both inside GMR (Fang, Hipel & Kilgour 1993)."""
    stable = found(conflict)
    assert stable["Nash"] <= stable["SMR"] <= stable["GMR"]
    assert stable["Nash"] <= stable["SEQ"] <= stable["GMR"]


@settings(max_examples=80, deadline=None)
@given(conflicts(), st.integers(0, 1))
def test_answers_are_what_spelling_out_all_sequences_gives(conflict: Conflict, who: int) -> None:
    """Sequences up to six moves, no one twice in a row, written out one by one."""
    others = [j for j in range(len(conflict.deciders)) if j != who]
    reached: set[int] = set()
    for length in range(1, 7):
        for movers in itertools.product(others, repeat=length):
            if any(a == b for a, b in itertools.pairwise(movers)):
                continue
            here = {0}
            for j in movers:
                here = set().union(*(conflict.moves[j][s] for s in here))
            reached |= here
    found_ = answers(conflict, who, 0)
    assert reached <= found_
    if len(conflict.states) <= 3:
        assert found_ == reached
