"""The facts of an instrument on which its place in the national accounts hangs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from winset._typing import Floats
from winset.scenario.nouns.instrument import Instrument

Issuer = Literal["members", "union", "pass_through", "institution"]
"""Who owes what is raised: the members; the Union; an entity without autonomy of decision that
the members guarantee; an institution with its own capital and governance."""


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What is known of an instrument when it is granted.

    Attributes
    ----------
    issuer : who owes what is raised.
    use : grant, limited_recourse_loan or loan.
    repaid_out_of : reparations, beneficiary, pool, proceeds or never.
    guarantee : none, one_off (a single contract), or standardised (many alike, losses estimable).
    call_chance : shape (draw,), chance at inception that the guarantee is ever called.
    expected_loss : shape (draw,), share of a loan that is not expected back at inception; None
        where nobody has estimated it.
    calls_are : "path", if the draw axis of the flows holds single paths; "expected", if the flows
        are means over paths, in which no row of calls can be seen.
    repeated : shape (draw, year), the share of paths on which calls have come in
        `Conventions.years_of_calls` years in a row by the end of a year; None where single paths
        were not looked at.
    """

    issuer: Issuer
    use: Literal["grant", "limited_recourse_loan", "loan"]
    repaid_out_of: Literal["reparations", "beneficiary", "pool", "proceeds", "never"]
    guarantee: Literal["none", "one_off", "standardised"]
    call_chance: Floats
    expected_loss: Floats | None = None
    calls_are: Literal["path", "expected"] = "expected"
    repeated: Floats | None = None


@dataclass(frozen=True, slots=True)
class Conventions:
    """Where a text says "high" or "repeated" without a number: the numbers used, as judgement.

    Attributes
    ----------
    near_certain : chance of a call at inception from which it counts as near certain.
    years_of_calls : calls in so many years in a row, this one included, count as repeated.
    whole_loss : expected loss from which a loan counts as a grant as a whole.
    """

    near_certain: float = 0.9
    years_of_calls: int = 3
    whole_loss: float = 0.9


def facts_of(
    instrument: Instrument,
    call_chance: Floats,
    issuer: Issuer | None = None,
    expected_loss: Floats | None = None,
    calls_are: Literal["path", "expected"] = "expected",
    repeated: Floats | None = None,
) -> Facts:
    """The facts that an instrument states, with those that its parts do not.

    Parameters
    ----------
    call_chance : shape (draw,), chance at inception that the guarantee is ever called.
    issuer : who owes what is raised; without it the members where their budgets pay, and the
        Union for everything else (bonds, paper for a custodian's cash).
    repeated : shape (draw, year), see `Facts`.
    """
    by_members = instrument.funding.kind == "member_budgets"
    return Facts(
        issuer=issuer or ("members" if by_members else "union"),
        use=instrument.use.kind,
        repaid_out_of=instrument.repayment.out_of,
        guarantee="one_off" if instrument.guarantee else "none",
        call_chance=np.asarray(call_chance, dtype=np.float64),
        expected_loss=expected_loss,
        calls_are=calls_are,
        repeated=repeated,
    )
