"""What an instrument makes members pay, owe and stand behind, before any rule of accounting."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from winset._typing import Floats
from winset.errors import Fault, Place, RequestFaults
from winset.finance.national import codes


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """Money by kind, EUR, never negative, shape (draw, member, year); see `flows` to build it.

    The draw axis may as well hold paths of chance: rules that hang on what happens, such as
    repeated calls, can only be read off single paths (`Facts.calls_are`).

    Attributes
    ----------
    grants : given to the beneficiary out of members' budgets, when due.
    loans : lent to the beneficiary by members; loan_receipts : what comes back of it.
    calls : paid as guarantor when called.
    contingent : stock at the end of the year that may still be called.
    interest : on the Union's debt, paid by members through their contributions.
    redemptions : of the Union's debt, paid by members through their contributions.
    raised : debt raised by an entity that the members guarantee, by their shares, less redeemed
        out of the entity's own receipts (may be negative in a year).
    entity_income : what such an entity earns net of its interest, by their shares (may be
        negative).
    paid_in : capital paid into an institution.
    own_interest : paid more on members' own debt, because of what they stand behind.
    host : borne by the state that hosts a custodian, for losses that nobody else covers.
    """

    grants: Floats
    loans: Floats
    loan_receipts: Floats
    calls: Floats
    contingent: Floats
    interest: Floats
    redemptions: Floats
    raised: Floats
    entity_income: Floats
    paid_in: Floats
    own_interest: Floats
    host: Floats


SIGNED = ("raised", "entity_income")
KINDS = tuple(field.name for field in fields(Flows))


def flows(**given: Floats) -> Flows:
    """Flows from the kinds that there are; the others are nought.

    Raises
    ------
    RequestFaults : a kind is unknown, shapes do not fit, or an amount is negative (all at once).

    Examples
    --------
    >>> paid = flows(grants=np.array([[[1e9, 2e9]]]))
    >>> paid.grants.shape, float(paid.calls.sum())
    ((1, 1, 2), 0.0)
    """
    faults = [
        Fault(codes.SHAPE, f"there is no flow {name!r}", Place(path=name), name, ", ".join(KINDS))
        for name in given
        if name not in KINDS
    ]
    faults += [
        Fault(codes.SHAPE, f"{name} is not by draw, member and year", Place(path=name),
              str(np.shape(values)), "shape (draw, member, year)")
        for name, values in given.items()
        if np.ndim(values) != 3
    ]  # fmt: skip
    faults += [
        Fault(codes.RANGE, f"{name} is negative", Place(path=name), f"{np.min(values):g}", ">= 0")
        for name, values in given.items()
        if name not in SIGNED and np.min(values, initial=0.0) < 0
    ]
    if faults:
        raise RequestFaults(faults)
    shape = _common(given)
    every = {name: np.broadcast_to(given.get(name, np.zeros(1)), shape) for name in KINDS}
    return Flows(**every)


def _common(given: dict[str, Floats]) -> tuple[int, ...]:
    try:
        return np.broadcast_shapes((1, 1, 1), *(np.shape(values) for values in given.values()))
    except ValueError:
        got = ", ".join(f"{name} {np.shape(values)}" for name, values in given.items())
        fault = Fault(codes.SHAPE, "the flows do not fit together", Place(path="flows"), got)
        raise RequestFaults([fault]) from None
