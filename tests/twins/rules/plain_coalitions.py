"""Power straight from the definitions: every coalition tried, every order walked, in fractions.

Nothing here uses winset: rules are read from the form in which they are written, so that what is
compared includes the reading of thresholds.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from fractions import Fraction
from math import factorial
from typing import Any

Figures = dict[str, dict[str, int | str]]


@functools.cache
def fraction(written: object) -> Fraction:
    text = str(written)
    return Fraction(text.removesuffix("%").strip()) / 100 if "%" in text else Fraction(text)


def figure(members: Figures, name: str, column: str) -> Fraction:
    return Fraction(1) if column == "states" else fraction(members[name].get(column, 0))


def reached(clause: dict[str, Any], got: Fraction, scale: Fraction) -> bool:
    if "at_least" in clause:
        return got >= fraction(clause["at_least"]) * scale
    return got > fraction(clause["more_than"]) * scale


def carries(rule: Any, members: Figures, coalition: frozenset[str]) -> bool:
    """Whether a coalition carries, each member being for or against."""
    if rule == "unanimity" or "unanimity" in rule:
        return coalition == frozenset(members)
    if "all_of" in rule:
        return all(carries(part, members, coalition) for part in rule["all_of"])
    if "any_of" in rule:
        return any(carries(part, members, coalition) for part in rule["any_of"])
    if "veto" in rule or "consent_of" in rule:
        return set(rule.get("veto", rule.get("consent_of"))) <= coalition
    if "needs" in rule:
        return True
    if "blockers_fewer_than" in rule:
        return len(members) - len(coalition) < most_blockers(rule["blockers_fewer_than"], members)
    if "count" in rule:
        group = set(members) if rule["count"] == "members" else set(rule["count"])
        return reached(rule, Fraction(len(group & coalition)), Fraction(1))
    column = rule.get("share", rule.get("sum"))
    got = sum((figure(members, name, column) for name in coalition), Fraction(0))
    total = sum((figure(members, name, column) for name in members), Fraction(0))
    return reached(rule, got, total if "share" in rule else Fraction(1))


def most_blockers(asked: Any, members: Figures) -> int:
    """The number of blockers, or by trying: the smallest set over the share, plus some."""
    if isinstance(asked, int):
        return asked
    total = sum(figure(members, name, asked["of"]) for name in members)
    for size in range(1, len(members) + 1):
        for some in itertools.combinations(members, size):
            held = sum(figure(members, name, asked["of"]) for name in some)
            if held > fraction(asked["fewest_over"]) * total:
                return size + int(asked.get("plus", 0))
    return len(members) + int(asked.get("plus", 0))


def coalitions(members: Figures) -> list[frozenset[str]]:
    sizes = range(len(members) + 1)
    return [frozenset(c) for size in sizes for c in itertools.combinations(members, size)]


def winning(rule: Any, members: Figures) -> set[frozenset[str]]:
    return {c for c in coalitions(members) if carries(rule, members, c)}


def critical(coalition: frozenset[str], wins: set[frozenset[str]]) -> list[str]:
    return [name for name in coalition if coalition - {name} not in wins]


def swings(wins: set[frozenset[str]], names: list[str]) -> dict[str, int]:
    found = Counter(name for coalition in wins for name in critical(coalition, wins))
    return {name: found[name] for name in names}


def shapley_shubik(wins: set[frozenset[str]], names: list[str]) -> dict[str, Fraction]:
    """By walking every order of the members and noting who turns it."""
    pivots = dict.fromkeys(names, 0)
    for order in itertools.permutations(names):
        grown = itertools.accumulate(({name} for name in order), lambda a, b: a | b)
        pivots[next(n for n, c in zip(order, grown, strict=True) if frozenset(c) in wins)] += 1
    return {name: Fraction(n, factorial(len(names))) for name, n in pivots.items()}


def shapley_by_size(wins: set[frozenset[str]], names: list[str]) -> dict[str, Fraction]:
    """By Shapley's formula over coalitions, where the orders are too many to walk."""
    n = len(names)
    values = dict.fromkeys(names, Fraction(0))
    for c in wins:
        weight = Fraction(factorial(len(c) - 1) * factorial(n - len(c)), factorial(n))
        for name in critical(c, wins):
            values[name] += weight
    return values


def johnston(wins: set[frozenset[str]], names: list[str]) -> dict[str, Fraction]:
    scores = dict.fromkeys(names, Fraction(0))
    for coalition in wins:
        sharing = critical(coalition, wins)
        for name in sharing:
            scores[name] += Fraction(1, len(sharing))
    total = sum(scores.values())
    return {name: score / total for name, score in scores.items()}


def minimal(wins: set[frozenset[str]]) -> set[frozenset[str]]:
    return {c for c in wins if len(critical(c, wins)) == len(c)}


def blocking(wins: set[frozenset[str]], members: Figures) -> set[frozenset[str]]:
    everyone = frozenset(members)
    return {c for c in coalitions(members) if everyone - c not in wins}
