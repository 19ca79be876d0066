"""Facilities as the statisticians saw them, from published keys and amounts.

Sources: Eurostat, news release STAT/11/13 of 27 January 2011 (EFSF: funds raised are gross debt of
the guarantors by their share of the guarantee); esm.europa.eu/esm-governance (ESM: paid-in and
subscribed capital); Council Decision (EU, Euratom) 2020/2053, Article 3 (ceiling of 1.40 % of GNI).
"""

from __future__ import annotations

import numpy as np
import pytest

from winset.data.facilities import facility
from winset.finance.national.esa import assess
from winset.finance.national.facts import Facts
from winset.finance.national.flows import flows
from winset.finance.national.headroom import headroom
from winset.finance.national.rule import PAYMENTS_CEILING


def test_what_the_efsf_raises_is_its_guarantors_debt_by_share() -> None:
    efsf = facility("EFSF_guarantee_2011")
    raised = 5e9 * efsf.shares[None, :, None]  # an issue of EUR 5 bn, in its only year
    facts = Facts("pass_through", "loan", "beneficiary", "one_off", np.zeros(1))
    found = assess(facts, flows(raised=raised, contingent=raised))
    assert found.debt.sum() == pytest.approx(5e9)
    belgium = efsf.members.index("BE")
    # Belgium 27,032 m, printed to the million, of 779,783 m with all 17 members
    expected = 5e9 * 27032 / efsf.values.sum()
    assert found.debt[0, belgium, 0] == pytest.approx(expected, rel=0.5 / 27032)
    assert not found.deficit.any()
    assert not found.memorandum.any()


def test_of_the_esm_only_the_paid_in_capital_is_felt() -> None:
    esm, subscribed = facility("ESM_paid_in"), facility("ESM_subscribed")
    assert esm.amounts is not None
    assert subscribed.amounts is not None
    facts = Facts("institution", "loan", "beneficiary", "none", np.zeros(1))
    paid = flows(paid_in=esm.amounts[None, :, None], raised=subscribed.amounts[None, :, None])
    found = assess(facts, paid)
    assert found.debt.sum() == 80_970_690_000
    assert not found.deficit.any()


def test_the_orders_of_magnitude_of_headroom_in_2025() -> None:
    # payments of 2025: EUR 146.2 bn, 0.79 % of GNI; the ceiling is then about EUR 259 bn
    gni = np.array([146.2e9 / 0.0079])
    assert gni[0] / 1e12 == pytest.approx(18.5, abs=0.05)
    assert PAYMENTS_CEILING * gni[0] / 1e9 == pytest.approx(259, abs=0.5)
    room = headroom(gni, np.array([146.2e9]), np.zeros(1))
    assert room[0] / 1e9 == pytest.approx(259 - 146.2, abs=0.5)
