"""What an analysis of options and rankings found, as it is printed and passed on."""

from __future__ import annotations

from typing import Any, Literal, cast

from winset._record import Record
from winset.scenario.nouns.conflict import ConflictFile
from winset.scenario.nouns.scenario import LANGUAGE
from winset.scenario.schema import DIALECT
from winset.talks.conflict import Conflict
from winset.talks.stability import CONCEPTS, is_stable, sentences

Kind = Literal["Nash", "GMR", "SMR", "SEQ"]


class PartyTold(Record):
    """A party as its file has it."""

    name: str
    """As results print it."""
    options: dict[str, str]
    """What it can do: short name, and the option in a few words."""


class StateFound(Record):
    """One state, who would leave it and what keeps them there."""

    number: int
    """The state as the literature numbers it: the k-th option of the file, from 0, counts 2**k."""
    taken: list[str]
    """The short names of the options taken in it."""
    title: str
    """The same in words."""
    place: dict[str, int]
    """By party: its place in that party's ranking, 1 the best; equally good states share one."""
    stable: dict[str, list[Kind]]
    """By party: under which concepts it would not move."""
    equilibrium: list[Kind]
    """Under which concepts nobody would move."""
    says: list[str]
    """For each move that somebody would like from here, what keeps it from it, or that nothing
    does."""


class ConflictResults(Record):
    """What `winset conflict FILE --json` prints."""

    title: str
    """What the conflict is."""
    source: str | None
    """Where options and rankings are taken from."""
    parties: dict[str, PartyTold]
    """Who decides."""
    states: list[StateFound]
    """Every state that can occur, in rising order of their numbers."""
    equilibria: dict[Kind, list[int]]
    """By concept: the numbers of the states from which nobody would move. Nash (R): nobody has a
    better state within reach; GMR: the others can spoil every such move; SMR: and leave no way out;
    SEQ: by moves that they would like themselves."""


def conflict_results(told: ConflictFile, conflict: Conflict) -> ConflictResults:
    """The stability of every state for every party.

    Parameters
    ----------
    told : what the file says; conflict : the same in the engine's terms, parties in one order.
    """
    found = [_state(told, conflict, state) for state in range(len(conflict.states))]
    return ConflictResults(
        title=told.title,
        source=told.source,
        parties={
            key: PartyTold(name=party.name, options=dict(party.options))
            for key, party in told.parties.items()
        },
        states=found,
        equilibria={kind: [s.number for s in found if kind in s.equilibrium] for kind in _kinds()},
    )


def _state(told: ConflictFile, conflict: Conflict, state: int) -> StateFound:
    names = [name for party in told.parties.values() for name in party.options]
    pattern = conflict.patterns[state]
    stable = {
        key: [kind for kind in _kinds() if is_stable(conflict, kind, i, state)]
        for i, key in enumerate(told.parties)
    }
    return StateFound(
        number=sum(1 << k for k, taken in enumerate(pattern) if taken),
        taken=[name for name, taken in zip(names, pattern, strict=True) if taken],
        title=conflict.states[state],
        place={key: conflict.rank[i][state] + 1 for i, key in enumerate(told.parties)},
        stable=stable,
        equilibrium=[kind for kind in _kinds() if all(kind in each for each in stable.values())],
        says=list(sentences(conflict, state)),
    )


def _kinds() -> tuple[Kind, ...]:
    return cast("tuple[Kind, ...]", CONCEPTS)


def conflict_schema() -> dict[str, Any]:
    """JSON Schema of the file that `winset conflict` reads."""
    schema = ConflictFile.model_json_schema(by_alias=True)
    return {"$schema": DIALECT, **schema, "title": f"winset conflict, version {LANGUAGE}"}


def stability_schema() -> dict[str, Any]:
    """JSON Schema of what `winset conflict FILE --json` prints."""
    return {"$schema": DIALECT, **ConflictResults.model_json_schema(mode="serialization")}
