"""The brief: whole, traceable to the run's tables, and in need of nothing else."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from html.parser import HTMLParser
from importlib import resources

import numpy as np
import pytest
from markupsafe import Markup
from tests.unit.report.made_up import made_up_run, small_case

from winset.report.brief.page import brief
from winset.report.brief.parts.calendar import CITED, FOUND, STATED, Line, first_and_others
from winset.report.brief.parts.made import TABLES
from winset.report.brief.register import PLANS
from winset.report.figures import BILLION, money_range, percent, percent_range, plain_range
from winset.runs.check import Checked, check_case
from winset.runs.record import Run
from winset.runs.results import Range

CASE = small_case()
UNFOLD = resources.files("winset.report.brief").joinpath("unfold.js")
LOADING = ("src", "srcset", "data", "xlink:href")
VOID = {"meta", "br", "hr", "img", "input", "link"}


class Page(HTMLParser):
    """What a test asks of a page: ids, links, elements with their texts; that tags are closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[tuple[str, str, str]] = []  # class, address, text
        self.loads: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [given["id"]] if "id" in given else []
        if tag == "a":
            self.links.append((given.get("class", ""), given["href"], ""))
        self.loads += [
            given[name] for name in ("src", "srcset", "data", "xlink:href") if name in given
        ]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script", "title", "desc"):
            self.words.append(data)
        if "a" in self.open and self.links:
            kind, address, text = self.links[-1]
            self.links[-1] = (kind, address, text + data)


@pytest.fixture(scope="module")
def found() -> Checked:
    return check_case(CASE)


@pytest.fixture(scope="module")
def run() -> Run:
    return made_up_run(CASE)


@pytest.fixture(scope="module")
def text(run: Run, found: Checked) -> str:
    others = [made_up_run(CASE, "borea", 1.4), made_up_run(CASE, "alba", 0.6)]
    return brief([run, *others], found)


@pytest.fixture(scope="module")
def alone(run: Run, found: Checked) -> str:
    return brief([run], found)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_every_tag_is_closed(page: Page) -> None:
    assert page.open == []


