"""Rubinstein 1982: offers in turn for ever have one outcome, and patience is power."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from winset._typing import Floats
from winset.published import PublishedCase
from winset.talks.catalog.cakes import in_turn
from winset.talks.division import divide_for_ever, divide_in

CITATION = "A. Rubinstein, Perfect equilibrium in a bargaining model, Econometrica 50 (1982)"
OUTSIDE = (
    "K. Binmore, A. Shaked, J. Sutton, An outside option experiment, Quarterly Journal of "
    "Economics 104 (1989)"
)
ROUNDS = (1, 2, 3, 4, 5, 10)


def cases() -> tuple[PublishedCase, ...]:
    """Offers in turn: for ever, with a last round, with an outside option, among three."""
    return (
        PublishedCase(
            path="rubinstein-1982/alternating-offers",
            citation=CITATION,
            shows="The proposer keeps (1 - d2) / (1 - d1 d2), at once.",
            rebuilt="closed form of the paper",
            expected={"patient": 0.2 / 0.28, "alike": 1 / 1.9},
            replay=_for_ever,
        ),
        PublishedCase(
            path="rubinstein-1982/finite-horizon",
            citation=CITATION,
            shows="With a last round the first mover keeps (1 - (-d)^T) / (1 + d).",
            rebuilt="closed form, T = 1 to 5 and 10, d = 0.9",
            expected={"share": [(1 - (-0.9) ** rounds) / 1.9 for rounds in ROUNDS]},
            replay=_finite,
        ),
        PublishedCase(
            path="binmore-shaked-sutton-1989/outside-option",
            citation=OUTSIDE,
            shows="An outside option counts only if it beats what waiting brings.",
            rebuilt="closed form: no effect up to d / (1 + d), then 1 - b",
            expected={"weak": 1 / 1.9, "strong": 0.4},
            replay=_outside,
        ),
    )


def _share(**options: float) -> Callable[[list[float]], Floats]:
    return lambda discount: divide_for_ever(in_turn(discount, **options)).shares.proposer[0, 0]


def _for_ever() -> Mapping[str, Floats]:
    return {"patient": _share()([0.9, 0.8]), "alike": _share()([0.9, 0.9])}


def _finite() -> Mapping[str, list[float]]:
    first = (divide_in(in_turn([0.9, 0.9]), rounds)[0] for rounds in ROUNDS)
    return {"share": [float(each.proposer[0, 0]) for each in first]}


def _outside() -> Mapping[str, Floats]:
    return {"weak": _share(outside=0.3)([0.9, 0.9]), "strong": _share(outside=0.6)([0.9, 0.9])}
