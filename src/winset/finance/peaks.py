"""The most that a contract can ask for: of each guarantor, and of the host beyond them."""

from __future__ import annotations

import numpy as np

from winset._typing import Floats
from winset.finance.kernels.layout import CAP, CUSTODIAN_CASH, GUARANTEE_KEY, Tables
from winset.finance.sharing import JOINT


def largest_losses(terms: np.ndarray, abroad: Floats) -> dict[str, Floats]:
    """The largest loss of each kind that the contract can meet, each of shape (draw,), EUR.

    Principal: all that is lent. Litigation, arbitration: the award on all of it, the latter where a
    tribunal is a trigger. Abroad: all that the custodian holds there.
    """
    return {
        "principal": terms["principal"],
        "litigation": terms["award_excess"] * terms["principal"],
        "abroad": abroad,
        "arbitration": np.where(
            terms["on_arbitration"] == 1, terms["arbitration_factor"] * terms["principal"], 0.0
        ),
    }


def contingent_peak(terms: np.ndarray, tables: Tables, abroad: Floats) -> Floats:
    """The most that each guarantor can be asked for, shape (draw, payer), EUR.

    Its cap; without one its share of all that the guarantee covers, or all of it if guarantors
    stand in for each other. Headroom, and the host's own residual, come on top and are not in it.
    """
    covered = covered_at_most(terms, abroad)[:, None]
    key = tables.payers[:, GUARANTEE_KEY]
    joint = (terms["sharing"] == JOINT)[:, None]
    asked = np.where(joint & (key > 0), covered, key * covered)
    return np.asarray(np.minimum(tables.payers[:, CAP], asked), dtype=np.float64)


def covered_at_most(terms: np.ndarray, abroad: Floats) -> Floats:
    """The largest loss that the guarantee covers, shape (draw,), EUR; nought without one."""
    everything = terms["covers_host"] == 1
    covered = sum(
        np.where(everything | (terms[f"covers_{name}"] == 1), loss, 0.0)
        for name, loss in largest_losses(terms, abroad).items()
    )
    return np.asarray(covered * (terms["guaranteed"] == 1), dtype=np.float64)


def host_peak(terms: np.ndarray, tables: Tables, abroad: Floats) -> Floats:
    """The most that the contract leaves to the host if every guarantor pays, shape (draw,), EUR.

    Principal falls due as the freeze ends, so that a guarantee always stands for it; awards and
    losses abroad may come later, and are covered only if the guarantee outlives the freeze. The
    custodian's own means stand before the host for all but an award against the host itself.
    """
    losses = largest_losses(terms, abroad)
    stands = terms["guaranteed"] == 1
    later = stands & (terms["outlives"] == 1)
    cash_lent = terms["funding"] == CUSTODIAN_CASH
    exposed = {
        "principal": np.where(cash_lent, losses["principal"], 0.0),
        "litigation": np.where(terms["on_award"] == 1, losses["litigation"], 0.0),
        "abroad": np.where(terms["on_retaliation"] == 1, losses["abroad"], 0.0),
        "arbitration": losses["arbitration"],
    }
    host = terms["covers_host"] == 1
    when = {"principal": stands, "litigation": later, "abroad": later, "arbitration": later}
    held = {
        name: np.where(when[name] & (host | (terms[f"covers_{name}"] == 1)), loss, 0.0)
        for name, loss in exposed.items()
    }
    room = tables.payers[:, CAP].sum(axis=1) + terms["headroom"]
    total, covered = sum(exposed.values()), np.minimum(room, sum(held.values()))
    custodians = total - exposed["arbitration"]
    reached = np.minimum(room, sum(held.values()) - held["arbitration"])
    buffer = np.minimum(terms["buffer"], np.maximum(0.0, custodians - reached))
    return np.asarray(np.maximum(0.0, total - covered - buffer), dtype=np.float64)
