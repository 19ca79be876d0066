"""What if one thing stood elsewhere today."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from tests.unit.runs.coupling.parley import draws, scenario

from winset.runs.coupling.run import results_given, solve_talks
from winset.runs.coupling.tilts import tilt_tables

N = 2


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    case = scenario()
    return tilt_tables(solve_talks(case, draws(case, N)), None)


def test_today_is_the_mean_over_where_a_variable_may_stand(tables: dict[str, pd.DataFrame]) -> None:
    """Each variable's levels, weighted by today's chances, give back the talks themselves."""
    case = scenario()
    told = results_given(solve_talks(case, draws(case, N))).reports
    found = tables["talks_tilts"]
    for _, rows in found.groupby("variable"):
        for draw, part in rows.groupby("draw"):
            assert part["chance"].sum() == pytest.approx(1.0)
            whole = (part["chance"] * part["agreed"]).sum()
            assert whole == pytest.approx(told[int(draw)].agreed[0, -1], abs=1e-9)


def test_a_front_that_moves_up_moves_the_talks_for_who_gains_by_it(
    tables: dict[str, pd.DataFrame],
) -> None:
    """Up is Borea's: what the talks are worth to it rises along the front, and falls for Alba."""
    values = tables["talks_tilt_values"]
    front = values[(values["variable"] == "front") & (values["draw"] == 0)]
    by_party = {p: rows["value"].to_numpy() for p, rows in front.groupby("party")}
    assert by_party["borea"][-1] > by_party["borea"][0]
    assert by_party["alba"][-1] < by_party["alba"][0]


def test_terms_given_an_agreement_sum_to_one(tables: dict[str, pd.DataFrame]) -> None:
    terms = tables["talks_tilt_terms"].dropna()
    sums = terms.groupby(["variable", "level", "issue", "draw"])["chance"].sum()
    np.testing.assert_allclose(sums, 1.0, atol=1e-9)
