"""From a file of options and rankings to the states at which its conflict can rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

from pydantic import ValidationError

from winset.errors import Fault, ScenarioFaults
from winset.runs.conflict_faults import names_faults, rankings_faults
from winset.runs.stability import ConflictResults, conflict_results
from winset.scenario.document import Document, read_document
from winset.scenario.faults import faults_of
from winset.scenario.migrate import migrated, version_fault
from winset.scenario.nouns.conflict import Combination, ConflictFile, Equals, Taken
from winset.scenario.pruned import pruned, unrelated
from winset.talks.conflict import Conflict, option_conflict


def conflict(file: str | Path) -> ConflictResults:
    """Where a conflict can come to rest: who would move from which state, and what keeps it there.

    Parameters
    ----------
    file : YAML with `title`, `parties` (name, options, ranking), `infeasible`, `irreversible`.

    Raises
    ------
    ScenarioFaults : everything that is wrong with the file, all at once.
    """
    told = read_conflict(Path(file))
    return conflict_results(told, conflict_of(told))


def read_conflict(file: Path) -> ConflictFile:
    """The conflict that a file tells.

    Raises
    ------
    ScenarioFaults : everything that is wrong with it.
    """
    document, faults = read_document(file, str(file))
    if document is None:
        raise ScenarioFaults(faults)
    version = version_fault(document)
    if version is not None:
        raise ScenarioFaults([version])
    told, faults = _told(document)
    if faults or told is None:
        raise ScenarioFaults(faults)
    return told


def _told(document: Document) -> tuple[ConflictFile | None, list[Fault]]:
    """What a document tells, and what is wrong with it; of a misshapen one also what else is."""
    data = migrated(document.data)
    try:
        told = ConflictFile.model_validate(data)
    except ValidationError as error:
        left = pruned(data, ConflictFile, error)
        besides = unrelated(names_faults(left.record, document), left.cut) if left else ()
        return None, [*faults_of(error, ConflictFile, document), *besides]
    faults = list(names_faults(told, document))
    return told, faults or list(rankings_faults(told, states(told), document))


def states(told: ConflictFile) -> tuple[frozenset[str], ...]:
    """Every state that can occur, as the options taken in it; the first option changes fastest.

    >>> from winset.scenario.nouns.conflict import ConflictFile
    >>> told = ConflictFile.model_validate({"winset": 1, "title": "", "parties": {
    ...     "a": {"name": "A", "options": {"x": "", "y": ""}, "ranking": []}},
    ...     "infeasible": [{"with": ["y"], "without": ["x"]}]})
    >>> [sorted(state) for state in states(told)]
    [[], ['x'], ['x', 'y']]
    """
    every = options(told)
    patterns = product((False, True), repeat=len(every))
    taken = (
        frozenset(name for name, is_taken in zip(every, bits[::-1], strict=True) if is_taken)
        for bits in patterns
    )
    return tuple(state for state in taken if can_be(state, told.infeasible))


def can_be(state: frozenset[str], infeasible: tuple[Combination, ...]) -> bool:
    """Whether a state has none of the combinations that cannot be."""
    return not any(
        state.issuperset(each.taken) and state.isdisjoint(each.without) for each in infeasible
    )


def options(told: ConflictFile) -> tuple[str, ...]:
    """The short names of all options, in the order of the file."""
    return tuple(name for party in told.parties.values() for name in party.options)


def conflict_of(told: ConflictFile) -> Conflict:
    """The conflict in the engine's terms: parties and options under their titles."""
    every = options(told)
    title = {key: words for party in told.parties.values() for key, words in party.options.items()}
    number = {name: 1 << k for k, name in enumerate(every)}
    return option_conflict(
        {party.name: [title[key] for key in party.options] for party in told.parties.values()},
        {
            party.name: [[_number(each, number) for each in rung] for rung in _rungs(party.ranking)]
            for party in told.parties.values()
        },
        feasible=lambda pattern: can_be(
            frozenset(name for name, taken in zip(every, pattern, strict=True) if taken),
            told.infeasible,
        ),
        irreversible=[title[name] for name in told.irreversible],
    )


def _rungs(ranking: tuple[Taken | Equals, ...]) -> Iterator[tuple[Taken, ...]]:
    for rung in ranking:
        yield rung.equal if isinstance(rung, Equals) else (rung,)


def _number(state: Taken, number: Mapping[str, int]) -> int:
    return sum(number[name] for name in set(state))
