"""What every part of a brief is written from."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from winset._typing import Floats
from winset.explore.drivers import samples
from winset.report.families import families
from winset.report.reading import payer_names, quick
from winset.report.words import Named, named
from winset.runs.check import Checked
from winset.runs.record import Run
from winset.scenario.nouns.money import MoneySection
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.reading import under_account
from winset.scenario.sections import stated_money
from winset.scenario.walk import quantities
from winset.timegrid import TimeGrid, grid_until, parse_date

AS_STATED = "The scenario as it stands"


@dataclass(frozen=True)
class Sheet:
    """The material of a brief.

    Attributes
    ----------
    run : the run that the brief is about.
    others : runs of the same scenario under other accounts.
    found : the scenario, checked: its words, its evidence, what could be verified.
    grid : the run's calendar to the scenario's horizon.
    samples : the draws of each uncertain quantity, by path.
    kinds : what each quantity rests on, by path; `mixed` where claims and judgement stand together.
    marks : "contested" and "stale" where they apply, by path.
    """

    run: Run
    others: tuple[Run, ...]
    found: Checked
    grid: TimeGrid
    samples: Mapping[str, Floats]
    kinds: Mapping[str, str]
    marks: Mapping[str, tuple[str, ...]]


def sheet(runs: Sequence[Run], found: Checked) -> Sheet:
    """The material of a brief on runs of a checked scenario, the main one first."""
    first, others = quick(runs[0]), runs[1:]
    found = _as_run(found, first.record.account)
    scenario = found.case.scenario
    stated = first.tables["quantities"]
    flags = (stated[name] for name in ("path", "contested", "stale"))
    return Sheet(
        run=first,
        others=tuple(others),
        found=found,
        grid=grid_until(scenario.as_of, parse_date(scenario.horizon, end=True)),
        samples=samples(first.tables["draws"]),
        kinds=_kinds(scenario, stated),
        marks={
            path: ("contested",) * bool(contested) + ("stale",) * bool(stale)
            for path, contested, stale in zip(*flags, strict=True)
        },
    )


def _as_run(found: Checked, account: str | None) -> Checked:
    """The scenario as the main run read it."""
    if account is None or found.case.account is not None:
        return found
    return dataclasses.replace(found, case=under_account(found.case, account))


def _kinds(scenario: Scenario, stated: pd.DataFrame) -> dict[str, str]:
    known = dict(quantities(scenario))
    return {
        str(path): _kind(known, str(path), str(kind))
        for path, kind in zip(stated["path"], stated["basis_class"], strict=True)
    }


def _kind(known: Mapping[str, Quantity], path: str, kind: str) -> str:
    """The kind of a quantity's basis, told apart where claims and judgement stand together."""
    quantity, whole = known.get(path), known.get(path.partition(".dated.")[0])
    basis = quantity.basis if quantity and quantity.basis is not None else whole and whole.basis
    judged = isinstance(basis, tuple) and "judgement" in basis
    return "mixed" if judged and kind in ("cited", "computed", "sourced") else kind


def has_money(page: Sheet) -> bool:
    """Whether the scenario speaks of money."""
    return page.found.case.scenario.money is not None


def money_of(page: Sheet) -> MoneySection:
    """The money of the scenario."""
    return stated_money(page.found.case.scenario)


def currency(page: Sheet) -> str:
    """In which all results stand."""
    return page.found.case.scenario.currency


def title_of(page: Sheet, option: str) -> str:
    """An option as the scenario names it."""
    return money_of(page).options[option].title


def mains(page: Sheet) -> list[str]:
    """The options that pay, without their variants."""
    return [family.main for family in families(money_of(page))]


def beneficiary(page: Sheet) -> str:
    """Who is to be paid for."""
    return page.found.case.scenario.parties[money_of(page).beneficiary].name


def custodian(page: Sheet) -> str:
    """Who holds the assets."""
    return page.found.case.scenario.parties[money_of(page).assets.custodian].name


def host(page: Sheet) -> str:
    """The state under whose law the assets are held."""
    return payer_names(page.run)[money_of(page).assets.host]


def called(page: Sheet, path: str) -> Named:
    """What a reader calls the quantity at a path."""
    return named(page.found.case.scenario, path)


def account_title(page: Sheet, run: Run) -> str:
    """Whose reading a run follows."""
    name = run.record.account
    return AS_STATED if name is None else page.found.case.scenario.accounts[name].title


def last_month(page: Sheet) -> int:
    """The last month that the table of months looks at."""
    return int(page.run.tables["months"]["month"].max())


def key_notes(page: Sheet) -> tuple[str, ...]:
    """What must be told about the keys used, each once."""
    notes = page.run.tables["notes"]["note"]
    return tuple(dict.fromkeys(str(note) for note in notes if note))
