"""The talks of a scenario, all draws: the one call that a run makes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from typing import TypeVar

import numpy as np

from winset._typing import Floats
from winset.finance.law import SettlementLaw, stated_law
from winset.runs.coupling.beyond import Coming
from winset.runs.coupling.course import course_until_force
from winset.runs.coupling.decided import kept, size_of
from winset.runs.coupling.frame import frame_of, freeze_of
from winset.runs.coupling.game import games_of
from winset.runs.coupling.joint import Joint, joint_law
from winset.runs.coupling.nodes import AdoptionNode, chances_of, nodes_of
from winset.runs.coupling.numbers import reader, values_of
from winset.runs.coupling.plan import Plan, plan_of
from winset.runs.coupling.playing import Played, SolvedTalks, play, play_on, solve_on, with_course
from winset.runs.coupling.refusing import parts_of
from winset.runs.coupling.reports import Report, report_of
from winset.runs.coupling.results import TalksResults
from winset.runs.coupling.setting import (
    Setting,
    accounts_of,
    checked_frame,
    fate_of,
    setting_of,
)
from winset.runs.coupling.settlement import Told, coming_after, settlement_law, told_by
from winset.runs.coupling.solving import rest_of
from winset.runs.progress import Progress
from winset.scenario.draws import Draws
from winset.scenario.nouns.scenario import Scenario
from winset.talks.certificate import Certificate, verify
from winset.talks.follow import Ahead

T = TypeVar("T")
ROOM = 2_400_000_000
"""Bytes for draws that are kept."""


def talks_of(
    scenario: Scenario,
    draws: Draws,
    node_chances: Floats | None = None,
    progress: Progress | None = None,
    nodes: Sequence[AdoptionNode] | None = None,
    certify: int = 0,
    threads: int | None = None,
) -> TalksResults:
    """What the talks come to under everything that may be decided about the money.

    Parameters
    ----------
    draws : samples of what is not known.
    node_chances : the chance of each node, shape (draw, node), or (draw, node, state) with a state
        of the world at the time of the decision (as `TalksResults.axes` number them); None: alike.
        The parties know these chances, and the result from the month after the decision.
    progress : told how far the work is.
    nodes : what may be decided; None: what the scenario says, see `nodes.nodes_of`.
    certify : of how many draws, the first ones, the solution is to be proven (slow).
    threads : how many at once; the results are the same for any number.

    Raises
    ------
    RequestFaults : X101 if there is no table at which parties may settle, or if the chances of
        nodes do not fit.
    """
    solved = solve_talks(scenario, draws, nodes)
    return results_given(solved, node_chances, progress, certify, threads)


def solve_talks(
    scenario: Scenario, draws: Draws, nodes: Sequence[AdoptionNode] | None = None
) -> SolvedTalks:
    """What does not hang on how likely each decision is: solved once for any chances of nodes.

    Parameters and errors as in `talks_of`.
    """
    given = nodes_of(scenario) if nodes is None else tuple(nodes)
    frame = checked_frame(frame_of(scenario, given))
    setting = setting_of(frame, draws, None)
    plan = plan_of(frame, reader(setting.sampled, 0), fate_of(setting, 0))
    games = games_of(plan, reader(setting.sampled, 0), fate_of(setting, 0))
    return SolvedTalks(setting, replace(plan, shape=games.shape), rest_of(games))


def results_given(
    solved: SolvedTalks,
    node_chances: Floats | None = None,
    progress: Progress | None = None,
    certify: int = 0,
    threads: int | None = None,
) -> TalksResults:
    """What the talks come to if the nodes have these chances; parameters as in `talks_of`."""
    plan, draws = solved.plan, solved.setting.sampled.draws
    setting = given_chances(solved, node_chances)
    first = play_on(solved, setting, 0)
    reports = [told(setting, plan, first)]
    reports += every_draw(
        lambda d: told(setting, plan, play_on(solved, setting, d)),
        range(1, draws.n), "Solving the talks", progress, threads,
    )  # fmt: skip
    proofs = tuple(prove(setting, plan, d, solved.guess) for d in range(min(certify, draws.n)))
    parts = parts_of(plan, first.games.calendar.laws)
    return results_of(setting, plan, reports, parts, proofs)


def laws_given(
    solved: SolvedTalks,
    node_chances: Floats | None = None,
    progress: Progress | None = None,
    threads: int | None = None,
    room: int = ROOM,
) -> dict[str, SettlementLaw]:
    """The laws of `results_given` alone, without the reports.

    Parameters
    ----------
    room : bytes that may be taken by what is kept of draws for other chances of nodes; a first draw
        is kept in any case, and those for which there is no room are then solved again.
    """
    setting = given_chances(solved, node_chances)
    first = law_ahead(solved, setting, 0, keep=True)
    many = room // max(size_of(solved.kept.get(0)), 1)
    found = every_draw(
        lambda d: law_ahead(solved, setting, d, keep=d < many),
        range(1, setting.sampled.draws.n), "Looking ahead of the talks", progress, threads,
    )  # fmt: skip
    return laws_of(setting, solved.plan, [first, *found])


def law_ahead(solved: SolvedTalks, setting: Setting, draw: int, keep: bool) -> Told:
    """What the money takes from a draw.

    Parameters
    ----------
    keep : keep what follows the last decision, for other chances of the nodes.
    """
    ready = solve_on(solved, setting, draw, margins=False)
    played = with_course(ready, course_until_force(ready.solved, ready.start))
    _, law, coming = joint_told(setting, played)
    if keep and played.solved.decided is not None and draw not in solved.kept:
        solved.kept[draw] = kept(played.solved.decided, coming)
    return law


def every_draw(
    work: Callable[[int], T],
    draws: range,
    what: str,
    progress: Progress | None,
    threads: int | None,
) -> list[T]:
    """Some work on each of the draws, on all cores, in their order."""
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        jobs = [pool.submit(work, d) for d in draws]
        for done, job in enumerate(as_completed(jobs), start=1):
            job.result()
            if progress is not None:
                progress(what, done, len(jobs))
    return [job.result() for job in jobs]


def given_chances(solved: SolvedTalks, node_chances: Floats | None) -> Setting:
    """What all draws need, the chances of nodes included; None: all alike."""
    setting = solved.setting
    chances = chances_of(setting.frame.nodes, node_chances, setting.sampled.draws.n)
    return replace(setting, chances=chances)


def told(setting: Setting, plan: Plan, played: Played) -> Report:
    """What is told of one draw, and what the money takes from it."""
    joint, law, _ = joint_told(setting, played)
    return report_of(plan, played.games, played.solved, played.start, played.course, joint, law,
                     played.dynamic)  # fmt: skip


def joint_told(setting: Setting, played: Played) -> tuple[Joint, Told, Coming | None]:
    """The joint law of one draw, what the money takes from it, and what comes beyond."""
    months, games = setting.months, played.games
    joint = joint_law(played.solved.whole, played.course, games)
    coming = played.coming or coming_after(games, played.solved, joint, months)
    law = told_by(setting.frame, games, joint, months, coming)
    return joint, law, coming


def prove(setting: Setting, plan: Plan, draw: int, guess: Ahead) -> Certificate:
    """The proof that one draw's solution is one; a tail's residual leaves small gains."""
    solved = play(setting, plan, draw, guess).solved
    return verify(solved.whole, 1e-6)


def results_of(
    setting: Setting,
    plan: Plan,
    reports: list[Report],
    parts: tuple[str, ...],
    proofs: tuple[Certificate, ...],
) -> TalksResults:
    """All draws together."""
    frame = setting.frame
    rate = frame.table.base_rate
    return TalksResults(
        table=frame.name,
        grid=frame.grid,
        nodes=frame.nodes,
        axes=frame.axes,
        packages=plan.packages,
        outcomes=plan.outcomes,
        parties=frame.table.parties,
        parts=parts,
        reports=tuple(reports),
        laws=laws_of(setting, plan, [report.told for report in reports]),
        funding=None if setting.funding is None else setting.funding.chance_out,
        base_rate=None if rate is None else values_of(setting.sampled, rate.chance),
        proofs=proofs,
        freeze_told=freeze_of(frame.scenario) is not None,
    )


def laws_of(setting: Setting, plan: Plan, told: Sequence[Told]) -> dict[str, SettlementLaw]:
    """By node, what the money needs to know of a settlement; nothing where there is no money."""
    scenario, draws = setting.frame.scenario, setting.sampled.draws
    if scenario.money is None:
        return {}
    stated = stated_law(scenario.money, draws, accounts_of(scenario))
    shares = reparation_shares(setting, plan)
    names = tuple(node.name for node in setting.frame.nodes) or ("any",)
    return {name: settlement_law(told, k, stated, shares) for k, name in enumerate(names)}


def reparation_shares(setting: Setting, plan: Plan) -> Floats | None:
    """The share that reparations meet under each package, (draw, package); nan where unsaid."""
    assets = setting.frame.table.assets
    if assets is None or not assets.reparations:
        return None
    place = plan.packages.issues.index(assets.issue)
    levels = plan.packages.levels[place]
    unsaid = np.full(setting.sampled.draws.n, np.nan)
    columns = [
        values_of(setting.sampled, assets.reparations[level])
        if level in assets.reparations and assets.clauses.get(level) == "set_off"
        else unsaid
        for level in levels
    ]
    return np.stack(columns, axis=1)[:, plan.packages.chosen[:, place]]
