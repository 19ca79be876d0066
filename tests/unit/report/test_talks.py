"""The chapters on the talks and the coupling: what they say is what the run's tables hold."""

from __future__ import annotations

import dataclasses
import html
import re
from types import ModuleType

import numpy as np
import pandas as pd
import pytest
from tests.unit.report.made_up_talks import DRAWS, alone, alone_run, parley_found, parley_run
from tests.unit.report.test_brief import Page

from winset.report.brief.headline import headline
from winset.report.brief.page import brief
from winset.report.brief.parts import talks_refusing, talks_table, talks_waiting
from winset.report.brief.parts.consent_odds import odds_range
from winset.report.brief.parts.coupling_options import change, cut
from winset.report.brief.parts.coupling_words import titles
from winset.report.brief.parts.made import TABLES
from winset.report.brief.parts.talks_chances import parting_months
from winset.report.brief.parts.talks_refusing import VERDICTS, explained
from winset.report.brief.parts.talks_words import in_points
from winset.report.brief.sheet import sheet
from winset.report.figures import money_range, number_range
from winset.report.talks_words import level_title
from winset.runs.check import check_case
from winset.runs.ranges import range_of
from winset.runs.record import Run
from winset.runs.talks_reading import agreed_by, by_draw, by_month, held_by, nodes, parties
from winset.scenario.nouns.scenario import Account

PARTS = ("chances", "margin", "terms", "waiting", "table", "refusing", "world", "tilts")
NAMES = {"alba": "Alba", "borea": "Borea"}
COUPLING = ("options", "money", "loop")


@pytest.fixture(scope="module")
def run() -> Run:
    return parley_run()


@pytest.fixture(scope="module")
def text(run: Run) -> str:
    return brief([run], parley_found())


@pytest.fixture(scope="module")
def talks_only() -> str:
    return brief([alone_run()], check_case(alone()))


def with_tables(run: Run, **tables: pd.DataFrame) -> Run:
    return dataclasses.replace(run, tables={**run.tables, **tables})


def chapter(text: str, name: str) -> str:
    found = re.search(
        rf'<section class="chapter" id="{name}".*?(?=<section class="chapter"|</main>)', text, re.S
    )
    assert found is not None
    return found[0]


def part(text: str, name: str) -> str:
    start = re.split(rf'class="part" id="{name}"[^>]*>', text)[1]
    return plain(re.split(r'<(?:section|details) class="part"', start)[0])