def test_ids_are_unique_and_every_anchor_leads_somewhere(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    anchors = {address[1:] for _, address, _ in page.links if address.startswith("#")}
    assert anchors - set(page.ids) == set()
    assert len(anchors) > 35


def test_every_chapter_and_part_is_there(page: Page) -> None:
    names = [plan.name for plan in PLANS]
    assert [each for each in page.ids if each in names] == names
    for part in ("months", "options", "members", "tail", "conflicts", "limits"):
        assert part in page.ids


def test_nothing_is_loaded_and_nothing_runs_but_what_unfolds(page: Page, text: str) -> None:
    assert page.loads == []
    assert page.tags.count("script") == 1
    script = text.partition('<script id="unfold">')[2].partition("</script>")[0]
    assert script.strip() == UNFOLD.read_text("utf-8").strip()
    assert not re.search(r"fetch|XMLHttp|import|innerHTML|eval|src|https?:", script)
    assert "link" not in page.tags
    assert not re.search(r"url\((?!#)|@import|javascript:", text)


def test_links_lead_outside_only_to_publishers(page: Page, found: Checked) -> None:
    outside = {address for _, address, _ in page.links if not address.startswith("#")}
    publishers = {source.locator for source in found.case.evidence.sources.values()}
    assert outside <= publishers


def test_every_number_leads_to_a_table_of_the_run(page: Page, run: Run) -> None:
    numbers = [(address, words) for kind, address, words in page.links if kind == "n"]
    assert len(numbers) > 200
    tables = {f"#table-{name}" for name in run.tables} | {"#what-it-hangs-on"}
    assert {address for address, _ in numbers} <= tables
    assert all(re.search(r"\d", words) for _, words in numbers)
    assert set(run.tables) <= set(TABLES)


def test_every_figure_has_a_caption_and_a_heading(page: Page) -> None:
    figures = page.tags.count("figure")
    assert figures > 15
    assert page.tags.count("figcaption") == figures


def test_every_picture_says_what_it_shows(text: str) -> None:
    pictures = re.findall(r"<svg .*?</desc>", text, flags=re.DOTALL)
    assert len(pictures) > 15
    for picture in pictures:
        title = re.search(r"<title[^>]*>([^<]+)</title>", picture)
        told = re.search(r"<desc[^>]*>([^<]+)</desc>", picture)
        assert title
        assert told
        assert len(title[1]) > 10
        assert len(told[1]) > 10


def bottom_line(text: str) -> str:
    chapter = text.split('id="bottom-line"')[1].split('id="money"')[0]
    return re.sub(r"<[^>]+>", "", chapter).replace("\n", " ")


def words(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", markup).split())


def options(run: Run, option: str, column: str) -> np.ndarray:
    table = run.tables["options"]
    return table[table["option"] == option].sort_values("draw")[column].to_numpy()


def spread(values: np.ndarray) -> Range:
    low, mid, high = np.percentile(values, [5, 50, 95])
    return Range(low=low, mid=mid, high=high)


def test_the_bottom_line_is_that_of_the_tables(text: str, run: Run) -> None:
    told = bottom_line(text)
    gap = options(run, "nothing", "gap_total")
    assert money_range(spread(gap), "EUR") in told
    assert "Alba first lacks money in September 2025" in told  # month 6 after March 2025
    cost = {n: options(run, n, "burden_pv") / 60e9 for n in ("asset_loan", "union_bonds", "grants")}
    for name in ("asset_loan", "grants"):
        assert money_range(spread(cost[name] * 60e9), "EUR") in told
    cheaper = (cost["asset_loan"] < cost["union_bonds"]).mean()
    assert f"in {percent(float(cheaper))} of draws" in told
    gdp = run.tables["payers"].set_index("payer")["gdp"]["BE"]
    for name in ("asset_loan", "asset_loan_bare", "asset_loan_joint"):
        tail = options(run, name, "host_cvar95")
        assert money_range(spread(tail), "EUR") in told
        assert percent_range(spread(tail / gdp)) in told
    members = run.tables["members"]
    own = members[(members["option"] == "asset_loan") & (members["payer"] == "DE")]
    assert f"Germany, {money_range(spread(own['pv_mean'].to_numpy()), 'EUR')}" in told


def test_what_goes_unmet_before_a_settlement_is_told_apart(text: str, run: Run) -> None:
    told = words(text.split('id="when-the-money-ends"')[1].split("</table>")[0])
    assert "of it before a settlement" in told
    for name in ("nothing", "asset_loan"):
        for column in ("gap_total", "gap_open"):
            assert plain_range(spread(options(run, name, column)), BILLION) in told


def test_it_is_said_what_a_settlement_does_to_needs_and_payouts(text: str) -> None:
    told = words(text)
    assert "Needs stay as they are stated after a settlement." in told
    assert "No more is paid out once a settlement comes or the freeze lapses." in told
    assert "A settlement does not end its payouts." in told


def test_the_bottom_line_names_the_driver_that_the_tables_were_made_with(text: str) -> None:
    told = bottom_line(text)
    costs, hosts = told.split("For each EUR 100")[1].split("What can fall on")
    assert (
        "Hangs most on Settlement: principal that reparations meet (rank correlation \u2212"
        in costs
    )
    assert "Hangs most on Freeze: a renewal fails (rank correlation +" in hosts
    assert "judgement" in costs


def test_the_bottom_line_has_five_sentences(text: str) -> None:
    chapter = text.split('id="bottom-line"')[1].split('id="money"')[0]
    assert chapter.count('class="hinge"') == 5


def test_accounts_are_told_apart(text: str, page: Page) -> None:
    words = " ".join(page.words)
    for account in CASE.scenario.accounts.values():
        assert account.title in words
    assert "Settlement: chance" in text.split('id="accounts-changes"')[1].split("</table>")[0]


def test_one_run_alone_makes_a_whole_brief(alone: str) -> None:
    page = Page(alone)
    anchors = {address[1:] for _, address, _ in page.links if address.startswith("#")}
    assert page.open == []
    assert anchors <= set(page.ids)
    assert "made for one account only" in " ".join(page.words)


def test_a_run_under_an_account_tells_that_accounts_values(found: Checked) -> None:
    other = dataclasses.replace(
        made_up_run(CASE), record=made_up_run(CASE).record.model_copy(update={"account": "alba"})
    )
    text = brief([other], found)
    assert CASE.scenario.accounts["alba"].title in " ".join(Page(text).words)
    row = text.split('id="quantity-money.settlement.chance"')[1].split("</tr>")[0]
    assert "2 % a month" in row


def test_the_same_runs_give_the_same_bytes(alone: str, run: Run, found: Checked) -> None:
    assert brief([run], found) == alone


def test_what_a_scenario_says_is_never_markup(run: Run, found: Checked) -> None:
    title = "<script>alert(1)</script> & more"
    scenario = CASE.scenario.model_copy(update={"title": title, "summary": title})
    hostile = dataclasses.replace(found, case=dataclasses.replace(CASE, scenario=scenario))
    text = brief([run], hostile)
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in text


def test_the_stand_in_for_gni_is_said(page: Page) -> None:
    words = " ".join(page.words)
    assert words.count("GDP stands in for GNI") >= 2


def test_a_scenario_without_nothing_agreed_or_host_exposure_still_makes_a_brief(
    run: Run, found: Checked
) -> None:
    table = run.tables["options"]
    bare = table.assign(host_peak=0.0, host_mean=0.0, host_cvar95=0.0)
    nothing = run.tables["nothing"].iloc[0:0]
    other = dataclasses.replace(run, tables={**run.tables, "options": bare, "nothing": nothing})
    words = " ".join(Page(brief([other], found)).words)
    assert "No option leaves anything to the host" in words
    assert "Agreeing on nothing" not in words


def test_the_bottom_line_stands_before_what_a_brief_is(text: str) -> None:
    places = [text.index(f'id="{name}"') for name in ("bottom-line", "what-this-is", "money")]
    assert places == sorted(places)


def test_a_calendar_draws_eight_lines_outright_and_what_the_run_finds_among_them() -> None:
    first = [dt.date(2025, 12, n) for n in range(1, 12)]
    near = [
        Line(f"{n}", Markup(""), when, when, CITED if n < 7 else STATED, "")
        for n, when in enumerate(first[:10])
    ]
    near.append(Line("10", Markup(""), first[10], first[10], FOUND, ""))
    shown, others = first_and_others(near)
    assert [line.title for line in shown] == ["0", "1", "2", "3", "7", "8", "9", "10"]
    assert [line.title for line in others] == ["4", "5", "6"]
    assert first_and_others(near[:8]) == (near[:8], [])
