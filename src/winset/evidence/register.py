"""All that is wrong with evidence by itself, in the order in which it is told."""

from __future__ import annotations

import datetime as dt

from winset.errors import Fault
from winset.evidence.conflicts import conflicts, date_conflicts, unmarked_faults
from winset.evidence.dates import later_faults
from winset.evidence.figures import computed_faults
from winset.evidence.nouns import Evidence
from winset.evidence.shape import shape_faults
from winset.evidence.verify import Verification


def evidence_faults(
    evidence: Evidence, verification: Verification, as_of: dt.date | None
) -> tuple[Fault, ...]:
    """Faults between fields, against the texts, of arithmetic, of time, of unmarked conflicts.

    Parameters
    ----------
    verification : of this run, from `winset.evidence.verify.examine`.
    as_of : the day the scenario speaks of; None where it could not be read.
    """
    return (
        *shape_faults(evidence),
        *verification.faults,
        *computed_faults(evidence),
        *(() if as_of is None else later_faults(evidence, as_of)),
        *unmarked_faults((*conflicts(evidence), *date_conflicts(evidence))),
    )
