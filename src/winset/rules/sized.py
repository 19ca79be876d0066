"""Games in which one column decides, with a quota for each size of coalition.

Many compound rules are of this form: once the number of members in a coalition is known, every
condition on that number is settled, and what is left is one threshold on one column. The Council's
qualified majority is: nothing up to 14 members, 65 % of the population from 15 to 23, anything
from 24 on (fewer than four are not for). Such games are counted far faster than by trying every
coalition.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from winset.rules.formula import LARGEST_TOTAL, All, Formula, Quota, quotas_of
from winset.rules.game import Game


@dataclass(frozen=True, slots=True)
class SizedGame:
    """A game decided by one column and the number of members.

    Attributes
    ----------
    names : the players.
    weights : shape (player), whole numbers of at least 0.
    quotas : shape (player + 1): a coalition of k players wins if its weights add up to at least
        quotas[k]. Never rising; 0 where any coalition of that size wins and one more than the
        total where none does.
    """

    names: tuple[str, ...]
    weights: tuple[int, ...]
    quotas: tuple[int, ...]


def sized(game: Game) -> SizedGame | None:
    """The game as one column with a quota for each size, or None if it needs several columns.

    Two of three members with at least half of 10 votes, or all three:

    >>> both = All((Quota((1, 1, 1), 2), Quota((6, 3, 1), 5)))
    >>> sized(Game(("a", "b", "c"), both)).quotas
    (11, 11, 5, 5)
    """
    formula = with_vetoes_in_column(game.formula)
    columns = {quota.weights for quota in quotas_of(formula) if not counts_members(quota)}
    if len(columns) > 1:
        return None
    sizes = range(len(game.names) + 1)
    if not columns:  # only numbers count: one vote for each member
        least = next(size for size in sizes if carries(formula, size, 0))
        return SizedGame(game.names, (1,) * len(game.names), (least,) * len(sizes))
    weights = columns.pop()
    if sum(weights) >= LARGEST_TOTAL:
        return None
    quotas = tuple(quota_at(formula, weights, size) for size in sizes)
    return SizedGame(game.names, weights, quotas)


def counts_members(quota: Quota) -> bool:
    """Whether a quota asks for a number of members: all weights are the same."""
    return len(set(quota.weights)) == 1


def quota_at(formula: Formula, weights: tuple[int, ...], size: int) -> int:
    """The least total that carries for a coalition of a given size; total + 1 where none does."""
    steps = {quota.quota for quota in quotas_of(formula) if not counts_members(quota)}
    total = sum(weights)
    least = (step for step in sorted({0, *steps}) if carries(formula, size, step))
    return min(next(least, total + 1), total + 1)


def carries(formula: Formula, size: int, held: int) -> bool:
    """Whether a coalition of a size that holds an amount of the one column meets the formula."""
    if isinstance(formula, Quota):
        got = size * formula.weights[0] if counts_members(formula) else held
        return got >= formula.quota
    parts = (carries(part, size, held) for part in formula.parts)
    return all(parts) if isinstance(formula, All) else any(parts)


def with_vetoes_in_column(formula: Formula) -> Formula:
    """The formula with the members whom every winning set needs written into its one column.

    Each of them gets more than the column's total on top, and the quota rises by as much for each,
    so that it can only be reached with all of them.
    """
    if not isinstance(formula, All):
        return formula
    vetoes = [part for part in formula.parts if isinstance(part, Quota) and needs_all(part)]
    rest = All(tuple(part for part in formula.parts if part not in vetoes))
    columns = {quota.weights for quota in quotas_of(rest) if not counts_members(quota)}
    if not vetoes or len(columns) > 1:
        return formula
    weights = columns.pop() if columns else (0,) * len(vetoes[0].weights)
    needed = tuple(any(weight) for weight in zip(*(v.weights for v in vetoes), strict=True))
    step = sum(weights) + 1
    raised = tuple(w + step * needs for w, needs in zip(weights, needed, strict=True))
    lifted = raise_quotas(rest, raised, step * sum(needed))
    # Where the rest can carry by numbers alone the veto must still be met.
    return All((lifted, Quota(raised, step * sum(needed))))


def needs_all(quota: Quota) -> bool:
    """Whether a quota is only met by all who have any weight in it, and they are not everyone."""
    given = [weight for weight in quota.weights if weight]
    return sum(given) - min(given) < quota.quota and not counts_members(quota)


def raise_quotas(formula: Formula, weights: tuple[int, ...], by: int) -> Formula:
    """The formula with other weights in its one column and its quotas higher by as much."""
    if isinstance(formula, Quota):
        return formula if counts_members(formula) else Quota(weights, formula.quota + by)
    return type(formula)(tuple(raise_quotas(part, weights, by) for part in formula.parts))


def by_falling_weight(game: SizedGame) -> tuple[SizedGame, tuple[int, ...]]:
    """The game with its heaviest players first, and each one's place in the game as given."""
    order = tuple(sorted(range(len(game.names)), key=lambda i: -game.weights[i]))
    return SizedGame(pick(game.names, order), pick(game.weights, order), game.quotas), order


def pick(values: tuple, places: Iterable[int]) -> tuple:  # type: ignore[type-arg]
    """The values at some places, in their order."""
    return tuple(values[place] for place in places)
