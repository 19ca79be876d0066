"""A run as `winset run` tells it: the bottom line, then the tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.table import Table

from winset.cli.show import out, set_by_hand
from winset.scenario.sections import stated_money
from winset.timegrid import TimeGrid, grid_until, parse_date

if TYPE_CHECKING:
    from winset.runs.ranges import Range
    from winset.runs.results import Results
    from winset.runs.talks_results import TalksSummary
    from winset.scenario.case import Case
    from winset.scenario.nouns.talks import Issue


def say(case: Case, results: Results) -> None:
    """Say what a run came to."""
    console = out()
    account = results.record.account
    title = case.scenario.accounts[account].title if account else ""
    console.print(f"\n[bold]{results.record.title}[/]" + (f"\n{title}" if title else ""))
    for line in (
        *_not_played(results),
        *set_by_hand(case, account),
        *_of_money(case, results),
        *_of_talks(case, results),
    ):
        console.print(f"  {line}", markup=False)
    if results.options:
        console.print(_options(case, results))
    if results.talks is not None:
        console.print(_terms(case, results.talks))
    chance = "Costs and chances are means over paths: what nobody can know."
    known = "Chances, of what nobody can know, are computed and need no samples."
    console.print(
        "Middle of the draws, with 5-95 % in brackets: what we do not know. "
        + (chance if results.options else known),
        style="dim",
    )


def _not_played(results: Results) -> Iterator[str]:
    """What a reader must know of a run whose talks were left out."""
    if results.record.settlements == "stated":
        yield (
            "The talks were not played: settlements come as money.settlement states, under every "
            "option alike."
        )


def _of_money(case: Case, results: Results) -> Iterator[str]:
    from winset.report.figures import money_range, month_range, percent_range

    if not results.options:
        return
    money, grid = stated_money(case.scenario), _calendar(case)
    for name, each in results.options.items():
        option = money.options[name]
        if option.instrument is None:
            when = month_range(grid, each.month_out, grid.months - 1)
            yield f"{option.title}: the money runs out in {when}."
        elif each.host.exposure.high > 0:
            gdp = each.host.share_of_gdp
            part = f", {percent_range(gdp)} of its GDP" if gdp else ""
            exposure = money_range(each.host.exposure, results.currency)
            yield f"{option.title}: leaves up to {exposure} to {money.assets.host} as host{part}."


def _of_talks(case: Case, results: Results) -> Iterator[str]:
    from winset.report.brief.parts.consent_odds import odds_range
    from winset.report.figures import month, number_range

    told = results.talks
    if told is None:
        return
    grid = _calendar(case)
    yield f"Talks are held this month with a chance of {odds_range(told.held_now)}."
    soon, chance = next(iter(told.held.items()))
    yield f"Held at least once by the end of {month(grid, soon)}: {odds_range(chance)}."
    for index, chance in told.agreed.items():
        rate = told.base_rate.get(index)
        said = f"; in force: {odds_range(told.in_force[index])}"
        beside = f"; the reference class alone says {odds_range(rate)}" if rate else ""
        yield f"Signed by the end of {month(grid, index)}: {odds_range(chance)}{said}{beside}."
    yield f"Zone of possible agreement today (above 0: there is one): {number_range(told.zone)}."
    yield f"Margin for signing today (above 0: they would): {number_range(told.margin)}."


def _options(case: Case, results: Results) -> Table:
    table = Table("option", box=None, pad_edge=False)
    for heading in ("paid out", "burden, all", "worst 5 %, host", "needs unmet"):
        table.add_column(heading, justify="right")
    for name, each in results.options.items():
        option = stated_money(case.scenario).options[name]
        burden = each.burden if option.instrument else results.nothing_all
        cells = (_bn(each.paid_out), _bn(burden), _bn(each.host.tail), _bn(each.unmet))
        table.add_row(option.title, *cells)
    table.caption = "\n".join(_below(case, results))
    table.caption_justify = "left"
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
