"""Power indices: how often each member makes the difference, in exact fractions.

All are indices of the binary projection of a rule: each member is for or against.
With eta_i the swings of member i, omega the winning coalitions and n members:

    Banzhaf, absolute    eta_i / 2^(n-1)            Penrose 1946, Banzhaf 1965
    Banzhaf, normalised  eta_i / sum of eta
    Shapley-Shubik       sum of (k-1)!(n-k)!/n! over swings in coalitions of k    1954
    Coleman, to prevent  eta_i / omega              Coleman 1971
    Coleman, to initiate eta_i / (2^n - omega)
    Johnston             1/c for each swing shared by c critical members, normalised    1978

The formulas are collected in Felsenthal & Machover, The Measurement of Voting Power (1998), ch. 3
and 6, and in `docs/theory/rules.md`.
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial

from winset.rules.counting import Counts, Critical

Index = dict[str, Fraction]


def winning_coalitions(counts: Counts) -> int:
    """How many coalitions win.

    >>> from winset.rules.counting import count
    >>> from winset.rules.game import weighted
    >>> winning_coalitions(count(weighted({"a": 50, "b": 49, "c": 1}, 51)))
    3
    """
    return sum(counts.by_size)


def swings_by_size(counts: Counts) -> list[list[int]]:
    """How often each player is critical in a winning coalition of each size.

    The winning coalitions of k with i, less those of k - 1 without i: as rules are monotone each
    of these still wins with i added, without a swing.

    Returns
    -------
    shape (player, size 0..n).

    >>> from winset.rules.counting import count
    >>> from winset.rules.game import weighted
    >>> swings_by_size(count(weighted({"a": 50, "b": 49, "c": 1}, 51)))
    [[0, 0, 2, 1], [0, 0, 1, 0], [0, 0, 1, 0]]
    """
    return [
        [0]
        + [
            held - (counts.by_size[size] - with_player[size])
            for size, held in enumerate(with_player[1:])
        ]
        for with_player in counts.with_player
    ]


def swings(counts: Counts) -> dict[str, int]:
    """How many winning coalitions each member turns into losing ones by leaving.

    >>> from winset.rules.counting import count
    >>> from winset.rules.game import weighted
    >>> swings(count(weighted({"a": 50, "b": 49, "c": 1}, 51)))
    {'a': 3, 'b': 1, 'c': 1}
    """
    return dict(zip(counts.names, map(sum, swings_by_size(counts)), strict=True))


def banzhaf(counts: Counts) -> Index:
    """Each member's part of all swings (the normalised Banzhaf index).

    >>> from winset.rules.counting import count
    >>> from winset.rules.game import weighted
    >>> banzhaf(count(weighted({"a": 50, "b": 49, "c": 1}, 51)))["a"]
    Fraction(3, 5)
    """
    return normalised({name: Fraction(swing) for name, swing in swings(counts).items()})


def banzhaf_absolute(counts: Counts) -> Index:
    """The chance that a member is decisive if all others are for or against with even chances.

    >>> from winset.rules.counting import count
    >>> from winset.rules.game import weighted
    >>> banzhaf_absolute(count(weighted({"a": 50, "b": 49, "c": 1}, 51)))["b"]
    Fraction(1, 4)
    """
    return {n: Fraction(s, 2 ** (len(counts.names) - 1)) for n, s in swings(counts).items()}


def shapley_shubik(counts: Counts) -> Index:
    """The chance that a member is pivotal in a random order of all members.

    >>> from winset.rules.counting import count
    >>> from winset.rules.game import weighted
    >>> shapley_shubik(count(weighted({"a": 50, "b": 49, "c": 1}, 51)))
    {'a': Fraction(2, 3), 'b': Fraction(1, 6), 'c': Fraction(1, 6)}
    """
    members = len(counts.names)
    orders = [factorial(max(k - 1, 0)) * factorial(members - k) for k in range(members + 1)]
    pivots = [
        sum(swing * order for swing, order in zip(row, orders, strict=True))
        for row in swings_by_size(counts)
    ]
    return {n: Fraction(p, factorial(members)) for n, p in zip(counts.names, pivots, strict=True)}


def coleman_prevent(counts: Counts) -> Index:
    """The part of the winning coalitions that a member can stop; 1 for a veto.

    >>> from winset.rules.counting import count
    >>> from winset.rules.game import weighted
    >>> coleman_prevent(count(weighted({"a": 50, "b": 49, "c": 1}, 51)))["a"]
    Fraction(1, 1)
    """
    carried = winning_coalitions(counts)
    return {name: Fraction(swing, carried) for name, swing in swings(counts).items()}


def coleman_initiate(counts: Counts) -> Index:
    """The part of the losing coalitions that a member can turn by joining.

    >>> from winset.rules.counting import count
    >>> from winset.rules.game import weighted
    >>> coleman_initiate(count(weighted({"a": 50, "b": 49, "c": 1}, 51)))["b"]
    Fraction(1, 5)
    """
    lost = 2 ** len(counts.names) - winning_coalitions(counts)
    return {name: Fraction(swing, lost) for name, swing in swings(counts).items()}


def johnston(critical: Critical) -> Index:
    """Each member's part of the power where a swing is shared by all who are critical with it.

    Of three winning coalitions {a, b}, {a, c} and {a, b, c} member a holds 1/2 + 1/2 + 1.

    >>> from winset.rules.counting import critical_together
    >>> from winset.rules.game import weighted
    >>> johnston(critical_together(weighted({"a": 50, "b": 49, "c": 1}, 51)))
    {'a': Fraction(2, 3), 'b': Fraction(1, 6), 'c': Fraction(1, 6)}
    """
    scores = {
        name: sum((Fraction(n, c) for c, n in enumerate(row) if c), Fraction(0))
        for name, row in zip(critical.names, critical.together, strict=True)
    }
    return normalised(scores)


def normalised(scores: Index) -> Index:
    """Scores as parts of their sum."""
    total = sum(scores.values(), Fraction(0))
    return {name: score / total for name, score in scores.items()}
