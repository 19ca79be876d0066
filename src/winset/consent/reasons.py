"""Why members would not vote for: what they said, a condition, the burden, the fallback."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from winset._typing import Floats
from winset.consent.ballots import FOR
from winset.consent.question import Question, Solved

Reason = Literal["record", "condition", "fallback", "burden", "stance", "chance"]
REASONS: tuple[Reason, ...] = get_args(Reason)


def reasons(question: Question, solved: Solved) -> Floats:
    """What keeps each member from voting for, shape (draw, member, reason), order `REASONS`.

    The entries sum to the chance that the member does not vote for. What its word does not
    account for is put down to the first of these that alone would have made the difference:

    - fallback: the option is worth more to it than nothing, but less than what it expects if the
      option fails;
    - burden: the option would be worth it if it cost nothing;
    - stance: it is not worth it even so;
    - chance: the option is worth it, and only the noise of choice speaks against.

    Ballots that are certain count as record.
    """
    bindings, worth = question.bindings, question.worth
    result = np.zeros((*solved.gain.shape, len(REASONS)))
    result[..., REASONS.index("record")] = bindings.on_record
    result[..., REASONS.index("condition")] = bindings.by_condition
    rest = 1 - solved.ballots[..., FOR] - bindings.on_record - bindings.by_condition
    free = np.maximum(rest, 0.0)
    gross = worth.benefit + bindings.stance
    net = gross - worth.burden
    why = np.select(
        [solved.gain >= 0, net > 0, gross - solved.fails > 0],
        [REASONS.index("chance"), REASONS.index("fallback"), REASONS.index("burden")],
        REASONS.index("stance"),
    )
    np.put_along_axis(result, why[..., None], free[..., None], axis=-1)
    for member in question.cast:
        result[:, member] = 0.0
        result[:, member, REASONS.index("record")] = 1 - solved.ballots[:, member, FOR]
    return result


def chief_reason(found: Floats) -> tuple[Reason, ...]:
    """The reason that weighs most for each member, over all draws.

    Parameters
    ----------
    found : shape (draw, member, reason).

    >>> chief_reason(np.array([[[0.0, 0.6, 0.0, 0.1, 0.0, 0.0]]]))
    ('condition',)
    """
    return tuple(REASONS[i] for i in found.mean(axis=0).argmax(axis=-1))
