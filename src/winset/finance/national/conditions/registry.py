"""All conditions, in the order in which they are asked; one line here adds one."""

from __future__ import annotations

from winset.finance.national.conditions.gifts_and_loans import GRANT, KEPT_LOAN, LOST_LOAN
from winset.finance.national.conditions.guarantees import (
    CALLED,
    NEAR_CERTAIN,
    ONE_OFF,
    REPEATED_CALLS,
    STANDARDISED,
)
from winset.finance.national.conditions.issuers import (
    CONTRIBUTIONS,
    HOST,
    INSTITUTION,
    OWN_INTEREST,
    PASS_THROUGH,
    UNION,
)
from winset.finance.national.verdict import Condition

CONDITIONS: tuple[Condition, ...] = (
    GRANT,
    LOST_LOAN,
    KEPT_LOAN,
    NEAR_CERTAIN,
    REPEATED_CALLS,
    STANDARDISED,
    ONE_OFF,
    CALLED,
    UNION,
    PASS_THROUGH,
    INSTITUTION,
    CONTRIBUTIONS,
    HOST,
    OWN_INTEREST,
)
