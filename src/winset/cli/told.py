"""A run as `winset run` tells it: the bottom line, then the tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from winset.cli.show import out, set_by_hand
from winset.scenario.sections import stated_money
from winset.timegrid import TimeGrid, grid_until, parse_date

if TYPE_CHECKING:
    from winset.runs.ranges import Range
    from winset.runs.record import Run
    from winset.runs.results import Results
    from winset.runs.talks_results import TalksSummary
    from winset.scenario.case import Case
    from winset.scenario.nouns.talks import Issue


def say(case: Case, run: Run, results: Results) -> None:
    """Say what a run came to: the bottom line as its brief has it, then tables."""
    console = out()
    account = results.record.account
    title = case.scenario.accounts[account].title if account else ""
    console.print(f"\n[bold]{results.record.title}[/]" + (f"\n{title}" if title else ""))
    for line in (*_not_played(results), *set_by_hand(case, account)):
        console.print(f"  {line}", markup=False)
    console.print(_bottom_line(case, run))
    if results.votes:
        console.print(_votes(case, results))
    if results.options:
        console.print(_options(case, results))
    if results.talks is not None:
        console.print(_months(case, results.talks))
        console.print(_terms(case, results.talks))
    chance = "Costs and chances are means over paths: what nobody can know."
    known = "Chances, of what nobody can know, are computed and need no samples."
    console.print(
        "Middle of the draws, with 5-95 % in brackets: what we do not know. "
        + (chance if results.options else known),
        style="dim",
    )


def _bottom_line(case: Case, run: Run) -> Table:
    """The sentences with which the brief of this run begins, in plain text."""
    from winset.report.brief.parts.bottom_line import sentences
    from winset.report.brief.sheet import sheet
    from winset.report.plain import plain
    from winset.runs.check import check_case

    grid = Table.grid(padding=(0, 1))
    for number, (text, _) in enumerate(sentences(sheet([run], check_case(case))), 1):
        grid.add_row(f"  {number}.", Text(plain(text)))
    return grid


def _not_played(results: Results) -> Iterator[str]:
    """What a reader must know of a run whose talks were left out."""
    if results.record.settlements == "stated":
        yield (
            "The talks were not played: settlements come as money.settlement states, under every "
            "option alike."
        )


def _votes(case: Case, results: Results) -> Table:
    """What each council decides on each item, and who is likeliest to stop it."""
    from winset.report.brief.parts.consent_odds import odds, odds_range

    table = _plain("put to the vote", "by its rule", "with the habit", "is decided")
    table.add_column("stopped by votes")
    options = stated_money(case.scenario).options
    for council in results.votes.values():
        for each in council.items.values():
            who = "+".join(each.stopped_by)
            stop = "-" if each.stopped is None else f"{who} {odds(each.stopped)}"
            chances = (odds_range(value) for value in (each.by_rule, each.adopted, each.outcome))
            table.add_row(options[each.option].title, *chances, stop)
        table.add_row("nothing passes", "", "", odds_range(council.nothing), "")
    table.caption = (
        "habit: of consensus, where there is one; is decided: before any vote; stopped by: who is "
        "likeliest to"
    )
    return table


def _months(case: Case, talks: TalksSummary) -> Table:
    """When there will be talks and an agreement."""
    from winset.report.brief.parts.consent_odds import odds_range
    from winset.report.figures import month, number_range

    stated = bool(talks.base_rate)
    table = _plain("by the end of", "talks held", "signed", "in force")
    if stated:
        table.add_column("reference class", justify="right")
    grid = _calendar(case)
    for index, held in talks.held.items():
        kinds = (talks.agreed, talks.in_force, *([talks.base_rate] if stated else ()))
        chances = (odds_range(kind[index]) if index in kind else "-" for kind in kinds)
        table.add_row(month(grid, index), odds_range(held), *chances)
    table.caption = (
        f"today, talks: {odds_range(talks.held_now)}; margin above 0: they would sign: "
        f"{number_range(talks.margin)}; zone above 0: there is one: {number_range(talks.zone)}"
    )
    return table


def _plain(first: str, *others: str) -> Table:
    """A table without lines, its numbers to the right, what they are below it on the left."""
    table = Table(first, box=None, pad_edge=False, caption_justify="left")
    for heading in others:
        table.add_column(heading, justify="right")
    return table


def _options(case: Case, results: Results) -> Table:
    table = _plain("option", "paid out", "burden, all", "worst 5 %, host", "needs unmet")
    for name, each in results.options.items():
        option = stated_money(case.scenario).options[name]
        burden = each.burden if option.instrument else results.nothing_all
        cells = (_bn(each.paid_out), _bn(burden), _bn(each.host.tail), _bn(each.unmet))
        table.add_row(option.title, *cells)
    table.caption = "\n".join(_below(case, results))
    return table


def _below(case: Case, results: Results) -> Iterator[str]:
    """What the numbers in the table of options are."""
    yield f"{results.currency} bn; burden, host: present value; unmet: to the horizon"
    for option in stated_money(case.scenario).options.values():
        if option.instrument is None and results.nothing_all is not None:
            yield f"{option.title}: what it costs all, as money.nothing.cost states it"
        elif option.instrument is None:
            yield f"{option.title}: the scenario does not state what it costs (money.nothing)"


def _terms(case: Case, talks: TalksSummary) -> Table:
    from winset.report.brief.parts.consent_odds import odds_range

    table = Table("issue", "likeliest, given an agreement", box=None, pad_edge=False)
    table.add_column("chance", justify="right")
    issues = _issues(case)
    for name, levels in talks.terms.items():
        best = max(levels, key=lambda level: levels[level].mid)
        issue = issues[name]
        table.add_row(issue.title, issue.levels[best].title, odds_range(levels[best]))
    return table


def _issues(case: Case) -> dict[str, Issue]:
    from winset.scenario.nouns.talks import Talks

    tables = case.scenario.tables.values()
    return {n: i for table in tables if isinstance(table, Talks) for n, i in table.issues.items()}


def _calendar(case: Case) -> TimeGrid:
    return grid_until(case.scenario.as_of, parse_date(case.scenario.horizon, end=True))


def _bn(value: Range | None, unit: float = 1e9) -> str:
    if value is None:
        return "-"
    low, mid, high = (number / unit for number in (value.low, value.mid, value.high))
    return f"{mid:.1f} ({low:.1f}-{high:.1f})" if high - low > 0.05 else f"{mid:.1f}"
