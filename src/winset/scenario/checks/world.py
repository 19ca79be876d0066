"""Does the world hold together: levels, conditions, dates, chances?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from winset.errors import Code, Fault, suggestion
from winset.scenario import codes
from winset.scenario.case import Case, place_of, text_of
from winset.scenario.nouns.quantity import Quantity, canonical_numbers, numbers
from winset.scenario.nouns.talks import Talks, Track
from winset.scenario.nouns.world import (
    FreezeKept,
    FromMoney,
    Moves,
    Schedule,
    Standing,
    Switch,
    Walk,
)
from winset.timegrid import parse_date

RESERVED = "node"
HELD, HOLDS = ("idle", "held"), ("holds", "lapsed")
BY_PARTY = ("refused", "stalled", "rejected")


def world_holds_together(case: Case) -> Iterator[Fault]:
    """Variables have names of their own, levels that are there, and chances that add up."""
    world = case.scenario.world
    yield from _names_of_their_own(case)
    for name, variable in world.items():
        path = f"world.{name}"
        if isinstance(variable, Switch):
            yield from _switch(case, path, variable)
        if isinstance(variable, Walk):
            yield from _walk(case, path, variable)
        if isinstance(variable, Schedule):
            yield from _schedule(case, path, variable)
        if isinstance(variable, FromMoney):
            yield from _from_money(case, path, variable)
        believers = getattr(variable, "believed_by", {})
        yield from known_names(case, f"{path}.believed_by", believers, list(case.scenario.parties))


def conditions_can_be_met(case: Case) -> Iterator[Fault]:
    """Every condition names variables and levels that are there, spans for walks alone."""
    levels = variable_levels(case)
    for section in ("world", "tables"):
        for path, when in conditions(getattr(case.scenario, section), section):
            for name, standing in when.items():
                place = f"{path}.{name}"
                yield from known_names(case, place, [name], list(levels))
                if name in levels:
                    yield from _standing(case, place, name, standing, levels[name])


def nothing_looks_at_itself(case: Case) -> Iterator[Fault]:
    """An event, a freeze or a track is no condition of its own; nor are tracks of each other."""
    world, tables = case.scenario.world, case.scenario.tables
    tracks = {name: each for name, each in tables.items() if isinstance(each, Track)}
    looking: dict[str, dict[str, set[str]]] = {}
    for section, parts in (("world", world), ("tables", tracks)):
        for name, each in parts.items():
            if isinstance(each, Schedule | FreezeKept | Track):
                spots = {f"{section}.{name}.changes.{k}.when": c for k, c in each.changes.items()}
                looking[name] = {path: set(change.when) for path, change in spots.items()}
    for name, conditions_of in looking.items():
        for path, names in conditions_of.items():
            if name in names:
                what, fix = f"{name} is a condition of itself", "name another variable"
                yield fault(case, codes.CYCLE, what, f"{path}.{name}", fix)
            for other in sorted(names & set(tracks) - {name}):
                back = any(name in each for each in looking[other].values())
                if back and name in tracks and name < other:
                    what = f"{name} and {other} are conditions of each other in the same month"
                    yield fault(case, codes.CYCLE, what, f"{path}.{other}", "let one of them go")


def variable_levels(case: Case) -> dict[str, tuple[str, ...] | None]:
    """The levels of every variable and track; None for a walk, which has numbers."""
    found: dict[str, tuple[str, ...] | None] = {}
    for name, variable in case.scenario.world.items():
        if isinstance(variable, Walk):
            found[name] = None
        else:
            held = HOLDS if isinstance(variable, FreezeKept) else tuple(variable.levels)
            found[name] = held
    tracks = (name for name, t in case.scenario.tables.items() if isinstance(t, Track))
    return found | dict.fromkeys(tracks, HELD)


def conditions(record: Any, path: str) -> Iterator[tuple[str, Mapping[str, Standing]]]:
    """Every condition within a part of the scenario, with its path."""
    if isinstance(record, Mapping):
        for key, value in record.items():
            yield from conditions(value, f"{path}.{key}")
    elif hasattr(record, "model_fields_set"):
        for field in record.model_fields_set:
            value = getattr(record, field)
            if field == "when":
                yield f"{path}.when", value
            else:
                yield from conditions(value, f"{path}.{field}")


def known_names(case: Case, path: str, names: Iterable[str], known: list[str]) -> Iterator[Fault]:
    """Names that stand for nothing."""
    for name in names:
        if name not in known:
            what = f'"{name}" stands for nothing here'
            place = f"{path}.{name}" if isinstance(names, Mapping) else path
            yield fault(case, codes.UNKNOWN_NAME, what, place, suggestion(name, known, 30))


def fault(case: Case, code: Code, what: str, path: str, fix: str) -> Fault:
    """A fault with its place and the reader's own text."""
    return Fault(code, what, place_of(case, path), text_of(case, path), fix)


def _names_of_their_own(case: Case) -> Iterator[Fault]:
    world, tables = case.scenario.world, case.scenario.tables
    for name in world:
        if name == RESERVED or name in tables:
            what = f'"{name}" already stands for something else'
            fix = "give the variable a name of its own"
            yield fault(case, codes.WRONG_KIND, what, f"world.{name}", fix)
    for kind in (FromMoney, FreezeKept):
        same = [name for name, each in world.items() if isinstance(each, kind)]
        for name in same[1:]:
            what = f"{same[0]} already is of this kind"
            yield fault(case, codes.WRONG_KIND, what, f"world.{name}", "keep one of the two")


