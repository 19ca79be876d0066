"""Random rules with random members and chances, for the twins and properties of consent."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from winset._typing import Floats
from winset.rules.algebra import Rule
from winset.rules.checks import rule_faults
from winset.rules.members import Members, read_members
from winset.rules.reading import read_rule

SHARES = ("0", "1/3", "1/2", "55 %", "2/3", "3/4", "1")


def clauses(names: list[str]) -> st.SearchStrategy[Any]:
    """Any clause of the algebra about members with a column `w`."""
    some = st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True)
    group = st.one_of(st.just("members"), some)
    compared = st.sampled_from(["at_least", "more_than"])
    share = st.builds(
        lambda column, how, much, of: {"share": column, how: much, "of": of},
        st.sampled_from(["states", "w"]),
        compared,
        st.sampled_from(SHARES),
        st.sampled_from(["members", "present", "cast"]),
    )
    amount = st.builds(
        lambda how, much: {"sum": "w", how: much}, compared, st.integers(0, 3 * len(names))
    )
    counted = st.builds(
        lambda who, how, much: {"count": who, how: much}, group, compared, st.integers(0, 3)
    )
    blockers = st.builds(lambda most: {"blockers_fewer_than": most}, st.integers(1, len(names)))
    breaking = st.sampled_from([["against"], ["against", "absent"], ["against", "abstain"]])
    agreed = st.builds(lambda who, by: {"unanimity": who, "broken_by": by}, group, breaking)
    consent = st.builds(
        lambda kind, who: {kind: who}, st.sampled_from(["veto", "consent_of"]), group
    )
    return st.one_of(share, amount, counted, blockers, agreed, consent)


def rules(names: list[str]) -> st.SearchStrategy[Any]:
    """Clauses joined by all and any."""
    joined = st.sampled_from(["all_of", "any_of"])
    return st.recursive(
        clauses(names),
        lambda inner: st.builds(
            lambda how, parts: {how: parts}, joined, st.lists(inner, min_size=1, max_size=3)
        ),
        max_leaves=4,
    )


@st.composite
def votes(draw: st.DrawFn, most: int = 5) -> tuple[Rule, Members, Floats]:
    """A rule that can be used, its members, and chances of shape (member, ballot)."""
    size = draw(st.integers(2, most))
    names = [f"m{i}" for i in range(size)]
    weights = draw(st.lists(st.integers(0, 9), min_size=size, max_size=size))
    members = read_members({name: {"w": w} for name, w in zip(names, weights, strict=True)})
    rule = draw(rules(names).map(read_rule).filter(lambda r: not rule_faults(r, members)))
    return rule, members, draw(chances(size))


@st.composite
def chances(draw: st.DrawFn, size: int) -> Floats:
    """Chances of ballots of shape (member, ballot); now and then certain ones."""
    seed = draw(st.integers(0, 2**32 - 1))
    numbers = np.random.default_rng(seed)
    papers = numbers.dirichlet(np.full(4, 0.7), size=size)
    for member in draw(st.lists(st.integers(0, size - 1), max_size=2)):
        papers[member] = np.eye(4)[draw(st.integers(0, 3))]
    return papers
