"""After the calendar the last month's play goes on; votes that fail send the parties back to it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse
from tests.unit.runs.coupling.parley import deaf, draws, played, scenario

from winset._typing import Floats
from winset.runs.coupling.beyond import (
    Rest,
    add_product,
    coming_of,
    queue_of,
    settled_beyond,
    stay_and_sign,
)
from winset.runs.coupling.joint import Joint, joint_law
from winset.runs.coupling.run import talks_of
from winset.talks.solution import Solution


def elders(chance: float) -> dict[str, object]:
    """A second chamber that takes two months and approves with a chance."""
    return {
        "title": "The elders",
        "chance": {"value": chance, "basis": "judgement"},
        "takes": {"value": 2, "unit": "months", "basis": "judgement"},
    }


def settled_by(chance: float, **changes: object) -> Floats:
    """The chance of a settlement in force by month, of talks that nothing outside them moves."""
    case = deaf(scenario(tables__ford__ratification=elders(chance), **changes))
    return talks_of(case, draws(case, 1), nodes=()).laws["any"].settled_by[0]


@pytest.mark.parametrize("chance", [0.3, 1.0])
def test_a_longer_calendar_changes_nothing_where_every_month_is_alike(chance: float) -> None:
    """What is followed month by month, and what is followed beyond the calendar, are the same."""
    short, long = settled_by(chance), settled_by(chance, horizon="2027-08")
    np.testing.assert_allclose(short, long, atol=2e-5)


@pytest.mark.parametrize(
    ("chance", "waits", "months"),
    [(0.3, 2, 30), (1.0, 2, 30), (0.3, 1, 30), (0.3, 0, 30), (0.3, 1, 2)],
)
def test_what_comes_from_every_state_is_what_chances_followed_month_by_month_come_to(
    chance: float, waits: int, months: int
) -> None:
    """Backwards, once for all states, against forwards from one law of states: a plain twin.

    `waits` : how long the second of two kinds of settlement waits for its vote; the first waits 2.
    """
    found = played(scenario(tables__ford__ratification=elders(chance)))
    joint = joint_law(found.solved.whole, found.course, found.games)
    tail = waiting_for(found.solved.tail, waits)
    joint.waiting[1, waits + 1 :] = 0.0
    packages = len(tail.game.terms.packages.chosen)
    group = np.eye(3)[np.arange(packages) % 2]  # the last group is never signed
    coming = coming_of(tail, joint.approval, months, group)
    assert len(coming.queues) == (1 if waits == 2 else 2)
    rest = Rest(joint.open, joint.waiting)
    assert rest.waiting.sum() > 0
    once = settled_beyond(coming, rest)
    assert once[..., :2].sum() > 0
    assert not once[..., 2].any()
    np.testing.assert_allclose(once, forwards(tail, joint, months, group), atol=1e-12)


def waiting_for(tail: Solution, delay: int) -> Solution:
    """The same play, where the second kind of settlement waits otherwise for its vote."""
    first, second = tail.game.terms.settlements
    kinds = (first, replace(second, delay=delay))
    terms = replace(tail.game.terms, settlements=kinds)
    return replace(tail, game=replace(tail.game, terms=terms))


@pytest.mark.parametrize("columns", [2, 4, 6, 10])
def test_a_sparse_matrix_times_columns(columns: int) -> None:
    rng = np.random.default_rng(columns)
    matrix = sparse.random_array((30, 20), density=0.2, format="csr", rng=rng)
    matrix.indices, matrix.indptr = matrix.indices.astype("i4"), matrix.indptr.astype("i4")
    right, into = rng.random((20, columns)), rng.random((30, columns))
    expected = into + matrix.toarray() @ right
    add_product(matrix, right, into)
    np.testing.assert_allclose(into, expected, atol=1e-14)


def forwards(tail: Solution, joint: Joint, months: int, group: Floats) -> Floats:
    """The same followed forwards: who signs waits, and who is voted down goes back to the table."""
    stay, sign = stay_and_sign(tail, group)
    kinds, spot_of = tail.game.terms.settlements, tail.game.terms.spot_of
    mass, lines = joint.open.copy(), joint.waiting.copy()
    found = np.zeros((months + lines.shape[1], mass.shape[1], group.shape[1]))
    moves = {c: queue_of(tail, sign, [c]) for c in joint.approval}
    for month in range(months):
        back = np.zeros_like(mass)
        for c, made in enumerate(sign):
            if c not in moves:
                found[month] += mass.T @ made
                continue
            enters = made * joint.approval[c][spot_of][:, None]
            found[month + kinds[c].delay] += mass.T @ enters
            lines[c, kinds[c].delay] += mass * made.sum(axis=1, keepdims=True)
            back += moves[c].back.T @ lines[c, 0]
            lines[c, :-1] = [moves[c].near.T @ each for each in lines[c, 1:]]
            lines[c, -1] = 0.0
        mass = stay.T @ mass + back
    return found[:months]


@pytest.mark.parametrize("chance", [0.3, 1.0])
def test_what_is_told_to_be_in_force_is_what_the_money_is_told(chance: float) -> None:
    """The reports follow what happens after settlements too; the law of the first is the same."""
    case = deaf(scenario(tables__ford__ratification=elders(chance)))
    found = talks_of(case, draws(case, 1), nodes=())
    (report,) = found.reports
    months = report.in_force.shape[1]
    np.testing.assert_allclose(
        report.in_force[0], found.laws["any"].settled_by[0, :months], atol=1e-12
    )
    two_months_before = np.r_[0.0, 0.0, report.agreed[0, :-2]]
    assert (report.in_force[0] <= report.agreed[0] + 1e-12).all()
    if chance == 1.0:
        np.testing.assert_allclose(report.in_force[0], two_months_before, atol=1e-12)
    else:  # a first signature that fails may be followed by another one
        assert (report.in_force[0] >= chance * two_months_before - 1e-12).all()
        assert report.in_force[0, -1] < 0.7 * report.agreed[0, -1]


def test_what_nobody_need_approve_is_in_force_at_once() -> None:
    case = deaf(scenario())
    (report,) = talks_of(case, draws(case, 1), nodes=()).reports
    np.testing.assert_allclose(report.in_force, report.agreed, atol=1e-12)


def test_who_fails_to_ratify_tries_again() -> None:
    """Where three in ten are approved more than three tenths are settled in the end."""
    rarely, always = settled_by(0.3), settled_by(1.0)
    assert rarely[12] < always[12]
    assert rarely[-1] > 0.3 * always[-1] + 0.05
