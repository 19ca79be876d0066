"""What can be wrong with a well-formed file of options and rankings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from winset.errors import Code, Fault, Place, suggestion
from winset.scenario.codes import DUPLICATE_KEY, OUT_OF_RANGE, UNKNOWN_NAME
from winset.scenario.document import Document, Loc, line_of, text_at
from winset.scenario.nouns.conflict import ConflictFile, Equals, Taken
from winset.talks.codes import RANKING

MOST = 12
"""Options: their patterns are gone through one by one."""
LISTED = 4
"""Of the states that a ranking lacks, those that are written out."""


def names_faults(told: ConflictFile, document: Document) -> Iterator[Fault]:
    """Names that are given twice, or that stand for no option."""
    known = [name for party in told.parties.values() for name in party.options]
    if len(known) > MOST:
        what = f"{len(known)} options, of which {2 ** len(known):,} patterns can be made"
        fix = f"keep at most {MOST}: those on which the outcome turns"
        yield _fault(OUT_OF_RANGE, what, ("parties",), document, fix)
    yield from _twice(told, document)
    for path, names in _named(told):
        for name in dict.fromkeys(names):
            if name not in known:
                fix = suggestion(name, list(dict.fromkeys(known)))
                yield _fault(UNKNOWN_NAME, f'no option "{name}"', path, document, fix)


def _twice(told: ConflictFile, document: Document) -> Iterator[Fault]:
    """Two parties, or two options, that could not be told apart."""
    at = [((key, "name"), party.name) for key, party in told.parties.items()]
    places: list[tuple[Loc, str]] = [(("parties", *path), name) for path, name in at]
    fix = "give each a name of its own"
    yield from _again(places, "party is called", document, fix)
    shorts: list[tuple[Loc, str]] = []
    titles: list[tuple[Loc, str]] = []
    for key, party in told.parties.items():
        shorts += [(("parties", key, "options", name), name) for name in party.options]
        titles += [(("parties", key, "options", name), t) for name, t in party.options.items()]
    yield from _again(shorts, "option has the short name", document, fix)
    yield from _again(titles, "option is called", document, fix)


def _again(
    places: Sequence[tuple[Loc, str]], what: str, document: Document, fix: str
) -> Iterator[Fault]:
    seen: set[str] = set()
    for path, name in places:
        if name in seen:
            yield _fault(DUPLICATE_KEY, f'another {what} "{name}"', path, document, fix)
        seen.add(name)


def _named(told: ConflictFile) -> Iterator[tuple[Loc, Iterable[str]]]:
    """Where options are named, and which."""
    for i, each in enumerate(told.infeasible):
        yield ("infeasible", i), (*each.taken, *each.without)
    for i, name in enumerate(told.irreversible):
        yield ("irreversible", i), (name,)
    for key, party in told.parties.items():
        for i, rung in enumerate(party.ranking):
            for state in _states(rung):
                yield ("parties", key, "ranking", i), state


def rankings_faults(
    told: ConflictFile, states: Sequence[frozenset[str]], document: Document
) -> Iterator[Fault]:
    """Combinations that exclude everything; states a ranking lacks, repeats or cannot have."""
    if not states:
        what, fix = "no state is left", "take combinations away, or write more into `with`"
        yield _fault(RANKING, what, ("infeasible",), document, fix)
        return
    possible = set(states)
    for key, party in told.parties.items():
        counted: Counter[frozenset[str]] = Counter()
        for i, rung in enumerate(party.ranking):
            path: Loc = ("parties", key, "ranking", i)
            for state in map(frozenset, _states(rung)):
                counted[state] += 1
                if state not in possible:
                    what = f"{party.name} ranks a state that cannot occur: {_written(state, told)}"
                    fix = "take it away, or the combination in `infeasible` that excludes it"
                    yield _fault(RANKING, what, path, document, fix)
                elif counted[state] == 2:
                    what = f"{party.name} ranks a state twice: {_written(state, told)}"
                    yield _fault(RANKING, what, path, document, "keep one of the two")
        yield from _missing(told, key, [s for s in states if s not in counted], document)


def _missing(
    told: ConflictFile, key: str, lacking: Sequence[frozenset[str]], document: Document
) -> Iterator[Fault]:
    if lacking:
        party = told.parties[key]
        are = "state is" if len(lacking) == 1 else "states are"
        what = f"{len(lacking)} {are} missing from the ranking of {party.name}"
        listed = ", ".join(_written(state, told) for state in lacking[:LISTED])
        more = f" and {len(lacking) - LISTED} more" if len(lacking) > LISTED else ""
        fix = f"give a place to {listed}{more}; or say in `infeasible` what cannot be"
        yield _fault(RANKING, what, ("parties", key, "ranking"), document, fix)


def _states(rung: Taken | Equals) -> tuple[Taken, ...]:
    return rung.equal if isinstance(rung, Equals) else (rung,)


def _written(state: frozenset[str], told: ConflictFile) -> str:
    """A state as its author would write it."""
    names = [name for party in told.parties.values() for name in party.options]
    return f"[{', '.join(name for name in names if name in state)}]"


def _fault(code: Code, what: str, path: Loc, document: Document, fix: str) -> Fault:
    line = line_of(document, path)
    place = Place(document.name, line, ".".join(map(str, path)))
    return Fault(code, what, place, text_at(document, line), fix)