def plain(markup: str) -> str:
    bare = re.sub(r"<svg.*?</svg>", " ", markup, flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", bare)))


def test_the_chapters_stand_between_consent_and_accounts(text: str) -> None:
    order = re.findall(r'class="chapter" id="([\w-]+)"', text)
    assert order.index("money") < order.index("talks") < order.index("coupling")
    assert order.index("coupling") < order.index("accounts")
    for name in PARTS:
        assert f'id="talks-{name}"' in text
    for name in COUPLING:
        assert f'id="coupling-{name}"' in text


def test_the_page_is_whole_and_every_number_leads_to_a_table(text: str, run: Run) -> None:
    page = Page(text)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    anchors = {address[1:] for _, address, _ in page.links if address.startswith("#")}
    assert anchors <= set(page.ids)
    led = {address.removeprefix("#table-") for _, address, _ in page.links}
    told = {each for each in run.tables if each.startswith(("talks_", "coupling_"))}
    assert told - led <= {"talks_levels"}  # what packages consist of is told in words
    assert set(run.tables) <= set(TABLES)


def test_chances_are_those_of_the_tables(text: str, run: Run) -> None:
    told, tables = part(text, "talks-chances"), run.tables
    last = int(tables["talks_months"]["month"].max())
    for month in (1, 3, last):
        assert odds_range(range_of(agreed_by(tables, month))) in told
        assert odds_range(range_of(held_by(tables, month))) in told
    free = by_month(tables["talks_months"], "held_free", node="any")
    bound = ~np.isnan(free).all(axis=1)
    assert odds_range(range_of(free[bound].mean(axis=0))) in told
    assert "has declared that it will not talk before 1 June 2025" in told


def test_the_reference_class_stands_beside_and_parting_is_counted(text: str, run: Run) -> None:
    assert "Beside it a reference class: Settlements of feuds over fords" in part(
        text, "talks-chances"
    )
    page = sheet([run], parley_found())
    months = run.tables["talks_months"]
    far = months.assign(base_rate=0.0, in_force=np.where(months["month"] >= 4, 0.5, 0.0))
    near = months.assign(base_rate=months["in_force"])
    assert parting_months(sheet([with_tables(run, talks_months=near)], parley_found())) == []
    parted = parting_months(sheet([with_tables(run, talks_months=far)], parley_found()))
    assert parted == list(range(4, page.grid.months))


def test_signed_and_in_force_are_told_apart_where_approval_is_asked(text: str, run: Run) -> None:
    """At the fords a signature is in force at once; half as likely is told as what it is."""
    assert "in force" not in part(text, "talks-chances")
    months = run.tables["talks_months"]
    halved = with_tables(run, talks_months=months.assign(in_force=months["agreed"] / 2))
    told = brief([halved], parley_found())
    last = int(months["month"].max())
    half = odds_range(range_of(agreed_by(run.tables, last) / 2))
    table = re.split("Chances by month", part(told, "talks-chances"))[1]
    assert "First signature by its end In force by its end" in re.sub(" +", " ", table)
    assert half in table
    assert (
        f"Approved and in force is one with {odds_range(range_of(agreed_by(run.tables, 11) / 2))}"
        in plain(told)
    )


def test_margins_and_who_stands_against_are_those_of_the_tables(text: str, run: Run) -> None:
    told = part(text, "talks-margin")
    table, closest = run.tables["talks_margin"], run.tables["talks_closest"]
    for kind in ("static", "dynamic"):
        assert in_points(range_of(by_draw(table, kind, node="any", month=0))) in told
    blockers = closest["blocker"].value_counts()
    for party, name in (("alba", "Alba"), ("borea", "Borea")):
        share = 100 * blockers.get(party, 0) / DRAWS
        assert f"{name} in {share:.2g} % of draws" in told or share in (0, 100)


def test_where_rules_would_settle_is_told_with_what_each_party_gains(text: str, run: Run) -> None:
    told, gains = part(text, "talks-margin"), run.tables["talks_fair_gains"]
    for rule in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
        for party in NAMES:
            values = by_draw(gains, "gain", rule=rule, party=party)
            assert in_points(range_of(values[~np.isnan(values)])) in told
    assert "which is the point of disagreement" in told
    opened = run.tables["talks_open"]
    assert f"of {number_range(range_of(opened['open'].to_numpy(float)))} packages" in told
    packages = run.tables["talks_fair"].assign(package="")
    none = brief([with_tables(run, talks_fair=packages)], parley_found())
    assert "In no draw is there a surplus that rules could share." in plain(none)


def test_proposing_nothing_is_set_against_the_best_offer(text: str, run: Run) -> None:
    told = part(text, "talks-table")
    for party, name in NAMES.items():
        idle = by_draw(run.tables["talks_refusal"], "idle", party=party)
        worth = in_points(range_of(idle))
        assert (
            f"If {name} had the initiative today, to propose nothing would be worth {worth}" in told
        )


@pytest.mark.parametrize("written", [talks_waiting, talks_table, talks_refusing])
def test_each_party_is_told_of_in_the_same_words(written: ModuleType, run: Run) -> None:
    page = sheet([run], parley_found())
    shapes = {shape(plain(written.of_party(page, *each)), each[1]) for each in NAMES.items()}
    assert len(shapes) == 1
    idle = {shape(plain(talks_table.stalling(page, *each)), each[1]) for each in NAMES.items()}
    assert len(idle) == 1


def test_who_is_asked_later_is_told_by_the_sessions_in_which_it_was_asked(run: Run) -> None:
    """Both may stay away alike, though the second seems to do so less often."""
    page = sheet([run], parley_found())
    first, second = (talks_table.sessions(page, each)[0] for each in NAMES)
    away = by_month(run.tables["talks_table"], "chance", outcome="refused:alba").sum(axis=0)
    np.testing.assert_allclose(first - second, away)  # the calendar is shorter than a year
    assert (talks_table.sessions(page, "borea")[1] < second).all()


def shape(told: str, name: str) -> str:
    """A text without its numbers, its party, its verdict, and what only a declaration adds."""
    for verdict in VERDICTS.values():
        told = told.replace(verdict, "")
    bare = re.sub(r" ?\([^)]*\)|[<>]?\u2212?\d[\d.,]*", "", told.split(" It has declared")[0])
    return re.sub(r"\s+", " ", bare.replace(name, "WHO")).strip()


def test_a_refusal_is_explained_only_if_it_pays_in_nearly_every_draw() -> None:
    assert explained(np.full(20, 0.01)) == "yes"
    assert explained(np.linspace(-0.1, 0.1, 20)) == "no"
    assert explained(np.full(20, -0.01)) == "against"


def test_what_refusing_comes_from_is_told_part_by_part(text: str, run: Run) -> None:
    told = part(text, "talks-refusing")
    for party in parties(run.tables):
        gain = by_draw(run.tables["talks_refusal"], "gain", party=party)
        assert in_points(range_of(gain)) in told
        parts = run.tables["talks_refusal_parts"]
        whole = parts[parts["party"] == party].groupby("draw")["value"].sum()
        np.testing.assert_allclose(whole, gain, atol=1e-9)


def test_pulls_are_told_of_refusing_against_attending(text: str, run: Run) -> None:
    """The table holds V(attend) - V(refuse); the brief tells the other way round."""
    pulls = run.tables["talks_pulls"]
    means = pulls[pulls["variable"] != "node"].groupby(["party", "variable", "way"])["change"]
    strongest = means.median().abs().idxmax()
    values = by_draw(
        pulls, "change", **dict(zip(("party", "variable", "way"), strongest, strict=True))
    )
    assert in_points(range_of(-values)) in part(text, "talks-refusing")


def test_tracks_are_told_with_their_dates_or_without(text: str) -> None:
    told = part(text, "talks-world")
    assert "open, no date" in told


def test_the_bottom_line_speaks_of_talks_and_of_the_coupling(text: str, run: Run) -> None:
    line = chapter(text, "bottom-line")
    assert line.count('class="hinge"') == 5
    told = plain(line)
    assert "a first agreement is signed" in told
    assert "Money and talks move each other" in told


def test_options_are_told_against_nothing_draw_by_draw(text: str, run: Run) -> None:
    page, told = sheet([run], parley_found()), part(text, "coupling-options")
    paying = [each for each in titles(page) if each != "nothing"]
    assert paying
    for node in paying:
        moved = change(page, node, page.grid.months - 1)
        tables = run.tables
        both = [agreed_by(tables, page.grid.months - 1, each) for each in (node, "nothing")]
        np.testing.assert_allclose(moved, both[0] - both[1])
        assert in_points(range_of(moved)) in told
    assert "counterfactual" in told


def test_money_cut_from_the_talks_is_told_on_the_draws_that_it_has(run: Run) -> None:
    few = run.tables["talks_cut"]
    fewer = with_tables(run, talks_cut=few[few["draw"] < 4])
    page = sheet([fewer], parley_found())
    assert cut(page, 3).shape == (4,)
    told = part(brief([fewer], parley_found()), "coupling-options")
    assert "(on the first 4 draws)" in told


def test_cost_is_told_under_every_law(text: str, run: Run) -> None:
    told, table = part(text, "coupling-money"), run.tables["coupling_money"]
    assert set(table["law"]) == {"talks", "calendar", "stated", "never"}
    for words in ("if settlements come as the talks say", "if none ever comes"):
        assert words in told


def test_what_hangs_on_the_months_after_the_calendar_is_told(text: str, run: Run) -> None:
    told, beside = part(text, "coupling-money"), part(text, "options")
    assert "that stretch is no finding of the talks" in told
    table = run.tables["coupling_money"].sort_values("draw")
    for option in set(table["option"]) - {"nothing"}:
        own = table[table["option"] == option]
        cost = own[own["law"] == "calendar"]["burden_pv"].to_numpy()
        assert money_range(range_of(cost), "EUR") in told
        assert money_range(range_of(cost), "EUR") in beside
        main = own[own["law"] == "talks"]
        for column in ("settled_within", "settled"):
            assert odds_range(range_of(main[column].to_numpy())) in told


def test_without_talks_there_are_no_chapters_of_them(run: Run) -> None:
    bare = {n: t for n, t in run.tables.items() if not n.startswith(("talks_", "coupling_"))}
    told = brief([dataclasses.replace(run, tables=bare)], parley_found())
    for name in ("talks", "coupling"):
        assert f'class="chapter" id="{name}"' not in told
    assert "come from stated chances" in plain(told)


def test_talks_without_decisions_about_money_have_no_coupling(talks_only: str) -> None:
    order = re.findall(r'class="chapter" id="([\w-]+)"', talks_only)
    assert "talks" in order
    assert not {"money", "coupling"} & set(order)
    assert nodes(alone_run().tables) == ()
    page = Page(talks_only)
    assert page.open == []
    anchors = {address[1:] for _, address, _ in page.links if address.startswith("#")}
    assert anchors <= set(page.ids)
    assert chapter(talks_only, "bottom-line").count('class="hinge"') == 5


def test_drivers_are_looked_for_behind_the_talks_too(run: Run) -> None:
    page = sheet([run], parley_found())
    found = {each.name: each for each in headline(page)}
    assert {"agreed", "margin", "waiting-alba", "waiting-borea"} <= set(found)
    assert found["agreed"].write(0.25) == "25 %"
    assert found["margin"].write(0.0123) == "1.2 points"
    np.testing.assert_allclose(found["margin"].values, by_draw(
        run.tables["talks_margin"], "static", node="any", month=0))  # fmt: skip


def test_accounts_are_compared_by_their_talks(run: Run) -> None:
    found = parley_found()
    scenario = found.case.scenario
    other = Account(title="Another reading", set={}, basis="judgement")
    case = dataclasses.replace(
        found.case, scenario=scenario.model_copy(update={"accounts": {"other": other}})
    )
    months = run.tables["talks_months"]
    issues = run.tables["talks_issues"]
    home = (issues["issue"] == "deposits") & (issues["level"] == "home")
    higher = with_tables(
        run,
        talks_months=months.assign(agreed=np.sqrt(months["agreed"])),
        talks_issues=issues.assign(chance=np.where(home, 1.0, 0.0)),
    )
    higher = dataclasses.replace(
        higher, record=higher.record.model_copy(update={"account": "other"})
    )
    told = part(brief([run, higher], dataclasses.replace(found, case=case)), "accounts-talks")
    assert "(“The scenario as it stands”) and" in told
    assert "and their ranges do not meet" in told
    assert "under every account" in told or "under no account" in told
    assert odds_range(range_of(agreed_by(higher.tables, 11))) in told
    middle = [
        each.tables["talks_issues"]
        .query("node == 'any'")
        .groupby(["issue", "level"], observed=True)["chance"]
        .median()
        for each in (run, higher)
    ]
    issue, level = (middle[1] - middle[0]).abs().idxmax()
    assert f"“{level_title(scenario, issue, level)}” has" in told


def test_a_brief_of_talks_alone_speaks_of_no_paths(text: str, talks_only: str) -> None:
    """There chances are computed and nothing is sampled but what is not known."""
    counted = re.compile(r"\bpaths\b|\bPaths for\b")
    assert counted.search(plain(text))
    assert not counted.search(plain(talks_only))
    assert "which are computed and need no samples" in plain(talks_only)
