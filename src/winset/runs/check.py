"""All that can be wrong with a scenario before anything is computed, told at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from winset._record import Itself
from winset.errors import Fault, ScenarioFaults
from winset.evidence.basis import Use
from winset.evidence.conflicts import Conflict, DateConflict, conflicts, date_conflicts
from winset.evidence.coverage import Coverage, coverage
from winset.evidence.register import evidence_faults
from winset.evidence.verify import Verification, examine
from winset.finance.checks import checks as finance_faults
from winset.runs.council.checks import council_faults
from winset.scenario.case import Case, place_of, placed
from winset.scenario.checks.register import scenario_faults
from winset.scenario.cited import unknown_claims
from winset.scenario.load import load
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.options import all_quantities
from winset.scenario.reading import as_read


@dataclass(frozen=True)
class Checked:
    """A scenario in which nothing is wrong, and what was noticed about it.

    Attributes
    ----------
    case : the scenario.
    remarks : warnings and notices.
    verification : which claims could be proven against a text at hand.
    coverage : what each quantity rests on.
    conflicts, date_conflicts : figures and dates of the same thing that differ.
    """

    case: Case
    remarks: tuple[Fault, ...]
    verification: Verification
    coverage: Coverage
    conflicts: tuple[Conflict, ...]
    date_conflicts: tuple[DateConflict, ...]


def checked(reference: str | Path, copies: Mapping[str, bytes] | None = None) -> Checked:
    """The scenario of a name or folder, if nothing is wrong with it.

    Parameters
    ----------
    copies : the reader's own copies of withheld texts, by source.

    Raises
    ------
    ScenarioFaults : everything that is wrong, at once.
    """
    return check_case(load(reference), copies)


def check_case(case: Case, copies: Mapping[str, bytes] | None = None) -> Checked:
    """A case, if nothing is wrong with it; see `checked`. What was checked is not checked again."""
    return _checked(case, copies) if copies else _checked_once(Itself(case))


@lru_cache(maxsize=8)
def _checked_once(case: Itself[Case]) -> Checked:
    return _checked(case.held, None)


def _checked(case: Case, copies: Mapping[str, bytes] | None) -> Checked:
    evidence, scenario = case.evidence, case.scenario
    verification = examine(evidence, case.texts, copies)
    covered = coverage(evidence, verification, uses(case), scenario.as_of, scenario.stale_after)
    figures, dates = conflicts(evidence), date_conflicts(evidence)
    found = [
        *scenario_faults(case),
        *evidence_faults(evidence, verification, scenario.as_of),
        *covered.faults,
        *_cited(case),
    ]
    if not any(fault.level == "error" for fault in found):
        found += finance_faults(scenario)
        found += council_faults(scenario)
    told = tuple(as_read(case, placed(case.documents, fault)) for fault in found)
    if any(fault.level == "error" for fault in told):
        raise ScenarioFaults(fault for fault in told if fault.level == "error")
    return Checked(case, told, verification, covered, figures, dates)


def _cited(case: Case) -> Iterator[Fault]:
    """Claims that are not there, cited by what is no quantity: positions, accounts, legal bases."""
    scenario, evidence = (case.documents[name] for name in ("scenario.yaml", "evidence.yaml"))
    yield from unknown_claims(scenario, evidence, frozenset(dict(all_quantities(case.scenario))))


def uses(case: Case) -> tuple[Use, ...]:
    """Every quantity of a scenario as evidence sees it; parts of a dated one lean on the whole."""
    whole = dict(all_quantities(case.scenario))
    return tuple(
        _use(case, path, quantity, whole.get(path.partition(".dated.")[0], quantity))
        for path, quantity in whole.items()
        if quantity.dated is None
    )


def _use(case: Case, path: str, quantity: Quantity, whole: Quantity) -> Use:
    basis = quantity.basis if quantity.basis is not None else whole.basis
    low, high = quantity.between or (quantity.low, quantity.high)
    value = quantity.likely if quantity.value is None else quantity.value
    return Use(
        path=path,
        basis=() if basis is None else (basis,) if isinstance(basis, str) else basis,
        value=value,
        low=low,
        high=high,
        unit=quantity.unit or whole.unit,
        contested=quantity.contested or whole.contested,
        where=place_of(case, path),
    )
