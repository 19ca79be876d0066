"""The talks of a run as people ask for them, and in short as JSON tells them."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from tests.unit.report.made_up_talks import alone_run, parley_run

import winset as ws
from winset.runs.talks_reading import agreed_by, held_by, nodes
from winset.runs.talks_results import talks_summary


def test_the_talks_are_a_table_by_month() -> None:
    run = parley_run()
    frame = ws.talks_by_month(run)
    month = frame.index[-1]
    assert list(frame.index) == list(range(month + 1))
    assert frame.loc[month, ("agreed", "mid")] == pytest.approx(
        np.median(agreed_by(run.tables, month))
    )
    assert frame.loc[2, ("held_by", "high")] == pytest.approx(
        np.quantile(held_by(run.tables, 2), 0.95)
    )
    assert {"held", "held_by", "agreed", "in_force", "base_rate", "static", "dynamic"} == set(
        frame.columns.get_level_values("result")
    )


def test_the_talks_can_be_asked_for_given_an_option() -> None:
    run = parley_run()
    node = nodes(run.tables)[0]
    given = ws.talks_by_month(run, given=node)
    assert "held_by" not in given.columns.get_level_values("result")
    last = given.index[-1]
    assert given.loc[last, ("agreed", "mid")] == pytest.approx(
        np.median(agreed_by(run.tables, last, node))
    )


def test_what_a_run_does_not_have_is_told() -> None:
    run = parley_run()
    with pytest.raises(KeyError, match="no talks given 'grants'; the run has any, nothing"):
        ws.talks_by_month(run, given="grants")
    with pytest.raises(KeyError, match="the run has no talks"):
        ws.talks_by_month(dataclasses.replace(run, tables={}))


def test_the_summary_tells_when_talks_are_held_and_what_options_do() -> None:
    found = talks_summary(parley_run().tables)
    assert found is not None
    assert found.held[3].mid == pytest.approx(np.median(held_by(parley_run().tables, 3)))
    assert set(found.given) == set(nodes(parley_run().tables))
    alone = talks_summary(alone_run().tables)
    assert alone is not None
    assert alone.given == {}
    assert 0 < alone.held[3].mid < 1
