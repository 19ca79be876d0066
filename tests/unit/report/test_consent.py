"""The chapter on consent: what it says is what the run's tables hold, and no more."""

from __future__ import annotations

import dataclasses
import html
import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.unit.report.made_up import made_up_run, small_case
from tests.unit.report.made_up_council import with_council
from tests.unit.report.test_brief import Page

from winset.report.brief.page import brief
from winset.report.brief.parts.consent_agenda import holdouts, items, rows_of
from winset.report.brief.parts.consent_odds import odds, odds_range
from winset.report.brief.parts.consent_terms import frontier
from winset.report.brief.parts.consent_words import (
    change_in_words,
    changes_in_words,
    rule_in_words,
    source_of_law,
)
from winset.report.brief.parts.made import TABLES
from winset.report.brief.sheet import sheet
from winset.report.figures import percent, percent_range
from winset.rules.reading import read_rule
from winset.runs.check import Checked, check_case
from winset.runs.council.design_tables import TABLES as TABLES_OF_DESIGNS
from winset.runs.make import run as compute
from winset.runs.ranges import range_of
from winset.runs.record import Run
from winset.runs.results import Range
from winset.runs.votes_results import votes_summary
from winset.scenario.load import load

PARTS = ("adoption", "votes", "blockers", "pressure", "combined", "terms", "cash")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    return check_case(load(with_council(tmp_path_factory.mktemp("case"))))


@pytest.fixture(scope="module")
def run(found: Checked) -> Run:
    return compute(found.case, draws=8, paths=40)


@pytest.fixture(scope="module")
def text(run: Run, found: Checked) -> str:
    return brief([run], found)


def chapter(text: str) -> str:
    return text.split('<section class="chapter" id="consent"')[1].split('id="accounts"')[0]


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", markup)))


def test_the_chapter_stands_between_the_money_and_the_accounts(text: str) -> None:
    found = re.findall(r'class="chapter" id="([\w-]+)"', text)
    assert found.index("money") < found.index("consent") < found.index("accounts")
    for name in PARTS:
        assert f'id="consent-{name}"' in text


def test_the_page_is_whole_and_every_number_leads_to_a_table(text: str, run: Run) -> None:
    page = Page(text)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    anchors = {address[1:] for _, address, _ in page.links if address.startswith("#")}
    assert anchors <= set(page.ids)
    numbers = [(address, words) for kind, address, words in page.links if kind == "n"]
    assert all(re.search(r"\d", words) for _, words in numbers)
    led = {address.removeprefix("#table-") for address, _ in numbers if "consent" in address}
    assert led == {name for name in run.tables if name.startswith("consent")}
    assert set(run.tables) <= set(TABLES)


def test_chances_are_those_of_the_table(text: str, run: Run) -> None:
    table = run.tables["consent_items"]
    told = plain(chapter(text))
    for item in ("loan", "grants"):
        rows = table[table["item"] == item]
        assert odds_range(range_of(rows["by_rule"].to_numpy())) in told
        assert odds_range(range_of(rows["outcome"].to_numpy())) in told
    loan = table[table["item"] == "loan"]
    assert "Belgium declared a vital interest" in told
    assert odds_range(range_of(loan["adopted"].to_numpy())) in told


def test_the_bottom_line_tells_the_vote(text: str, run: Run) -> None:
    line = plain(text.split('id="bottom-line"')[1].split('id="money"')[0])
    loan = run.tables["consent_items"].query("item == 'loan'")
    assert odds_range(range_of(loan["adopted"].to_numpy())) in line
    assert text.split('id="bottom-line"')[1].split('id="money"')[0].count('class="hinge"') == 5
    items = run.tables["consent_items"]
    nothing = 1 - items.groupby("draw")["outcome"].sum().to_numpy()
    assert f"nothing passes with a chance of {odds_range(range_of(nothing))}" in line
    sets = run.tables["consent_blocking"].query("item == 'loan' and kind == 'likeliest'")
    first = sets.sort_values("chance").iloc[-1]
    chance = odds(first["chance"])
    assert "BE" in first["members"]
    assert re.search(rf"Likeliest to stop it by votes: Belgium.+ \({chance} that all of", line)


def test_results_in_short_tell_the_votes(run: Run) -> None:
    (council,) = votes_summary(run.tables).values()
    decided = run.tables["consent_items"].groupby("draw")["outcome"].sum().to_numpy()
    assert council.nothing == range_of(1 - decided)
    loan = council.items["loan"]
    likely = run.tables["consent_blocking"].query("item == 'loan' and kind == 'likeliest'")
    assert json.dumps(loan.stopped_by) in set(likely["members"])
    assert loan.stopped == likely["chance"].max()
    assert loan.outcome.mid <= loan.adopted.mid + 1e-12


