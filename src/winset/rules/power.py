"""The power report of a rule: who holds how much of it, exactly where that is possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from winset._typing import Floats
from winset.errors import Fault, Place, RuleFaults, suggestion
from winset.rules import codes, indices
from winset.rules.algebra import Rule
from winset.rules.checks import checked_game
from winset.rules.counting import SAMPLING, Counts, count, critical_together, method_for
from winset.rules.game import Game
from winset.rules.members import Members, read_members
from winset.rules.minimal import minimal_blocking, minimal_winning
from winset.rules.reading import read_rule
from winset.rules.sampling import Estimates, estimate
from winset.streams import stream

KEYS = ("members", "rule")
PROJECTION = "each member for or against"
SEED = 0  # of the random coalitions, where a game is too large to be counted

Report = dict[str, Any]
"""Made of dicts, lists, text and numbers only, so that it can be written as JSON."""


def read_power_file(given: object, file: str | None = None) -> tuple[Members, Rule]:
    """The members and the rule of a power file `{members: {A: {votes: 4}}, rule: ...}`.

    All faults of its keys, its members and its rule are raised at once.

    >>> members, rule = read_power_file({"members": {"a": {"votes": 1}}, "rule": "unanimity"})
    >>> members.names, rule
    (('a',), 'unanimity')
    """
    if not isinstance(given, Mapping):
        what = "a power file holds members and a rule"
        raise RuleFaults([Fault(codes.NOT_A_RULE, what, Place(file), repr(given))])
    faults = list(key_faults(given, file))
    members, rule = None, None
    try:
        members = read_members(given.get("members") or {}, Place(file, path="members"))
    except RuleFaults as error:
        faults += error.faults
    try:
        rule = read_rule(given.get("rule"), Place(file, path="rule"))
    except RuleFaults as error:
        faults += error.faults
    if faults or members is None or rule is None:
        raise RuleFaults(faults)
    return members, rule


def key_faults(given: Mapping[Any, object], file: str | None) -> Iterable[Fault]:
    """Keys of a power file that winset does not know."""
    for key in given:
        if key not in KEYS:
            what, where = f"a power file has no key {key!r}", Place(file, path=str(key))
            yield Fault(codes.UNKNOWN_KEY, what, where, str(key), suggestion(str(key), KEYS))


def power_report(members: Members, rule: Rule, outside: Iterable[str] = ()) -> Report:
    """Who holds how much power under a rule.

    Returns
    -------
    `members`, `winning_coalitions`, `swings` by member; `indices` by name and member, with the
    Shapley-Shubik index also as its exact fraction; `minimal_winning` and `minimal_blocking`
    counts; `method`. What was not counted is None. Sampled indices have `standard_errors`.

    >>> members, rule = read_power_file(
    ...     {"members": {"a": {"votes": 50}, "b": {"votes": 49}, "c": {"votes": 1}},
    ...      "rule": {"share": "votes", "more_than": "1/2"}})
    >>> report = power_report(members, rule)
    >>> report["swings"], report["indices"]["shapley_shubik"]["a"]["exact"], report["method"]
    ({'a': 3, 'b': 1, 'c': 1}, '2/3', 'meet in the middle, exact; each member for or against')
    """
    game = checked_game(rule, members, outside)
    if method_for(game) == SAMPLING:
        return sampled_report(game, estimate(game, stream(SEED, "rules/power")))
    return counted_report(game, count(game))


def counted_report(game: Game, counts: Counts) -> Report:
    """The report of a game that was counted exactly."""
    critical = critical_together(game)
    return {
        "members": list(game.names),
        "winning_coalitions": indices.winning_coalitions(counts),
        "swings": indices.swings(counts),
        "indices": {
            "banzhaf": numbers(indices.banzhaf(counts)),
            "banzhaf_absolute": numbers(indices.banzhaf_absolute(counts)),
            "shapley_shubik": {
                name: {"value": float(value), "exact": exact_text(value)}
                for name, value in indices.shapley_shubik(counts).items()
            },
            "coleman_initiate": numbers(indices.coleman_initiate(counts)),
            "coleman_prevent": numbers(indices.coleman_prevent(counts)),
            "johnston": numbers(indices.johnston(critical)) if critical else None,
        },
        "minimal_winning": minimal_winning(game),
        "minimal_blocking": minimal_blocking(game),
        "method": f"{counts.method}, exact; {PROJECTION}",
    }


def sampled_report(game: Game, found: Estimates) -> Report:
    """The report of a game that was too large to be counted: estimates with standard errors."""
    shares = found.decisive / max(float(found.decisive.sum()), np.finfo(float).tiny)
    return {
        "members": list(game.names),
        "winning_coalitions": None,
        "swings": None,
        "indices": {
            "banzhaf": by_name(game, shares),
            "banzhaf_absolute": by_name(game, found.decisive),
            "shapley_shubik": {
                name: {"value": value, "exact": None}
                for name, value in by_name(game, found.pivotal).items()
            },
            "coleman_initiate": by_name(game, per_outcome(found, 1 - found.winning)),
            "coleman_prevent": by_name(game, per_outcome(found, found.winning)),
            "johnston": None,
        },
        "minimal_winning": None,
        "minimal_blocking": None,
        "method": f"{SAMPLING}, {found.draws:,} coalitions and orders; {PROJECTION}",
        "standard_errors": {
            "banzhaf_absolute": by_name(game, found.decisive_error),
            "shapley_shubik": by_name(game, found.pivotal_error),
        },
    }


def numbers(index: indices.Index) -> dict[str, float]:
    """An index in floating point, rounded once, at the very end."""
    return {name: float(value) for name, value in index.items()}


def exact_text(value: Fraction) -> str:
    """A fraction as "p/q", also where q is 1.

    >>> exact_text(Fraction(2, 3)), exact_text(Fraction(0))
    ('2/3', '0/1')
    """
    return f"{value.numerator}/{value.denominator}"


def by_name(game: Game, values: Floats) -> dict[str, float]:
    """Estimated values by member."""
    return dict(zip(game.names, values.tolist(), strict=True))


def per_outcome(found: Estimates, chance: float) -> Floats:
    """The part of all coalitions with an outcome that a member can turn, or all nothing.

    A swing pairs one losing with one winning coalition, so half of the decisive draws belong to
    each outcome.
    """
    return found.decisive / (2 * chance) if chance > 0 else np.zeros_like(found.decisive)
