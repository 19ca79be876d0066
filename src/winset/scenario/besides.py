"""What else is wrong with a scenario that cannot be read as a whole.

Who mends one file should not learn only then what is wrong with the other. What could be read of
each is checked by itself; what may follow from the parts that could not is left for the next time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from winset.errors import Fault
from winset.evidence.codes import TEXT_ABSENT
from winset.evidence.nouns import Evidence
from winset.evidence.register import evidence_faults
from winset.evidence.verify import examine
from winset.scenario.case import Case, placed
from winset.scenario.checks.register import scenario_faults
from winset.scenario.cited import unknown_claims
from winset.scenario.document import Document
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.pruned import Pruned, unrelated
from winset.scenario.walk import bind_paths


def faults_besides(
    case: Case, scenario: Pruned[Scenario] | None, evidence: Pruned[Evidence] | None
) -> Iterator[Fault]:
    """The errors beyond those for which a case could not be read, with their places.

    Parameters
    ----------
    case : its name, folder, texts and documents.
    scenario, evidence : what is left of the two files; None where nothing is.
    """
    for fault in (*_of_scenario(case, scenario), *_of_evidence(case, scenario, evidence)):
        if fault.level == "error":
            yield placed(case.documents, fault)
    yield from _of_both(case.documents)


def _of_scenario(case: Case, scenario: Pruned[Scenario] | None) -> Iterator[Fault]:
    if scenario is not None:
        bind_paths(scenario.record)
        yield from unrelated(scenario_faults(case), scenario.cut)


def _of_evidence(
    case: Case, scenario: Pruned[Scenario] | None, evidence: Pruned[Evidence] | None
) -> Iterator[Fault]:
    if evidence is None:
        return
    verification = examine(evidence.record, case.texts)
    as_of = scenario.record.as_of if scenario is not None else None
    for fault in unrelated(evidence_faults(evidence.record, verification, as_of), evidence.cut):
        if fault.code is not TEXT_ABSENT:  # told where the text was looked for
            yield fault


def _of_both(documents: Mapping[str, Document]) -> Iterator[Fault]:
    """Claims that are cited and are not there: asked of the files as they stand, read or not."""
    scenario, evidence = (documents.get(name) for name in ("scenario.yaml", "evidence.yaml"))
    if scenario is not None and evidence is not None:
        yield from unknown_claims(scenario, evidence)
