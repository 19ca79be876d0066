"""The factored law is the dense law: rows are chances, pushing and pulling match the matrix."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.world.axes import Axis, size
from winset.world.cells import Cells, cells
from winset.world.elimination import elimination_order
from winset.world.flow import expect, push
from winset.world.law import Kernel, Law, dense, make_law, rows_for, version_at
from winset.world.part import closure, part, part_of_state

OUTCOMES = ("closed", "refused", "agreed")


@st.composite
def laws(draw: st.DrawFn) -> Law:
    """A law of one to four variables, of two or three levels, looking at each other at random."""
    counts = draw(st.lists(st.integers(2, 3), min_size=1, max_size=4))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    axes = [Axis(f"v{k}", tuple("abc"[:m])) for k, m in enumerate(counts)]
    kernels = []
    for k, axis in enumerate(axes):
        others = [other.name for other in axes if other is not axis]
        before = tuple(name for name in others if draw(st.booleans()))
        after = tuple(f"v{j}" for j in range(k) if draw(st.booleans()))
        parents = [len(next(a for a in axes if a.name == n).levels) for n in (*before, *after)]
        versions, replies = draw(st.integers(1, 2)), draw(st.integers(1, 2))
        m = counts[k]
        table = rng.dirichlet(np.ones(m), size=(versions, replies, *parents, m))
        version = rng.integers(0, versions, size=3)
        answer = {"refused": replies - 1} if draw(st.booleans()) else {}
        kernels.append(Kernel(axis.name, table, before, after, version, answer))
    return make_law(axes, kernels)


def through_cells(stages: tuple[Cells, ...], step: int, outcome: int, values: np.ndarray):
    table = values
    for stage in stages:
        version = stage.version_at[min(step, len(stage.version_at) - 1)]
        rows = stage.rows[version, stage.answer_of[outcome]]
        reads = stage.start_of[:, None] + np.arange(rows.shape[1]) * stage.stride
        assert len(table) == stage.cells_before
        table = (rows[stage.row_of] * table[reads]).sum(axis=1)
    return table


@settings(max_examples=60, deadline=None)
@given(laws(), st.integers(0, 5), st.sampled_from(OUTCOMES), st.integers(0, 2**32 - 1))
def test_factored_law_equals_dense_law(law: Law, step: int, outcome: str, seed: int) -> None:
    matrix = dense(law, step, outcome)
    rng = np.random.default_rng(seed)
    values, mass = rng.normal(size=(2, len(matrix)))
    np.testing.assert_allclose(matrix.sum(axis=1), 1.0, atol=1e-12)
    np.testing.assert_allclose(expect(law, step, outcome, values), matrix @ values, atol=1e-12)
    np.testing.assert_allclose(push(law, step, outcome, mass), mass @ matrix, atol=1e-12)
    stages = cells(law, OUTCOMES)
    by_cells = through_cells(stages, step, OUTCOMES.index(outcome), values)
    np.testing.assert_allclose(by_cells, matrix @ values, atol=1e-12)


@settings(max_examples=30, deadline=None)
@given(laws(), st.integers(0, 2**32 - 1))
def test_chances_are_conserved_and_stay_chances(law: Law, seed: int) -> None:
    mass = np.random.default_rng(seed).dirichlet(np.ones(size(law.axes)), size=2)
    moved = push(law, 0, "closed", mass)
    np.testing.assert_allclose(moved.sum(axis=-1), 1.0, atol=1e-12)
    assert moved.min() >= 0


@settings(max_examples=40, deadline=None)
@given(laws())
def test_no_variable_is_summed_out_while_another_looks_at_its_new_level(law: Law) -> None:
    order = elimination_order(law)
    for kernel in law.kernels:
        for seen in kernel.after:
            assert order.index(kernel.axis) < order.index(seen)


@settings(max_examples=40, deadline=None)
@given(laws(), st.integers(0, 2**32 - 1))
def test_a_closed_part_moves_as_it_does_within_the_whole(law: Law, seed: int) -> None:
    names = closure(law, [law.axes[0].name])
    inner, place = part(law, names), part_of_state(law, names)
    mass = np.random.default_rng(seed).dirichlet(np.ones(size(law.axes)))

    def within(chances: np.ndarray) -> np.ndarray:
        return np.bincount(place, chances, minlength=size(inner.axes))

    whole = within(push(law, 1, "refused", mass))
    np.testing.assert_allclose(push(inner, 1, "refused", within(mass)), whole, atol=1e-12)


@given(laws(), st.integers(3, 9))
def test_after_the_calendar_the_last_version_holds(law: Law, step: int) -> None:
    for kernel in law.kernels:
        assert version_at(kernel, step) == kernel.version[-1]
        late, last = rows_for(kernel, step, "closed"), rows_for(kernel, 2, "closed")
        np.testing.assert_array_equal(late, last)
