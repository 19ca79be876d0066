"""Money moves the talks, the talks move the money, and each can be cut from the other."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.runs.coupling.parley import deaf, draws, scenario

from winset.finance.engine import money
from winset.finance.law import CLAUSES, stated_law, unsettled
from winset.runs.coupling.halves import Coupled
from winset.runs.coupling.loop import coupled
from winset.runs.coupling.nodes import nodes_of
from winset.runs.coupling.results import TalksResults
from winset.runs.coupling.run import talks_of
from winset.runs.coupling.setting import accounts_of

NODES = ("nothing", "asset_loan", "union_bonds")
ANY, NOTHING, LOAN, BONDS = range(4)


@pytest.fixture(scope="module")
def talks() -> TalksResults:
    """The talks under each node."""
    case = scenario()
    return talks_of(case, draws(case, 4))


@pytest.fixture(scope="module")
def known() -> Coupled:
    """Talks and money together."""
    case = scenario()
    return coupled(case, draws(case, 4), 2000)


def test_money_in_hand_puts_off_a_settlement_and_its_lack_opens_a_zone(
    talks: TalksResults,
) -> None:
    """Alba's status quo is worth less without money, so more packages are better than it."""
    for report in talks.reports:
        assert report.agreed[NOTHING, -1] > report.agreed[BONDS, -1] + 0.01
        assert report.static[NOTHING, -1] > report.static[BONDS, -1] + 0.01


def test_the_months_without_money_order_the_nodes(talks: TalksResults) -> None:
    assert talks.funding is not None
    out = talks.funding[:, 1:, -1].mean(axis=0)
    agreed = np.mean([report.agreed[1:, -1] for report in talks.reports], axis=0)
    assert list(np.argsort(out)) == list(np.argsort(agreed))


def test_talks_deaf_to_the_money_are_the_same_whatever_is_decided() -> None:
    case = scenario()
    results = talks_of(deaf(case), draws(case), nodes=nodes_of(case))
    assert results.funding is None
    for report in results.reports:
        for row in (NOTHING, LOAN, BONDS):
            np.testing.assert_allclose(report.held[row], report.held[ANY], atol=1e-12)
            np.testing.assert_allclose(report.agreed[row], report.agreed[ANY], atol=1e-12)
            np.testing.assert_allclose(report.static[row], report.static[ANY], atol=1e-12)
    laws = [results.laws[name].settled_by for name in NODES]
    np.testing.assert_allclose(laws[1], laws[0], atol=1e-12)
    np.testing.assert_allclose(laws[2], laws[0], atol=1e-12)


def test_money_deaf_to_the_talks_never_sees_a_settlement(known: Coupled) -> None:
    case, sampled = scenario(), draws(scenario(), 4)
    cut = money(case, sampled, 200, unsettled(stated_law(case.money, sampled, accounts_of(case))))
    for name in NODES[1:]:
        assert (cut.options[name].chance_settled == 0).all()
        assert (known.money.options[name].chance_settled > 0.1).all()
    loan, never = known.money.options["asset_loan"], cut.options["asset_loan"]
    assert (loan.pv_mean.sum(axis=1) > 1.1 * never.pv_mean.sum(axis=1)).all()


def test_the_money_is_settled_as_often_as_the_talks_say(
    known: Coupled, talks: TalksResults
) -> None:
    for name in NODES[1:]:
        settled = known.money.options[name].chance_settled
        by_the_end = talks.laws[name].settled_by[:, -1]
        np.testing.assert_allclose(settled, by_the_end, atol=0.01)


def test_the_law_that_the_money_gets_is_one(talks: TalksResults) -> None:
    months = accounts_of(scenario()).months
    for law in talks.laws.values():
        assert law.settled_by.shape == law.lapsed_by.shape == (4, months)
        assert law.clauses.shape == (4, months, len(CLAUSES))
        for chance in (law.settled_by, law.lapsed_by):
            assert (np.diff(chance, axis=1) >= -1e-12).all()
            assert chance.min() >= 0
            assert chance.max() <= 1
        np.testing.assert_allclose(law.clauses.sum(axis=2), 1.0, atol=1e-9)
        assert ((law.reparations >= 0) & (law.reparations <= 1)).all()


def test_red_lines_on_an_issue_show_in_the_clauses(talks: TalksResults) -> None:
    """Borea never pays damages, so no settlement sets anything off."""
    for law in talks.laws.values():
        assert law.clauses[..., CLAUSES.index("set_off")].max() == 0


def test_a_freeze_that_nothing_looks_at_lapses_beside_the_talks(talks: TalksResults) -> None:
    assert talks.freeze_told
    assert "freeze" not in [axis.name for axis in talks.axes]
    due = talks.laws["nothing"].lapsed_by
    assert (due[:, 3] == 0).all()  # the first renewal falls in July, the fourth month after March
    assert (due[:, 4] > 0).all()
