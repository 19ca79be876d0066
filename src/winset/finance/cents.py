"""Whole cents: amounts that can be shared out so that the parts sum to the whole."""

from __future__ import annotations

from collections.abc import Sequence


def cents(amount: float) -> int:
    """An amount in whole cents, half a cent rounded to the even one.

    Parameters
    ----------
    amount : in EUR (or any currency with hundredths).

    Examples
    --------
    >>> cents(1.234), cents(-0.005)
    (123, 0)
    """
    return round(amount * 100)


def split(whole: int, weights: Sequence[float]) -> list[int]:
    """Whole cents shared out by weight: each part within one cent, the parts sum to the whole.

    The method of the largest remainder (Hamilton 1791): everybody gets the part rounded down, and
    the cents left over go to those who lost most by it; the first named wins a tie.

    Parameters
    ----------
    whole : cents, >= 0.
    weights : >= 0, not all zero.

    Raises
    ------
    ValueError : there is something to share and nobody with a weight.

    Examples
    --------
    >>> split(100, [1, 1, 1])
    [34, 33, 33]
    """
    total = sum(weights)
    if total <= 0:
        if whole:
            raise ValueError("nobody has a weight")
        return [0] * len(weights)
    exact = [whole * weight / total for weight in weights]
    parts = [int(part) for part in exact]
    over = whole - sum(parts)
    if over:
        gains = [part - all_of_it for part, all_of_it in zip(parts, exact, strict=True)]
        for i in sorted(range(len(parts)), key=gains.__getitem__)[:over]:  # the first wins a tie
            parts[i] += 1
    return parts
