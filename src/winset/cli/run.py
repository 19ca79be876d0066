"""`winset run`: compute a scenario and say what came out, the bottom line first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from winset.cli import asked
from winset.cli.show import err, out, progress, say_json
from winset.runs.store import DEFAULT_STORE
from winset.scenario.sections import stated_money
from winset.timegrid import grid_until, parse_date

if TYPE_CHECKING:
    from winset.runs.record import Run
    from winset.runs.results import Range, Results
    from winset.scenario.case import Case

ALL = "all"
Out = Annotated[Path | None, typer.Option("--out", help="A folder of its own for the run.")]


def join(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(run)


def run(
    scenario: asked.ScenarioName,
    account: asked.Account = None,
    draws: asked.DrawCount = 200,
    paths: asked.PathCount = 2000,
    seed: asked.Seed = 1,
    sets: asked.Settings = None,
    out_: Out = None,
    store: asked.Store = DEFAULT_STORE,
    as_json: asked.AsJson = False,
) -> None:
    """Compute a scenario and keep the run; the bottom line comes first."""
    from winset.runs.store import write_run

    case = asked_case(scenario, sets)
    made = [made_run(case, name, draws, paths, seed) for name in accounts_of(case, account)]
    folders = [write_run(each, store, out_ if len(made) == 1 else None) for each in made]
    summaries = [summary(case, each) for each in made]
    if as_json:
        data = [each.model_dump(mode="json") for each in summaries]
        say_json(data[0] if len(data) == 1 else data)
        return
    for each, folder in zip(summaries, folders, strict=True):
        _say(case, each)
        err().print(f"Kept as {folder}", style="dim")


def asked_case(reference: str, sets: list[str] | None) -> Case:
    """The case that the command line names, with its settings."""
    from winset.scenario.load import load
    from winset.scenario.reading import with_changes

    return with_changes(load(reference), asked.settings(sets))


def accounts_of(case: Case, account: str | None) -> list[str | None]:
    """Which readings to run: as it stands, one account, or as it stands and all of them."""
    return [None, *case.scenario.accounts] if account == ALL else [account]


def made_run(case: Case, account: str | None, draws: int, paths: int, seed: int) -> Run:
    """A run, with a progress bar while it is made."""
    with progress() as told:
        told("Starting the engines", 0, 1)
        from winset.runs.make import run as compute

        told("Starting the engines", 1, 1)
        return compute(case, account=account, draws=draws, paths=paths, seed=seed, progress=told)


def summary(case: Case, made: Run) -> Results:
    """The results of a run in short."""
    from winset.runs.results import results_of

    return results_of(made, case.scenario.currency, stated_money(case.scenario).assets.host)


def _say(case: Case, results: Results) -> None:
    console = out()
    title = case.scenario.accounts[results.record.account].title if results.record.account else ""
    console.print(f"\n[bold]{results.record.title}[/]" + (f"\n{title}" if title else ""))
    for line in _bottom_line(case, results):
        console.print(f"  {line}")
    console.print(_table(case, results))
    console.print(
        "Middle of the draws, with 5-95 % in brackets: what we do not know. "
        "Costs and chances are means over paths: what nobody can know.",
        style="dim",
    )


def _bottom_line(case: Case, results: Results) -> list[str]:
    from winset.report.figures import money_range, month_range, percent_range

    host = stated_money(case.scenario).assets.host
    grid = grid_until(case.scenario.as_of, parse_date(case.scenario.horizon, end=True))
    lines = []
    for name, each in results.options.items():
        option = stated_money(case.scenario).options[name]
        if option.instrument is None:
            when = month_range(grid, each.month_out, grid.months - 1)
            lines.append(f"{option.title}: the money runs out in {when}.")
        elif each.host.exposure.high > 0:
            gdp = each.host.share_of_gdp
            part = f", {percent_range(gdp)} of its GDP" if gdp else ""
            exposure = money_range(each.host.exposure, results.currency)
            lines.append(f"{option.title}: leaves up to {exposure} to {host} as host{part}.")
    return lines


def _table(case: Case, results: Results) -> Table:
    table = Table("option", box=None, pad_edge=False)
    for heading in ("paid out", "burden, all", "worst 5 %, host", "needs unmet"):
        table.add_column(heading, justify="right")
    for name, each in results.options.items():
        cells = (
            _bn(each.paid_out),
            _bn(each.burden),
            _bn(each.host.tail),
            _plain(each.months_added),
        )
        table.add_row(stated_money(case.scenario).options[name].title, *cells)
    table.caption = f"{results.currency} bn; burden, host: present value; unmet: to the horizon"
    table.caption_justify = "left"
    return table


def _bn(value: Range) -> str:
    return _plain(value, 1e9)


def _plain(value: Range, unit: float = 1.0) -> str:
    low, mid, high = (number / unit for number in (value.low, value.mid, value.high))
    return f"{mid:.1f} ({low:.1f}-{high:.1f})" if high - low > 0.05 else f"{mid:.1f}"
