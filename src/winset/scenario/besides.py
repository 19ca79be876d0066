"""What else is wrong with a scenario that cannot be read as a whole.

Who mends one file should not learn only then what is wrong with the other. What could be read of
each is checked by itself; what may follow from the parts that could not is left for the next time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from winset.errors import Fault
from winset.evidence.codes import TEXT_ABSENT, UNKNOWN_CLAIM, UNKNOWN_SOURCE
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
    folder: Path,
    scenario: Pruned[Scenario] | None,
    evidence: Pruned[Evidence] | None,
    texts: Mapping[str, bytes],
    documents: Mapping[str, Document],
) -> Iterator[Fault]:
    """The errors beyond those for which a folder could not be read, with their places.

    Parameters
    ----------
    scenario, evidence : what is left of the two files; None where nothing is.
    texts : the texts of sources that are held, by source.
    """
    found = [
        *(() if scenario is None else _of_scenario(folder, scenario, documents)),
        *(() if evidence is None else _of_evidence(evidence, scenario, texts)),
    ]
    misnamed = {} if evidence is None else evidence.cut
    called = {_simplified(str(loc[1])) for loc in misnamed if len(loc) == 2}
    for fault in (*found, *_of_both(documents)):
        lost = fault.code in (UNKNOWN_CLAIM, UNKNOWN_SOURCE) and _simplified(fault.got) in called
        if fault.level == "error" and not lost:
            yield placed(documents, fault)


def _simplified(name: str) -> str:
    """A name without what may be wrong with it: `Cash_175` is meant where `cash-175` is cited."""
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _of_scenario(
    folder: Path, scenario: Pruned[Scenario], documents: Mapping[str, Document]
) -> Iterator[Fault]:
    bind_paths(scenario.record)
    case = Case(folder.name, folder, scenario.record, Evidence(), {}, {}, "", documents)
    yield from unrelated(scenario_faults(case), scenario.cut)


def _of_evidence(
    evidence: Pruned[Evidence], scenario: Pruned[Scenario] | None, texts: Mapping[str, bytes]
) -> Iterator[Fault]:
    verification = examine(evidence.record, texts)
    as_of = None if scenario is None else scenario.record.as_of
    for fault in unrelated(evidence_faults(evidence.record, verification, as_of), evidence.cut):
        if fault.code is not TEXT_ABSENT:  # told where the text was looked for
            yield fault


def _of_both(documents: Mapping[str, Document]) -> Iterator[Fault]:
    """Claims that are cited and are not there: asked of the files as they stand, read or not."""
    scenario, evidence = (documents.get(name) for name in ("scenario.yaml", "evidence.yaml"))
    if scenario is not None and evidence is not None:
        yield from unknown_claims(scenario, evidence)
