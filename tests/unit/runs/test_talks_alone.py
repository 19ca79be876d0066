"""A scenario of talks alone runs: no money, no council, and if need be no world around it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from winset.runs.coupling.run import talks_of
from winset.runs.coupling.tables import talks_tables
from winset.runs.make import run
from winset.runs.views import options
from winset.scenario.draws import draws_of
from winset.scenario.load import load

ALONE = Path(__file__).parents[2] / "scenarios" / "alone"


def test_a_run_of_talks_alone_has_their_tables_and_none_of_money() -> None:
    made = run(ALONE, draws=2, paths=2)
    assert {"talks_months", "talks_margin", "draws", "quantities"} <= set(made.tables)
    assert not {"options", "payers", "members"} & set(made.tables)
    agreed = made.tables["talks_months"].groupby("month")["agreed"].mean().to_numpy()
    assert (np.diff(agreed) >= 0).all()
    assert 0 < agreed[0] < agreed[-1] < 1


def test_options_of_talks_alone_are_asked_for_in_vain() -> None:
    with pytest.raises(KeyError, match="states no money"):
        options(run(ALONE, draws=1, paths=2))


def test_talks_alone_tell_the_money_nothing() -> None:
    case = load(ALONE).scenario
    found = talks_of(case, draws_of(case, 1, 1))
    assert found.laws == {}
    assert found.nodes == ()


def test_talks_in_a_world_that_stands_still_are_solved_and_proven() -> None:
    case = load(ALONE).scenario
    table = case.tables["ford"]
    calm = table.status_quo["borea"].model_copy(update={"over": {}})
    still = table.model_copy(update={"status_quo": {**table.status_quo, "borea": calm}})
    alone = case.model_copy(update={"world": {}, "tables": {"ford": still}})
    found = talks_of(alone, draws_of(alone, 1, 1), certify=1)
    assert found.axes == ()
    assert found.proofs[0].holds
    assert talks_tables(found)["talks_state"].empty
