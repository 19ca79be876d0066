"""A brief on a run that did not play its talks: it says so, says what is assumed, and is whole."""

from __future__ import annotations

import html
import re

import pytest
from tests.unit.report.made_up_talks import parley_found
from tests.unit.report.test_brief import Page

from winset.finance.law import stated_law
from winset.report.brief.page import brief
from winset.report.brief.parts.consent_odds import odds_range
from winset.report.brief.sheet import money_of, sheet
from winset.report.brief.unplayed import IN_SHORT
from winset.report.figures import month
from winset.runs.make import compute
from winset.runs.progress import silent
from winset.runs.ranges import range_of
from winset.runs.record import Run
from winset.scenario.draws import draws_of

DRAWS = 6


@pytest.fixture(scope="module")
def run() -> Run:
    return compute(parley_found(), DRAWS, 40, 1, silent, "stated")


@pytest.fixture(scope="module")
def text(run: Run) -> str:
    return brief([run], parley_found())


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", markup)))


def between(text: str, start: str, end: str) -> str:
    return plain(text.split(start, 1)[1].split(end, 1)[0])


def test_it_says_so_before_anything_else(text: str) -> None:
    assert IN_SHORT in between(text, '<p class="account">', "</p>")
    first = between(text, 'id="bottom-line-sentences"', "<ol>")
    assert "The talks were not played in this run" in first
    assert "The same command without --settlements stated solves the talks" in first
    method = between(text, 'id="method"', 'id="limits"')
    assert "The talks were not played. When a settlement comes" in method
    record = between(text, 'id="record"', "</figure>")
    assert "Settlements as the scenario states them; the talks were not played" in record


def test_it_says_what_is_assumed_and_where_that_stands(text: str, run: Run) -> None:
    page, scenario = sheet([run], parley_found()), parley_found().case.scenario
    law = stated_law(money_of(page), draws_of(scenario, DRAWS, 1), page.grid)
    box = text.split('<aside class="box">', 1)[1].split("</aside>", 1)[0]
    by = odds_range(range_of(law.settled_by[:, -1]))
    back = odds_range(range_of(law.clauses[:, 0, 0]))
    assert f"{by} by the end of {month(page.grid, page.grid.months - 1)}" in plain(box)
    assert f"go back with {back}" in plain(box)
    for path in re.findall(r'href="#quantity-([^"]+)"', box):
        assert f'id="quantity-{path}"' in text
    assert 'href="#quantity-money.settlement.chance' in box


def test_nothing_in_it_speaks_of_talks_that_were_not_played(text: str) -> None:
    chapters = re.findall(r'class="chapter" id="([\w-]+)"', text)
    assert "money" in chapters
    assert not {"talks", "coupling"} & set(chapters)
    page = Page(text)
    assert page.open == []
    anchors = {address[1:] for _, address, _ in page.links if address.startswith("#")}
    assert anchors <= set(page.ids)


def test_a_run_that_played_them_says_nothing_of_it() -> None:
    small = compute(parley_found(), 1, 4, 1, silent)
    assert "not played" not in plain(brief([small], parley_found()))