def test_holdouts_are_told_with_reason_and_smallest_change(text: str) -> None:
    told = plain(chapter(text))
    assert "less likely than not to vote for it is Belgium" in told
    assert "a condition unmet" in told
    turning = told.split("What would change their minds")[1]
    assert "There is no limit to what the guarantors can be asked for." in turning
    assert "Other holders join: yes." in turning
    assert "Hungary: none of these designs turns it" not in turning  # the grants have no designs
    assert re.search(r"Of 4 designs 1 pass", turning)


def test_blockers_pressure_and_exemptions_are_told(text: str, run: Run) -> None:
    told = plain(chapter(text))
    assert "one member is enough, such as Belgium, Bulgaria or Czechia" in told
    assert "the smallest sets have 4 members" in told
    exempt = run.tables["consent_exemptions"]
    row = exempt[exempt["exempt"] == '["BE"]'].iloc[0]
    part = told.split("What the exemption of each objector")[1]
    spread = Range(mid=row["adopted"], low=row["low"], high=row["high"])
    assert f"Belgium {odds_range(spread)}" in part
    pressed = told.split("What the fallbacks do to the holdouts")[1]
    assert "hardly moves it" in pressed
    assert "None of those who hold out is pressed by it." in pressed
    worth = run.tables["consent_worth"].query("item == 'loan' and member == 'BE'")
    for row in worth.itertuples():
        assert percent(row.worth) in pressed
    assert "Belgium. " in pressed.split("that no word binds can move.")[1]  # why, in words
    votes = run.tables["consent_pressure"].query("item == 'loan' and member == 'BE'")
    assert votes["fallbacks"].tolist() == ["[]", '["grants"]']
    for row in votes.itertuples():
        assert odds(row.votes_for) in pressed


def test_breaks_turn_those_who_hold_out_and_nobody_else(text: str, run: Run) -> None:
    table = run.tables["consent_blocking"].query("kind == 'likeliest'")
    out = {"loan": "BE", "grants": "HU"}
    for row in table.itertuples():
        ways = [json.loads(way) for way in (row.by_money, row.by_terms) if way]
        holds_out = out[row.item] in json.loads(row.members)
        assert all((way is not None) == holds_out for way in ways)
        assert all(way["member"] == out[row.item] for way in ways if way)
    told = plain(chapter(text)).split("The likeliest blocking sets")[1]
    assert "no payment does" in told  # Belgium's and Hungary's words are too firm for one


def test_votes_under_each_combination_of_conditions_are_told(text: str, run: Run) -> None:
    """Two conditions of one member, held each by itself: four combinations, all in the table."""
    rows = run.tables["consent_combined"]
    assert rows["met"].tolist() == [
        "[]", '["others_join"]', '["guarantee.cap"]', '["guarantee.cap", "others_join"]',
    ]  # fmt: skip
    told = plain(chapter(text)).split("Votes under each combination of conditions")[1]
    assert "A There is no limit to what the guarantors can be asked for. holds to it: 90 %" in told
    assert "B Other holders join: yes. holds to it: 80 %" in told
    for row in rows.itertuples():
        assert odds_range(Range(mid=row.votes_for, low=row.low, high=row.high)) in told
    assert "1 of 4 combinations brings it to one half" in told


def test_rules_positions_and_steps_lead_to_claims(text: str) -> None:
    part = chapter(text)
    assert part.count('href="#claim-loan"') >= 4
    told = plain(part)
    assert "55 % of the members with 65 % of the population" in told
    assert "An article made up for tests" in told
    assert "The parliament" in told
    assert "By September 2025, when Alba first lacks money" in told or "when Alba first" in told


def test_limits_say_whether_consent_is_tested(text: str) -> None:
    assert "none bargains for its vote" in plain(text)
    small = small_case()
    other = plain(brief([made_up_run(small)], check_case(small)))
    assert "No party's consent is tested" in other


def test_without_votes_there_is_no_chapter(found: Checked, run: Run) -> None:
    bare = {name: t for name, t in run.tables.items() if not name.startswith("consent")}
    empty = {name: t.iloc[0:0] if name.startswith("consent") else t
             for name, t in run.tables.items()}  # fmt: skip
    for tables in (bare, empty):
        told = brief([dataclasses.replace(run, tables=tables)], found)
        assert 'class="chapter" id="consent"' not in told
        assert "Under <em>The loan as drafted</em> the largest expected cost" in told


def test_an_account_without_designs_leaves_out_their_part(found: Checked, run: Run) -> None:
    fewer = {name: t for name, t in run.tables.items()
             if name not in TABLES_OF_DESIGNS}  # fmt: skip
    told = brief([dataclasses.replace(run, tables=fewer)], found)
    assert 'id="consent-terms"' not in told
    assert 'id="consent-combined"' not in told
    assert 'id="consent-cash"' in told


