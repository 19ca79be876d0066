"""The loop once round: votes on what settlements cost, talks that know how likely the votes are."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.runs.coupling.parley import draws, scenario

from winset.consent.agenda import outcome_chances
from winset.errors import RequestFaults
from winset.runs.coupling.cut import money_cut, paid_for, talks_cut
from winset.runs.coupling.halves import Coupled
from winset.runs.coupling.loop import coupled, node_chances
from winset.runs.coupling.nodes import nodes_of, voting_days
from winset.scenario.nouns.consent import Table
from winset.scenario.nouns.scenario import Scenario

AGENDA = {
    "loan": {
        "option": "asset_loan",
        "on": "2025-05-20",
        "if_fails": {"bonds": {"value": 0.8, "basis": "judgement"}},
    },
    "bonds": {"option": "union_bonds", "on": "2025-06-20"},
}
COUNCIL = {
    "kind": "council",
    "title": "The members",
    "club": "union",
    "matters": {option: {"rule": "qualified_majority"} for option in ("asset_loan", "union_bonds")},
    "agenda": AGENDA,
    "temperature": {"value": 0.02, "unit": "%", "basis": "judgement"},
}


def with_council() -> Scenario:
    case = scenario()
    return case.model_copy(update={"tables": {**case.tables, "members": council()}})


def council() -> Table:
    return Table.model_validate(COUNCIL)


@pytest.fixture(scope="module")
def known() -> Coupled:
    case = with_council()
    return coupled(case, draws(case, 3), 60)


def test_the_vote_is_the_chance_that_the_talks_know(known: Coupled) -> None:
    """Three nodes: the loan, the bonds if it fails and they carry, and nothing for the rest."""
    votes = known.sittings["members"].solution
    carried = outcome_chances(votes)
    assert known.talks is not None
    names = [node.name for node in known.talks.nodes]
    for draw, report in enumerate(known.talks.reports):
        chance = dict(zip(names, report.node[1:], strict=True))
        assert chance["asset_loan"] == pytest.approx(carried["loan"][draw], abs=1e-9)
        assert chance["union_bonds"] == pytest.approx(carried["bonds"][draw], abs=1e-9)
        assert chance["nothing"] == pytest.approx(carried[None][draw], abs=1e-9)


def test_nodes_are_decided_on_the_days_of_their_votes() -> None:
    case = with_council()
    days = {node.name: str(node.decided) for node in nodes_of(case)}
    assert days == {
        "nothing": "2025-06-20",
        "asset_loan": "2025-05-20",
        "union_bonds": "2025-06-20",
    }
    assert voting_days(scenario()) == {}


def test_each_option_is_settled_as_its_node_says(known: Coupled) -> None:
    assert known.talks is not None
    assert isinstance(known.laws, dict)
    for node in known.talks.nodes:
        law = known.laws[node.option]
        assert law is known.talks.laws[node.name]
        found = known.money.options[node.option]
        if node.option != "nothing":
            np.testing.assert_allclose(found.chance_settled, law.settled_by[:, -1], atol=0.02)


def test_cutting_the_coupling_shows_in_both_halves(known: Coupled) -> None:
    case = with_council()
    assert known.talks is not None
    money = money_cut(case, draws(case, 3), 60, known.laws, known.money).set_index(
        ["option", "law", "draw"]
    )
    assert (money.xs("never", level="law")["settled"] == 0).all()
    loan = money.loc["asset_loan"]
    assert (loan.loc["talks", "burden_pv"] != loan.loc["never", "burden_pv"]).all()
    found = known.money.options["asset_loan"]
    np.testing.assert_allclose(loan.loc["talks", "burden_pv"], found.pv_mean.sum(axis=1))
    cut = talks_cut(case, draws(case, 3))
    assert set(cut["node"]) == {"any"}
    last = cut["month"].max()
    ample = cut[cut["month"] == last]["agreed"].to_numpy()
    scarce = np.array([report.agreed[1, -1] for report in known.talks.reports])
    assert (ample < scarce - 0.01).all()  # money in hand puts off a settlement


def test_money_that_is_always_there_leaves_nothing_to_decide() -> None:
    assert nodes_of(paid_for(with_council())) == ()


def test_options_that_may_all_fail_need_a_way_out() -> None:
    case = with_council()
    found = coupled(case, draws(case, 2), 20)
    assert found.talks is not None
    assert case.money is not None
    some = tuple(node for node in found.talks.nodes if node.option != "nothing")
    with pytest.raises(RequestFaults, match="nothing is left to be decided then"):
        node_chances(case.money, some, found.sittings)


def test_without_a_council_all_nodes_are_alike() -> None:
    case = scenario()
    found = coupled(case, draws(case, 2), 20)
    assert found.sittings == {}
    assert found.talks is not None
    for report in found.talks.reports:
        np.testing.assert_allclose(report.node[1:], 1 / 3)