def _walk(case: Case, path: str, walk: Walk) -> Iterator[Fault]:
    if not walk.high > walk.low:
        yield fault(case, codes.QUANTITY, "the ends of the walk are reversed", f"{path}.high",
                    "the lowest number first")  # fmt: skip
    for number in numbers(walk.start):
        if not walk.low <= number <= walk.high:
            what, fix = "the walk starts beyond its ends", f"from {walk.low:g} to {walk.high:g}"
            yield fault(case, codes.OUT_OF_RANGE, what, f"{path}.start", fix)
    yield from _answering(case, path, walk)


def _switch(case: Case, path: str, switch: Switch) -> Iterator[Fault]:
    levels = list(switch.levels)
    start = [switch.start] if isinstance(switch.start, str) else list(switch.start)
    yield from known_names(case, f"{path}.start", start, levels)
    yield from _moves(case, f"{path}.moves", switch.moves, levels)
    yield from _answering(case, path, switch)
    for word in (*BY_PARTY, "agreed", "awaiting", "unratified", "closed"):
        given = getattr(switch.answers, word)
        parts = given.items() if word in BY_PARTY else [("", given)]
        for party, moves in parts:
            spot = f"{path}.answers.{word}" + (f".{party}" if party else "")
            yield from _moves(case, spot, moves, levels)


def _answering(case: Case, path: str, variable: Walk | Switch) -> Iterator[Fault]:
    """Those to whom a variable answers sit at the table."""
    seated = [p for t in case.scenario.tables.values() if isinstance(t, Talks) for p in t.parties]
    if not set(seated) <= set(case.scenario.parties):
        return  # the table itself is told of
    for word in BY_PARTY:
        given = getattr(variable.answers, word)
        yield from known_names(case, f"{path}.answers.{word}", given, seated)


def _moves(case: Case, path: str, moves: Moves, levels: list[str]) -> Iterator[Fault]:
    leaving = dict.fromkeys(levels, 0.0)
    for name, move in moves.items():
        yield from known_names(case, f"{path}.{name}.from", [move.from_], levels)
        yield from known_names(case, f"{path}.{name}.to", [move.to], levels)
        if move.from_ == move.to:
            what, fix = "a move to where it comes from", "name another level"
            yield fault(case, codes.WRONG_KIND, what, f"{path}.{name}", fix)
        if not move.when and move.from_ in leaving:
            leaving[move.from_] += most(move.chance)
    for level, total in leaving.items():
        if total > 1 + 1e-9:
            what = f"chances of leaving {level} add up to as much as {total:.3g}"
            yield fault(case, codes.OUT_OF_RANGE, what, path, "let them make at most 1 together")


def most(quantity: Quantity) -> float:
    """The largest number that a quantity writes down, in canonical units.

    >>> most(Quantity(between=(10, 20), unit="% per month"))
    0.2
    """
    return max(canonical_numbers(quantity))


def _schedule(case: Case, path: str, event: Schedule) -> Iterator[Fault]:
    end = parse_date(case.scenario.horizon, end=True)
    if not case.scenario.as_of <= event.on < end.replace(day=1):
        fix = f"a day from {case.scenario.as_of} until before the month of {end}"
        what = f"{event.on} lies outside the calendar"
        yield fault(case, codes.OUTSIDE_HORIZON, what, f"{path}.on", fix)
    later = list(event.levels[1:])
    yield from known_names(case, f"{path}.results", event.results, later)
    for name, change in event.changes.items():
        yield from known_names(case, f"{path}.changes.{name}.results", change.results, later)


def _from_money(case: Case, path: str, variable: FromMoney) -> Iterator[Fault]:
    bounds = list(variable.levels.values())
    if bounds[0] != 0 or bounds != sorted(set(bounds)):
        what = "months of cash that do not rise from 0"
        fix = "from scarce to ample: out: 0, short: 1, ample: 6"
        yield fault(case, codes.QUANTITY, what, f"{path}.levels", fix)
    end = parse_date(case.scenario.horizon, end=True)
    if not case.scenario.as_of <= variable.decided < end.replace(day=1):
        what = f"{variable.decided} lies outside the calendar"
        fix = f"a day from {case.scenario.as_of} until before the month of {end}"
        yield fault(case, codes.OUTSIDE_HORIZON, what, f"{path}.decided", fix)
    money = case.scenario.money
    options = list(money.options) if money is not None else []
    yield from known_names(case, f"{path}.options", variable.options, options)


def _standing(
    case: Case, path: str, name: str, standing: Standing, levels: tuple[str, ...] | None
) -> Iterator[Fault]:
    spans = standing.at_least is not None or standing.at_most is not None
    if levels is None and not spans:
        what, fix = f"{name} is a walk: it has numbers", "write {at_least: ...} or {at_most: ...}"
        yield fault(case, codes.WRONG_KIND, what, path, fix)
    elif levels is not None and not standing.levels:
        what, fix = f"{name} has levels, not numbers", "write one of " + ", ".join(levels)
        yield fault(case, codes.WRONG_KIND, what, path, fix)
    elif levels is not None:
        yield from known_names(case, path, standing.levels, list(levels))
