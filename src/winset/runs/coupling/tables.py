"""Tables of the talks: tidy; chances and values 0-1, months as indices, one row for each draw.

| table               | a row for each               | columns
|---------------------|------------------------------|----------------------------------------
| talks_months        | node, month, draw            | held; agreed: by the month's end;
|                     |                              | in_force: approved where that is asked
|                     |                              | held_free: declarations lifted ("any");
|                     |                              | held_by: at least once by then ("any");
|                     |                              | base_rate: agreed by then at that rate
| talks_margin        | node, month, draw            | static, dynamic: where nothing is agreed
| talks_issues        | node, issue, level, draw     | chance, given an agreement
| talks_packages      | node, package, draw          | chance, given an agreement; likeliest ones
| talks_levels        | package, issue               | level: what those packages consist of
| talks_waiting       | delay, party, draw           | price; terms: worth of those struck then
| talks_refusal       | party, draw                  | gain of refusing today; attends: if free
|                     |                              | idle: V(stall) - V(best offer) at the table
| talks_refusal_parts | party, part, draw            | value: what the gain comes from
| talks_pulls         | party, variable, way, draw   | change of V(attend) - V(refuse)
| talks_state         | variable, level, month, draw | chance
| talks_table         | outcome, month, draw         | chance of what happens at the table
| talks_nodes         | node, party, draw            | chance; value once the node is known,
|                     |                              | nan where it has no chance
| talks_closest       | draw                         | package closest today, blocker; the tail
| talks_fair          | rule, draw                   | package; or nothing is better for all
| talks_fair_gains    | rule, party, draw            | gain: over a table that stays shut
| talks_open          | draw                         | packages: open; acceptable; efficient
| talks_cash          | node, month, draw            | chance_out, while nothing is settled
| talks_tilts, ...    | variable, level, draw        | the talks from there: see `tilts`
| coupling_money      | option, law, draw            | what settlements cost: see `cut`
| talks_cut           | month, draw                  | the talks if money never ran short: see `cut`

Rows of node "any" do not know what is decided; the others are given that node.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from winset._typing import Floats, Ints
from winset.finance.law import by_month
from winset.runs.coupling.fairness import RULES
from winset.runs.coupling.reports import DELAYS
from winset.runs.coupling.results import TalksResults, node_names
from winset.runs.long import long
from winset.world.axes import Axis

TOP = 20  # packages that are listed
WAYS = ("less", "more")


def talks_tables(results: TalksResults) -> dict[str, pd.DataFrame]:
    """Every table of the talks."""
    nodes, draws = node_names(results), range(len(results.reports))
    variables = variables_of(results)
    top = likeliest(results)
    tables = {
        "talks_months": months_table(results),
        "talks_margin": long(
            {"node": nodes, "month": range(results.grid.months), "draw": draws},
            {"static": stacked(results, "static"), "dynamic": stacked(results, "dynamic")},
        ),
        "talks_issues": issues_table(results),
        "talks_packages": long(
            {"node": nodes, "package": names_of(top), "draw": draws},
            {"chance": stacked(results, "packages")[:, top]},
        ),
        "talks_levels": levels_table(results, top),
        "talks_waiting": long(
            {"delay": DELAYS, "party": results.parties, "draw": draws},
            {"price": stacked(results, "waiting"), "terms": stacked(results, "terms")},
        ),
        "talks_refusal": long(
            {"party": results.parties, "draw": draws},
            {name: stacked(results, name) for name in ("gain", "attends", "idle")},
        ),
        "talks_refusal_parts": long(
            {"party": results.parties, "part": results.parts, "draw": draws},
            {"value": stacked(results, "parts")},
        ),
        "talks_pulls": long(
            {"party": results.parties, "variable": variables, "way": WAYS, "draw": draws},
            {"change": stacked(results, "pulls")},
        ),
        "talks_state": state_table(results),
        "talks_table": long(
            {"outcome": results.outcomes, "month": range(results.grid.months), "draw": draws},
            {"chance": np.swapaxes(stacked(results, "happened"), 0, 1)},
        ),
        "talks_nodes": nodes_table(results),
        "talks_closest": closest_table(results),
        **fair_tables(results),
    }
    if results.funding is not None:
        tables["talks_cash"] = cash_table(results)
    return tables


def stacked(results: TalksResults, field: str) -> Floats:
    """One field of all draws' reports, draws last."""
    return np.stack([getattr(report, field) for report in results.reports], axis=-1)


def variables_of(results: TalksResults) -> tuple[str, ...]:
    """The variables of the whole, the decision first where there is one."""
    return (*(("node",) if results.nodes else ()), *(axis.name for axis in results.axes))


