"""A first cash that comes later, or is less likely to come, never brings more by any year."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.twins.finance.random_instruments import build, instruments, surroundings

from winset.finance.evaluate import evaluate
from winset.finance.setting import accidents_for, setting_of
from winset.finance.terms import terms_of
from winset.scenario.draws import draws_of

MONTHS = 30
laws = st.lists(st.floats(0.0, 1.0), min_size=MONTHS, max_size=MONTHS).map(sorted)


def paid_by_year(case, law):
    """What has been paid out by the end of each year, shape (draw, year), EUR, expected."""
    setting = setting_of(case, draws_of(case, 1, 1))
    first = np.full((1, setting.grid.months), law[-1])
    first[0, :MONTHS] = law
    terms, tables = terms_of(setting, case.money.instruments["it"], first)
    out = evaluate(terms, tables, accidents_for(case, setting, 20))
    return out.paid.cumsum(axis=1)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(instruments, surroundings, laws, laws)
def test_a_later_law_never_brings_more_cash_by_a_year(instrument, around, one, other):
    case = build(instrument, around)
    later = np.minimum(one, other)
    early, late = paid_by_year(case, one), paid_by_year(case, later)
    assert (late <= early + 1.0).all()
