"""Results as JSON: the summary that `--json` prints, with its schema.

Ranges are over draws (what we do not know): the median, and the 5th and 95th percentile. What each
of them ranges over is a mean or chance over paths (what nobody can know).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from pydantic import Field

from winset._record import Record
from winset.runs.ranges import Range as Range  # what all results are made of
from winset.runs.ranges import over_draws
from winset.runs.record import Run, RunRecord, run_id
from winset.runs.talks_results import TalksSummary, talks_summary
from winset.runs.votes_results import CouncilSummary, votes_summary


class MemberResult(Record):
    """What an option costs one payer, in the scenario's currency."""

    expected: Range
    """Present value, expected over paths."""
    tail: Range
    """Present value, mean of the worst 5 % of paths."""
    contingent: Range
    """The most it can be asked for as guarantor."""
    own_debt: Range
    """Present value of what it pays more on its own debt for standing behind the option."""


class HostResult(Record):
    """What the host of the assets bears as host, beside its share as guarantor."""

    expected: Range
    """Present value, expected over paths."""
    tail: Range
    """Present value, mean of the worst 5 % of paths."""
    exposure: Range
    """The most that the contract leaves to it, not discounted."""
    share_of_gdp: Range | None
    """That exposure as a share of its GDP."""


class OptionSummary(Record):
    """One option."""

    paid_out: Range
    """What reaches the beneficiary."""
    burden: Range
    """Present value of what it costs all payers together, expected over paths.

    Of what is paid under the option: 0 where nothing is agreed. What that costs is
    `Results.nothing_all`.
    """
    own_debt: Range
    """Present value of what payers pay more on their own debt beside that, all together."""
    unmet: Range
    """Needs of the beneficiary that go unmet until the horizon, expected over paths."""
    unmet_before: Range
    """Of these, what goes unmet before a settlement."""
    months_added: Range
    """Months by which it puts off the first unmet need."""
    month_out: Range
    """In which month after `as_of` the cash runs out (median over paths)."""
    chance_of_call: Range
    """That guarantors are called upon."""
    chance_host_pays: Range
    """That the host must pay as host."""
    host: HostResult
    """The host of the assets, as host."""
    layers: dict[str, Range]
    """Expected loss by who bears it."""
    tail_layers: dict[str, Range]
    """The same in the worst 5 % of paths."""
    members: dict[str, MemberResult]
    """Payer by payer."""
    note: str
    """What must be told about the keys used."""


class Results(Record):
    """A run in short."""

    run: str
    """The run's id."""
    record: RunRecord
    """What determines the run."""
    currency: str
    """Of all money."""
    options: dict[str, OptionSummary] = Field(default_factory=dict)
    """In the scenario's order; none where the scenario states no money."""
    nothing: dict[str, Range] = Field(default_factory=dict)
    """What it costs each payer if nothing is agreed, where the scenario states it."""
    nothing_all: Range | None = None
    """The same for all payers together; none where the scenario does not state it."""
    votes: dict[str, CouncilSummary] = Field(default_factory=dict)
    """By council, what is adopted and who stops it; nothing where no council votes."""
    talks: TalksSummary | None = None
    """What the talks come to; none where no table can settle."""


def results_of(run: Run, currency: str, host: str | None) -> Results:
    """The summary of a run, in the scenario's currency.

    Parameters
    ----------
    host : the host of the assets; None where the scenario states no money.
    """
    tables = run.tables
    return Results(
        run=run_id(run.record),
        record=run.record,
        currency=currency,
        options={} if host is None else _options(tables, host),
        nothing={} if host is None else _ranges(tables["nothing"], "payer", "cost"),
        nothing_all=None if host is None else _together(tables["nothing"]),
        votes=votes_summary(tables),
        talks=talks_summary(tables),
    )


def _options(tables: Any, host: str) -> dict[str, OptionSummary]:
    return {
        str(name): _option(str(name), group, tables, host)
        for name, group in tables["options"].groupby("option", sort=False)
    }


def results_schema() -> dict[str, Any]:
    """JSON Schema of what `--json` prints for a run."""
    schema = Results.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _option(name: str, rows: pd.DataFrame, tables: Any, host: str) -> OptionSummary:
    members = _of(tables["members"], name)
    layers = _of(tables["layers"], name)
    notes = tables["notes"].set_index("option")["note"]
    return OptionSummary(
        paid_out=over_draws(rows["paid_out"]),
        burden=over_draws(rows["burden_pv"]),
        own_debt=over_draws(rows["own_yield_pv"]),
        unmet=over_draws(rows["gap_total"]),
        unmet_before=over_draws(rows["gap_open"]),
        months_added=over_draws(rows["months_added"]),
        month_out=over_draws(rows["month_out_q50"]),
        chance_of_call=over_draws(rows["chance_of_call"]),
        chance_host_pays=over_draws(rows["chance_host_pays"]),
        host=_host(rows, tables["payers"], host),
        layers=_ranges(layers, "layer", "mean"),
        tail_layers=_ranges(layers, "layer", "tail"),
        members={
            str(payer): MemberResult(
                expected=over_draws(group["pv_mean"]),
                tail=over_draws(group["pv_cvar95"]),
                contingent=over_draws(group["contingent_peak"]),
                own_debt=over_draws(group["own_yield_pv"]),
            )
            for payer, group in members.groupby("payer", sort=False)
        },
        note=str(notes[name]),
    )


def _host(rows: pd.DataFrame, payers: pd.DataFrame, host: str) -> HostResult:
    gdp = float(payers.set_index("payer")["gdp"][host])
    return HostResult(
        expected=over_draws(rows["host_mean"]),
        tail=over_draws(rows["host_cvar95"]),
        exposure=over_draws(rows["host_peak"]),
        share_of_gdp=over_draws(rows["host_peak"] / gdp) if np.isfinite(gdp) else None,
    )


def _of(table: pd.DataFrame, option: str) -> pd.DataFrame:
    return table[table["option"] == option]


def _together(nothing: pd.DataFrame) -> Range | None:
    """What it costs all payers together if nothing is agreed."""
    return None if nothing.empty else over_draws(nothing.groupby("draw")["cost"].sum())


def _ranges(table: pd.DataFrame, by: str, column: str) -> dict[str, Range]:
    groups = table.groupby(by, sort=False)[column]
    return {str(name): over_draws(values) for name, values in groups}