def months_table(results: TalksResults) -> pd.DataFrame:
    """Chances by month; the reference class beside them."""
    nodes, months, draws = node_names(results), results.grid.months, len(results.reports)
    free = np.full((len(nodes), months, draws), np.nan)
    by = free.copy()
    free[0], by[0] = stacked(results, "held_free"), stacked(results, "held_by")
    rate = np.full((len(nodes), months, draws), np.nan)
    if results.base_rate is not None:
        rate[:] = by_month(np.repeat(results.base_rate[:, None], months, axis=1)).T
    return long(
        {"node": nodes, "month": range(months), "draw": range(draws)},
        {
            "held": stacked(results, "held"),
            "agreed": stacked(results, "agreed"),
            "in_force": stacked(results, "in_force"),
            "held_free": free,
            "held_by": by,
            "base_rate": rate,
        },
    )


def likeliest(results: TalksResults) -> Ints:
    """The packages that are most likely over all draws, given an agreement; at most `TOP`."""
    mean = np.nan_to_num(stacked(results, "packages")[0]).mean(axis=-1)
    return np.argsort(-mean, kind="stable")[:TOP].astype(np.int64)


def names_of(packages: Ints) -> list[str]:
    """Packages as words: their numbers."""
    return [f"package {number}" for number in packages]


def levels_table(results: TalksResults, top: Ints) -> pd.DataFrame:
    """The levels of which some packages consist."""
    made = results.packages
    levels = [[made.levels[k][made.chosen[p, k]] for k in range(len(made.issues))] for p in top]
    return long({"package": names_of(top), "issue": made.issues}, {"level": np.array(levels)})


def issues_table(results: TalksResults) -> pd.DataFrame:
    """The chance of each level of each issue, given an agreement."""
    nodes, draws = node_names(results), range(len(results.reports))
    packages = stacked(results, "packages")
    frames = []
    for place, (issue, levels) in enumerate(
        zip(results.packages.issues, results.packages.levels, strict=True)
    ):
        belongs = np.eye(len(levels))[results.packages.chosen[:, place]]
        chance = np.einsum("npd,pl->nld", packages, belongs)
        axes = {"node": nodes, "issue": (issue,), "level": levels, "draw": draws}
        frames.append(long(axes, {"chance": chance}))
    return pd.concat(frames, ignore_index=True)


def state_table(results: TalksResults) -> pd.DataFrame:
    """The chance of each level of each variable, month by month."""
    months, draws = range(results.grid.months + 1), range(len(results.reports))
    names = ["pending", *(node.name for node in results.nodes)]
    axes = (*((Axis("node", tuple(names)),) if results.nodes else ()), *results.axes)
    frames = []
    for place, axis in enumerate(axes):
        chance = np.stack([report.states[place].T for report in results.reports], axis=-1)
        frame = {"variable": (axis.name,), "level": axis.levels, "month": months, "draw": draws}
        frames.append(long(frame, {"chance": chance}))
    if not frames:
        return pd.DataFrame({"variable": [], "level": [], "month": [], "draw": [], "chance": []})
    return pd.concat(frames, ignore_index=True)


def nodes_table(results: TalksResults) -> pd.DataFrame:
    """How likely each node is, and what it is worth to each party once it is known."""
    nodes, draws = node_names(results), range(len(results.reports))
    value = stacked(results, "worth")
    chance = np.broadcast_to(stacked(results, "node")[:, None], value.shape)
    axes = {"node": nodes, "party": results.parties, "draw": draws}
    return long(axes, {"chance": chance, "value": value})


def closest_table(results: TalksResults) -> pd.DataFrame:
    """The package that comes closest today and who stands against it; how the tail came to rest."""
    reports = results.reports
    return pd.DataFrame(
        {
            "draw": range(len(reports)),
            "package": [named(results, report.closest) for report in reports],
            "blocker": [results.parties[r.blocker] if r.blocker >= 0 else "" for r in reports],
            "settles": [report.settles for report in reports],
            "residual": [report.residual for report in reports],
        }
    )


def named(results: TalksResults, package: int) -> str:
    """A package as its levels, joined; "" for none (-1)."""
    if package < 0:
        return ""
    chosen = results.packages.chosen[package]
    levels = zip(results.packages.levels, chosen, strict=True)
    return " + ".join(names[level] for names, level in levels)


def fair_tables(results: TalksResults) -> dict[str, pd.DataFrame]:
    """What could be agreed today, and where fair-minded rules would settle."""
    found, draws = [report.fair for report in results.reports], range(len(results.reports))
    package = [[named(results, each.package[k]) for each in found] for k in range(len(RULES))]
    counts = ("open", "acceptable", "efficient")
    return {
        "talks_fair": long({"rule": RULES, "draw": draws}, {"package": np.array(package)}),
        "talks_fair_gains": long(
            {"rule": RULES, "party": results.parties, "draw": draws},
            {"gain": np.stack([each.gain for each in found], axis=-1)},
        ),
        "talks_open": pd.DataFrame(
            {"draw": draws} | {name: [getattr(each, name) for each in found] for name in counts}
        ),
    }


def cash_table(results: TalksResults) -> pd.DataFrame:
    """The chance that the cash is out, month by month; "any": without any option."""
    assert results.funding is not None
    months = range(results.funding.shape[2])
    axes = {"node": node_names(results), "month": months, "draw": range(len(results.reports))}
    return long(axes, {"chance_out": np.moveaxis(results.funding, 0, -1)})
