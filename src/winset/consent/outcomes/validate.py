"""How well outcome models forecast decisions that they did not learn from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from winset._typing import Bools, Floats, Ints
from winset.consent.codes import TOO_FEW
from winset.consent.outcomes import fixed, learned
from winset.consent.outcomes.bands import band
from winset.consent.outcomes.challenge import challenge
from winset.consent.outcomes.issues import HIGH, LOW, Issues, read_issues, some
from winset.consent.outcomes.learned import Model
from winset.errors import Fault, Faults, Place
from winset.streams import stream

LEVELS = (50, 80, 95)
FOLDS = 10
LEAST_PROPOSALS = 10
SEED = 0  # of the parts into which the proposals are divided

FIXED: Mapping[str, Model] = MappingProxyType(
    {
        "mean": fixed.mean,
        "mean_of_states": fixed.mean_of_states,
        "salience_mean": fixed.salience_mean,
        "power_mean": fixed.power_mean,
        "compromise": fixed.compromise,
        "median": fixed.median,
        "compromise_median": fixed.compromise_median,
        "challenge": challenge,
        "reference_point": fixed.reference_point,
        "agenda_setter": fixed.agenda_setter,
    }
)
"""Models that learn nothing; `compromise` is the mean weighted by salience times power."""

LEARNED: Mapping[str, Callable[[Issues], Model]] = MappingProxyType(
    {
        "reference_pull": learned.reference_pull,
        "ridge": learned.ridge,
        "focal_points": learned.focal_points,
        "blend": learned.blend,
    }
)
"""Models that learn from decided issues."""

BASELINES = ("mean", "compromise")

Report = dict[str, Any]
"""Made of dicts, text and numbers only, so that it can be written as JSON."""


def validate(frame: pd.DataFrame, train: pd.DataFrame | None = None) -> Report:
    """How far each model misses, and how often its stated bands hold.

    Without `train` the proposals of the frame are divided into ten parts, and each part is
    forecast by models and bands made from the other nine. With `train` everything is learnt there.

    Parameters
    ----------
    frame, train : as `winset.consent.outcomes.issues.read_issues` reads them.

    Returns
    -------
    `models`: by name `mae` (mean absolute error, on the scale of 0 to 100), `n` (issues),
    `coverage` (by stated level in per cent, the share of outcomes within the band), `width` (the
    bands' mean width, cut at the ends of the scale) and `skill` (by baseline, 1 - mae / its mae).

    Raises
    ------
    Faults : C111 for a frame that cannot be read, C112 for fewer than ten proposals to learn from.
    """
    issues = read_issues(frame)
    taught = issues if train is None else read_issues(train, "train")
    proposals = len(np.unique(taught.proposal))
    if proposals < LEAST_PROPOSALS:
        what, fix = "too few proposals to learn from", f"give at least {LEAST_PROPOSALS}"
        raise Faults([Fault(TOO_FEW, what, Place(path="train"), str(proposals), fix)])
    apart = None if train is None else taught
    found = {name: tried(name, issues, apart) for name in (*FIXED, *LEARNED)}
    errors = {name: float(report["mae"]) for name, report in found.items()}
    for name, report in found.items():
        report["skill"] = {b: 1 - errors[name] / max(errors[b], 1e-12) for b in BASELINES}
    return {"models": found}


def tried(name: str, issues: Issues, taught: Issues | None) -> Report:
    """How one model does: learnt apart if `taught` is given, else part by part."""
    forecast, widths = np.empty(len(issues.outcome)), np.empty((len(issues.outcome), len(LEVELS)))
    if taught is not None:
        forecast[:], widths[:] = with_bands(name, taught, issues)
    else:
        for part in parts(issues.proposal):
            forecast[part], widths[part] = with_bands(name, some(issues, ~part), some(issues, part))
    missed = np.abs(forecast - issues.outcome)
    held = missed[:, None] <= widths + 1e-9
    high = np.minimum(forecast[:, None] + widths, HIGH)
    low = np.maximum(forecast[:, None] - widths, LOW)
    return {
        "mae": float(missed.mean()),
        "n": len(missed),
        "coverage": by_level(held.mean(axis=0)),
        "width": by_level((high - low).mean(axis=0)),
    }


def with_bands(name: str, taught: Issues, asked: Issues) -> tuple[Floats, Floats]:
    """Forecasts, shape (issue,), and the half-width of each level's band, shape (level,)."""
    model = FIXED[name] if name in FIXED else LEARNED[name](taught)
    misses = np.abs(model(taught) - taught.outcome) if name in FIXED else misses_apart(name, taught)
    widths = [band(misses, taught.proposal, level / 100) for level in LEVELS]
    return model(asked), np.array(widths)


def misses_apart(name: str, taught: Issues) -> Floats:
    """How far a model misses each issue when it learns from the other parts only, (issue,)."""
    misses = np.empty(len(taught.outcome))
    for part in parts(taught.proposal):
        held_back = some(taught, part)
        model = LEARNED[name](some(taught, ~part))
        misses[part] = np.abs(model(held_back) - held_back.outcome)
    return misses


def parts(proposal: Ints) -> list[Bools]:
    """The issues of each of ten parts into which the proposals are divided, each (issue,).

    >>> found = parts(np.array([3, 3, 5]))
    >>> len(found), sorted(int(part.sum()) for part in found)
    (2, [1, 2])
    """
    different, place = np.unique(proposal, return_inverse=True)
    order = stream(SEED, "consent/outcomes/parts").permutation(len(different))
    number = (order % min(FOLDS, len(different)))[place]
    return [number == k for k in np.unique(number)]


def by_level(values: Floats) -> dict[str, float]:
    """One number for each level, by its name."""
    return {str(level): float(value) for level, value in zip(LEVELS, values, strict=True)}
