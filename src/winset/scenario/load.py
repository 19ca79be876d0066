"""From a folder, or the name of a scenario that ships, to a case."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from winset.errors import Fault, Place, ScenarioFaults, suggestion
from winset.evidence.nouns import Evidence
from winset.scenario import codes
from winset.scenario.besides import faults_besides
from winset.scenario.bundled import FILES, bundled
from winset.scenario.case import Case, digest_of
from winset.scenario.document import Document, read_document
from winset.scenario.faults import faults_of
from winset.scenario.migrate import migrated, version_fault
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.pruned import Pruned, pruned
from winset.scenario.walk import bind_paths

R = TypeVar("R", bound=BaseModel)


def load(reference: str | Path) -> Case:
    """The case that a name or a folder stands for.

    Parameters
    ----------
    reference : a folder with scenario.yaml and evidence.yaml, or the name of a scenario that ships.

    Raises
    ------
    ScenarioFaults : everything that keeps the folder from being read, all at once.
    """
    folder = find(reference)
    documents, faults = _documents(folder)
    scenario = _parsed(documents, "scenario.yaml", Scenario, faults)
    evidence = _parsed(documents, "evidence.yaml", Evidence, faults)
    texts = _texts(folder, evidence.record, faults) if evidence else {}
    if faults or scenario is None or evidence is None:
        besides = faults_besides(folder, scenario, evidence, texts, documents)
        raise ScenarioFaults([*faults, *besides])
    bind_paths(scenario.record)
    files = _files(folder, evidence.record)
    return Case(folder.name, folder, scenario.record, evidence.record, texts, files,
                digest_of(files), documents)  # fmt: skip


def find(reference: str | Path) -> Path:
    """The folder of a scenario.

    Raises
    ------
    ScenarioFaults : there is none of that name.
    """
    path = Path(reference)
    known = bundled()
    if path.is_dir():
        return path.resolve()
    if str(reference) in known:
        return known[str(reference)]
    if path.is_file():
        raise ScenarioFaults(
            [
                Fault(
                    codes.NOT_A_FILE,
                    "a file stands where a folder should be",
                    Place(str(path)),
                    str(reference),
                    "name its folder",
                )
            ]
        )
    fix = suggestion(str(reference), list(known))
    raise ScenarioFaults(
        [
            Fault(
                codes.NO_FILE,
                f'no scenario "{reference}"',
                Place(str(path)),
                str(reference),
                f"name a folder; {fix}",
            )
        ]
    )


def _documents(folder: Path) -> tuple[dict[str, Document], list[Fault]]:
    documents: dict[str, Document] = {}
    faults: list[Fault] = []
    for name in FILES:
        document, wrong = read_document(folder / name, name)
        faults += wrong
        if document is not None:
            documents[name] = document
    return documents, faults


def _parsed(
    documents: Mapping[str, Document], name: str, model: type[R], faults: list[Fault]
) -> Pruned[R] | None:
    """A file as its record; where it has faults, what is left without them."""
    document = documents.get(name)
    if document is None:
        return None
    data: Any = document.data
    if name == "scenario.yaml":
        fault = version_fault(document)
        if fault is not None:
            faults.append(fault)
            return None
        data = migrated(data)
    try:
        return Pruned(model.model_validate(data))
    except ValidationError as error:
        faults += faults_of(error, model, document)
        return pruned(data, model, error)


def _texts(folder: Path, evidence: Evidence, faults: list[Fault]) -> dict[str, bytes]:
    texts: dict[str, bytes] = {}
    for name, source in evidence.sources.items():
        if source.text in ("withheld", "not_held"):
            continue
        file = folder / source.text
        if file.is_file():
            texts[name] = file.read_bytes()
        else:
            faults.append(
                Fault(
                    codes.NO_FILE,
                    f"the text of source {name} is missing",
                    Place("evidence.yaml", None, f"sources.{name}.text"),
                    source.text,
                    "put the text there, or write withheld or not_held",
                )
            )
    return texts


def _files(folder: Path, evidence: Evidence) -> dict[str, bytes]:
    names = [*FILES]
    names += [s.text for s in evidence.sources.values() if s.text not in ("withheld", "not_held")]
    return {name: (folder / name).read_bytes() for name in names}
