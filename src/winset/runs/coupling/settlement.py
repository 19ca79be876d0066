"""What the talks tell the money: when a settlement comes under a node, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats
from winset.finance.law import CLAUSES, SettlementLaw, by_month
from winset.runs.coupling.beyond import Coming, Rest, coming_of, settled_beyond
from winset.runs.coupling.frame import Frame
from winset.runs.coupling.game import Games
from winset.runs.coupling.joint import Joint, by_node
from winset.runs.coupling.solving import Solved
from winset.runs.coupling.standing import by_name, spread_over
from winset.world.axes import levels_by_state, size
from winset.world.law import Kernel, rows_for, version_at


@dataclass(frozen=True, slots=True)
class Told:
    """One draw's part of the law of a settlement, by node.

    Attributes
    ----------
    settled : shape (node, month, clause), chance that it comes in a month with a clause, given the
        node; a last clause for what says nothing of the assets.
    lapses : shape (node, month), chance that the freeze lapses in a month if it still holds and
        nothing is settled; nan where the world does not tell.
    packages : shape (node, package), chance of each as the settlement within the calendar.
    """

    settled: Floats
    lapses: Floats
    packages: Floats


def told_by(frame: Frame, games: Games, joint: Joint, months: int, coming: Coming | None) -> Told:
    """What a draw's talks tell the money about each node.

    Parameters
    ----------
    months : of the accounts, from `as_of` to their end; the last month's play goes on until then.
    coming : when settlements come after the calendar; None: the accounts end with it.
    """
    nodes, group = np.maximum(joint.node, 1e-300), games.says
    steps, booked = len(joint.agreed), min(len(joint.settled), months)
    settled = np.zeros((len(nodes), months, group.shape[1]))
    settled[:, :booked] = np.moveaxis(joint.settled[:booked] @ group, 0, 1)
    if coming is not None:
        later = settled_beyond(coming, Rest(joint.open, joint.waiting))
        settled[:, steps:] += np.moveaxis(later, 0, 1)
    settled /= nodes[:, None, None]
    packages = joint.settled.sum(axis=0) / nodes[:, None]
    return Told(settled, lapses(frame, joint, games.freeze, months), packages)


def coming_after(games: Games, solved: Solved, joint: Joint, months: int) -> Coming | None:
    """When settlements come after the calendar, if the accounts are longer, whatever the node."""
    further = months - len(joint.agreed)
    if further <= 0:
        return None
    return coming_of(solved.tail, joint.approval, further, games.says)


def lapses(frame: Frame, joint: Joint, kernel: Kernel | None, months: int) -> Floats:
    """The chance in each month that the freeze lapses, if it holds and nothing is settled.

    Parameters
    ----------
    kernel : how the freeze moves; None: the world does not tell.

    Returns
    -------
    Shape (node, month); after the calendar the last month's; nan without such a variable.
    """
    count = joint.node.shape[0]
    if kernel is None:
        return np.full((count, months), np.nan)
    axes, told = frame.axes, min(months, len(joint.agreed))
    known = by_name(axes)
    over = [known[name] for name in (*kernel.before, *kernel.after)]
    holds = np.ones(size(axes))
    if kernel.axis in known:
        holds = (levels_by_state(axes, kernel.axis) == 0).astype(np.float64)
    version = np.array([version_at(kernel, month) for month in range(told)])
    fails = np.empty((told, 1, size(axes)))
    for each in np.unique(version):
        month = int(np.argmax(version == each))
        fails[version == each] = spread_over(rows_for(kernel, month, "")[..., 0, 1], over, axes)
    mass, follows = joint.unsettled.mass[:told] * holds, joint.unsettled.follows
    total = by_node(mass, np.ones_like(mass), follows)
    hazard = np.empty((count, months))
    hazard[:, :told] = (by_node(mass, fails, follows) / np.maximum(total, 1e-300)).T
    hazard[:, told:] = hazard[:, [told - 1]]
    return hazard


def settlement_law(
    told: Sequence[Told], node: int, stated: SettlementLaw, shares: Floats | None
) -> SettlementLaw:
    """The law that the money takes, given a node: one row for each draw.

    Parameters
    ----------
    told : one for each draw.
    stated : what the scenario states: it stands where the talks say nothing of the assets, or of
        the freeze.
    shares : shape (draw, package), the share of the principal that reparations meet under each
        package; nan where a package does not say; None: none says.
    """
    parts = np.stack([each.settled[node] for each in told])
    clauses, silent = parts[..., : len(CLAUSES)], parts[..., len(CLAUSES) :]
    clauses = clauses + silent * stated.clauses
    coming = clauses.sum(axis=2, keepdims=True)
    mix = clauses.sum(axis=1, keepdims=True)
    total = mix.sum(axis=2, keepdims=True)
    mix = np.where(total > 0, mix / np.maximum(total, 1e-300), stated.clauses)
    lapsing = np.stack([each.lapses[node] for each in told])
    stays = np.isnan(lapsing).any(axis=1, keepdims=True)
    return SettlementLaw(
        settled_by=np.minimum(np.cumsum(coming[..., 0], axis=1), 1.0),
        clauses=np.where(coming > 0, clauses / np.maximum(coming, 1e-300), mix),
        lapsed_by=np.where(stays, stated.lapsed_by, by_month(np.nan_to_num(lapsing))),
        reparations=met(told, node, stated.reparations, shares),
    )


def met(told: Sequence[Told], node: int, stated: Floats, shares: Floats | None) -> Floats:
    """The share of the principal that reparations meet, over the packages that set off."""
    if shares is None:
        return stated
    weights = np.stack([each.packages[node] for each in told]) * ~np.isnan(shares)
    total = weights.sum(axis=1)
    mean = (weights * np.nan_to_num(shares)).sum(axis=1) / np.maximum(total, 1e-300)
    return np.asarray(np.where(total > 0, mean, stated))
