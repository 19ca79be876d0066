"""What every part of a brief is written from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats
from winset.explore.drivers import samples
from winset.report.words import Named, named
from winset.runs.record import Run
from winset.scenario.case import Case
from winset.scenario.nouns.money import MoneySection
from winset.timegrid import TimeGrid, grid_until, parse_date

AS_STATED = "The scenario as it stands"


@dataclass(frozen=True)
class Sheet:
    """The material of a brief.

    Attributes
    ----------
    run : the run that the brief is about.
    others : runs of the same scenario under other accounts.
    case : words, titles, evidence.
    grid : the run's calendar to the scenario's horizon.
    samples : the draws of each uncertain quantity, by path.
    kinds : what each quantity rests on, by path.
    marks : "contested" and "stale" where they apply, by path.
    """

    run: Run
    others: tuple[Run, ...]
    case: Case
    grid: TimeGrid
    samples: Mapping[str, Floats]
    kinds: Mapping[str, str]
    marks: Mapping[str, tuple[str, ...]]


def sheet(runs: Sequence[Run], case: Case) -> Sheet:
    """The material of a brief on runs of a case, the main one first."""
    quantities = runs[0].tables["quantities"]
    last = parse_date(case.scenario.horizon, end=True)
    columns = (quantities[name] for name in ("path", "contested", "stale"))
    return Sheet(
        run=runs[0],
        others=tuple(runs[1:]),
        case=case,
        grid=grid_until(case.scenario.as_of, last),
        samples=samples(runs[0].tables["draws"]),
        kinds=dict(zip(quantities["path"], quantities["basis_class"], strict=True)),
        marks={
            path: ("contested",) * bool(contested) + ("stale",) * bool(stale)
            for path, contested, stale in zip(*columns, strict=True)
        },
    )


def money_of(page: Sheet) -> MoneySection:
    """The money of the scenario."""
    return page.case.scenario.money


def currency(page: Sheet) -> str:
    """In which all results stand."""
    return page.case.scenario.currency


def title_of(page: Sheet, option: str) -> str:
    """An option as the scenario names it."""
    return money_of(page).options[option].title


def beneficiary(page: Sheet) -> str:
    """Who is to be paid for."""
    return page.case.scenario.parties[money_of(page).beneficiary].name


def custodian(page: Sheet) -> str:
    """Who holds the assets."""
    return page.case.scenario.parties[money_of(page).assets.custodian].name


def called(page: Sheet, path: str) -> Named:
    """What a reader calls the quantity at a path."""
    return named(page.case.scenario, path)


def account_title(page: Sheet, run: Run) -> str:
    """Whose reading a run follows."""
    name = run.record.account
    return AS_STATED if name is None else page.case.scenario.accounts[name].title


def last_month(page: Sheet) -> int:
    """The last month that the months' table looks at."""
    return int(page.run.tables["months"]["month"].max())


def varies(values: Floats) -> bool:
    """Whether a result differs between draws at all."""
    return bool(np.ptp(values) > 1e-9 * max(1.0, float(np.abs(values).max())))
