"""Whether a rule can be used by given members: every column, name and total it needs is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from winset.errors import Fault, Place, RuleFaults, suggestion
from winset.rules import codes
from winset.rules.algebra import EVERYONE, STATES, Rule, Share
from winset.rules.clauses import column, columns_of, group, group_of, in_force, walk
from winset.rules.formula import ALWAYS, LARGEST_TOTAL, NEVER, Formula, quotas_of
from winset.rules.game import Game, coalition_game
from winset.rules.members import Members, inside

RULE = Place(path="rule")
MOST_QUOTAS = 16  # the table of their combinations has 2**16 entries


def checked_game(
    rule: Rule, members: Members, outside: Iterable[str] = (), place: Place = RULE
) -> Game:
    """The simple game of a rule that can be used, or all its faults at once.

    >>> from winset.rules.members import read_members
    >>> from winset.rules.reading import read_rule
    >>> two = read_members({"a": {}, "b": {}})
    >>> checked_game(read_rule({"count": "members", "at_least": 3}), two)
    Traceback (most recent call last):
    ...
    winset.errors.RuleFaults: error R109: all 2 members together do not carry this rule
      where  rule
      got    all of: a, b
      why    Not even all members together carry it, so every forecast under it would be zero.
      fix    lower a threshold, or add who is missing
    """
    left_out = tuple(outside)
    faults = list(rule_faults(rule, members, left_out, place))
    if faults:
        raise RuleFaults(faults)
    return coalition_game(rule, members, left_out)


def rule_faults(
    rule: Rule, members: Members, outside: Iterable[str] = (), place: Place = RULE
) -> list[Fault]:
    """What keeps a rule from being used by these members; empty where nothing does.

    Whether anybody can win it is asked only when everything that it needs is there.
    """
    left_out = frozenset(outside)
    circle = inside(members, left_out)
    faults = list(unknown(tuple(sorted(left_out)), members, place, "outside"))
    if not circle.names:
        faults.append(Fault(codes.NOBODY_LEFT, "all members are outside", place))
    applied = in_force(rule, some_outside=len(circle.names) < len(members.names))
    for path, clause in walk(applied, place.path or ""):
        where = Place(place.file, place.line, path)
        faults += column_faults(clause, circle, where)
        faults += group_faults(clause, members, where)
    return faults or list(outcome_faults(coalition_game(rule, members, left_out), place))


def column_faults(clause: Rule, members: Members, where: Place) -> Iterator[Fault]:
    """Columns that a clause asks for and that are unknown, incomplete or empty."""
    for name in columns_of(clause):
        if name == STATES:
            continue
        if name not in members.columns:
            known = [STATES, *members.columns]
            what = f"the members have no column {name!r}"
            yield Fault(codes.UNKNOWN_COLUMN, what, where, name, suggestion(name, known))
            continue
        lacking = [
            m for m, v in zip(members.names, members.columns[name], strict=True) if v is None
        ]
        if lacking:
            what = f"{len(lacking)} members have no {name}"
            fix = f"give them their {name}; 0 where there is none"
            yield Fault(codes.UNREADABLE_WEIGHT, what, where, ", ".join(lacking), fix)
        elif isinstance(clause, Share) and not sum(column(members, name)):
            what = f"the members' {name} add up to nothing"
            yield Fault(codes.EMPTY_TOTAL, what, where, f"total of {name}: 0")


def group_faults(clause: Rule, members: Members, where: Place) -> Iterator[Fault]:
    """Groups that a clause speaks of and that name nobody, or somebody who is no member."""
    meant = group_of(clause)
    if meant is None or meant == EVERYONE:
        return
    if isinstance(meant, str) and meant in members.columns:
        if not any(group(members, meant)):
            what = f"no member has more than 0 in the column {meant!r}"
            yield Fault(codes.EMPTY, what, where, meant)
        return
    yield from unknown((meant,) if isinstance(meant, str) else meant, members, where, "group")


def unknown(names: Iterable[str], members: Members, where: Place, role: str) -> Iterator[Fault]:
    """Names that belong to no member."""
    known = [*members.names, *(members.columns if role == "group" else ())]
    for name in names:
        if name not in members.names:
            what = f"{name!r} is no member"
            yield Fault(codes.UNKNOWN_MEMBER, what, where, name, suggestion(name, known, most=30))


def outcome_faults(game: Game, where: Place) -> Iterator[Fault]:
    """A rule that nobody can win, that is always won, or that cannot be counted exactly."""
    if game.formula == NEVER:
        what = f"all {len(game.names)} members together do not carry this rule"
        got, fix = "all of: " + ", ".join(game.names), "lower a threshold, or add who is missing"
        yield Fault(codes.NEVER_CARRIED, what, where, got, fix)
    elif game.formula == ALWAYS:
        what = "this rule is carried even when nobody is for it"
        got, fix = "for: (nobody)", "raise a threshold above what nobody reaches"
        yield Fault(codes.ALWAYS_CARRIED, what, where, got, fix)
    else:
        yield from size_faults(game.formula, where)


def size_faults(formula: Formula, where: Place) -> Iterator[Fault]:
    """Totals or numbers of thresholds beyond what is counted in 64-bit whole numbers."""
    quotas = quotas_of(formula)
    largest = max(sum(quota.weights) for quota in quotas)
    if largest >= LARGEST_TOTAL:
        what = "the figures of a column are too large or too finely divided"
        yield Fault(codes.TOO_LARGE, what, where, f"a total of {largest} in lowest terms")
    if len(quotas) > MOST_QUOTAS:
        what = f"the rule has {len(quotas)} different thresholds"
        yield Fault(codes.TOO_MANY_CLAUSES, what, where, f"at most {MOST_QUOTAS} can be counted")