def test_one_date_of_first_cash_is_told_and_holds_for_the_money_too(text: str) -> None:
    told = plain(text)
    assert "The money, the talks and the votes count with these chances" in told
    assert "none fails on the way" not in told
    assert told.count("if it is adopted; that it may still fail on the way is counted in") == 2


def test_what_a_scenario_says_is_never_markup(found: Checked, run: Run) -> None:
    tables = dict(found.case.scenario.tables)
    tables["council"] = tables["council"].model_copy(update={"title": "<script>1</script>"})
    scenario = found.case.scenario.model_copy(update={"tables": tables})
    hostile = dataclasses.replace(found, case=dataclasses.replace(found.case, scenario=scenario))
    assert "<script>" not in brief([run], hostile)


def test_holdouts_are_those_below_one_half(found: Checked, run: Run) -> None:
    page = sheet([run], found)
    loan, grants = items(page)
    assert holdouts(page.run, loan) == ("BE",)
    assert holdouts(page.run, grants) == ("HU",)
    assert rows_of(page.run, "no_such_table", loan).empty


def test_what_is_given_beside_the_instrument_is_said_to_have_no_cost_here(text: str) -> None:
    told = plain(chapter(text))
    assert "Beside the instrument: \u201cOther holders join\u201d. What that would cost" in told
    assert told.count("Beside the instrument:") == 1  # the other item has no such terms


def test_nothing_on_the_frontier_is_beaten_and_everything_off_it_is() -> None:
    numbers = np.random.default_rng(5)
    terms = [json.dumps({f"t{i}": 1}) for i in range(60)]
    adopted, burden = numbers.random((2, 60))
    table = pd.DataFrame({"terms": terms, "adopted": adopted, "worst_burden": burden})
    best = set(frontier(table)["terms"])

    def beaten(row) -> bool:
        as_good = (table["adopted"] >= row.adopted) & (table["worst_burden"] <= row.worst_burden)
        better = (table["adopted"] > row.adopted) | (table["worst_burden"] < row.worst_burden)
        return bool((as_good & better).any())

    assert best == {row.terms for row in table.itertuples() if not beaten(row)}


@pytest.mark.parametrize(
    ("rule", "says", "source"),
    [
        ("eu_unanimity", "no member of the Council votes against", "Art. 238(4) TFEU"),
        ({"share": "population", "more_than": "1/2"}, "more than 50 % of the population", ""),
        ({"any_of": ["unanimity", "two_thirds"]}, "; or at least two thirds", "plain meaning"),
        ({"all_of": ["eu_unanimity", {"needs": "a_parliament"}]}, "(a parliament)", "238(4)"),
        ({"count": "members", "at_least": 9}, "9", ""),
    ],
)
def test_rules_are_told_in_words(rule: object, says: str, source: str) -> None:
    read = read_rule(rule)
    assert says in rule_in_words(read)
    assert source in source_of_law(read)


def test_terms_are_told_in_words(found: Checked) -> None:
    loan = found.case.scenario.money.instruments["asset_loan"]
    assert change_in_words(loan, "guarantee.sharing", "joint_and_several").startswith("Guarantors")
    covers = change_in_words(loan, "guarantee.covers", ["principal", "host"])
    assert covers.startswith("The guarantee also covers losses")
    assert changes_in_words(loan, '{"guarantee.pays_within": "0.5 months"}') == (
        "Time from call to cash: 0.5 months.",
    )


def test_the_made_up_council_is_a_copy(tmp_path: Path) -> None:
    """The scenario that other tests share stays without a council."""
    with_council(tmp_path)
    assert not small_case().scenario.tables


def test_what_differs_between_draws_has_its_range(text: str, run: Run) -> None:
    """Ends are read from the run's tables; a heading says that the middle is a mean."""
    told = plain(chapter(text))
    for heading in ("Its vote decides, mean", "Chance that all of them refuse, mean",
                    "Heaviest burden of any member, mean", "Banzhaf, exact"):  # fmt: skip
        assert heading in told
    votes = run.tables["consent_votes"].query("item == 'loan'")
    first = votes.sort_values("pivotal", ascending=False, kind="stable").iloc[0]
    assert first["pivotal_low"] < first["pivotal"] < first["pivotal_high"]
    ends = Range(mid=first["pivotal"], low=first["pivotal_low"], high=first["pivotal_high"])
    assert odds_range(ends) in told
    sets = run.tables["consent_blocking"].query("item == 'loan' and kind == 'likeliest'").iloc[0]
    assert sets["low"] <= sets["chance"] <= sets["high"]
    assert odds_range(Range(mid=sets["chance"], low=sets["low"], high=sets["high"])) in told
    exempt = run.tables["consent_exemptions"].query("item == 'loan'").iloc[0]
    burden = (exempt["worst_burden"], exempt["burden_low"], exempt["burden_high"])
    assert burden[1] < burden[0] < burden[2]
    assert percent_range(Range(mid=burden[0], low=burden[1], high=burden[2])) in told
