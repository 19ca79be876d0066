"""Issues of past decisions: who stood where, how much it cared, and what came out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from winset._typing import Bools, Floats, Ints
from winset.consent.codes import FRAME
from winset.errors import Fault, Faults, Place, suggestion

USUAL_SALIENCE = 50.0  # where an actor took a position and its salience was not asked
NEEDED = ("prnr", "out")
LOW, HIGH = 0.0, 100.0


@dataclass(frozen=True, slots=True, eq=False)
class Issues:
    """Decided issues with the positions of the actors; all on one scale from 0 to 100.

    Attributes
    ----------
    actors : on the actor axis (com, ep, and states by their two letters).
    position : shape (issue, actor); 0 where none was taken, see `took`.
    salience : shape (issue, actor), 0 to 100; 0 where no position was taken.
    took : shape (issue, actor): whether the actor took a position.
    reference : shape (issue,), what holds if nothing is decided; NaN where there is none.
    outcome : shape (issue,).
    majority : shape (issue,): whether the Council decides by qualified majority, else unanimously.
    proposal : shape (issue,), which proposal the issue belongs to, numbered from 0.
    """

    actors: tuple[str, ...]
    position: Floats
    salience: Floats
    took: Bools
    reference: Floats
    outcome: Floats
    majority: Bools
    proposal: Ints


def read_issues(frame: pd.DataFrame, what: str = "frame") -> Issues:
    """The issues of a frame whose outcome is known and on which somebody took a position.

    Parameters
    ----------
    frame : columns `prnr` (proposal) and `out` (outcome); for each actor `p...` (position) and
        `s...` (salience) under the same name; if there `rp` (reference point) and `counvte`
        (QMV or Unan, the Council's rule; without it QMV).

    Raises
    ------
    Faults : C111, all at once: columns that lack, are no numbers or leave the scale.

    >>> issues = read_issues(pd.DataFrame({"prnr": ["a", "a"], "pcom": [0, 100], "scom": [50, 90],
    ...     "out": [10, None]}))
    >>> issues.actors, issues.outcome.tolist(), issues.majority.tolist()
    (('com',), [10.0], [True])
    """
    names = [str(column) for column in frame.columns]
    actors = tuple(c[1:] for c in names if c.startswith("p") and f"s{c[1:]}" in names)
    faults = list(_frame_faults(frame, actors, what))
    if faults:
        raise Faults(faults)
    position = _numbers(frame, [f"p{actor}" for actor in actors])
    salience = _numbers(frame, [f"s{actor}" for actor in actors])
    outcome = _numbers(frame, ["out"])[:, 0]
    took = ~np.isnan(position)
    kept = ~np.isnan(outcome) & took.any(axis=1)
    salience = np.where(took, np.where(np.isnan(salience), USUAL_SALIENCE, salience), 0.0)
    has_reference = "rp" in frame.columns
    reference = _numbers(frame, ["rp"])[:, 0] if has_reference else np.full(len(frame), np.nan)
    unanimous = (frame["counvte"] == "Unan") if "counvte" in frame.columns else pd.Series(False)
    majority = np.broadcast_to(~unanimous.to_numpy(np.bool_), len(frame))
    return Issues(
        actors,
        np.nan_to_num(position)[kept],
        salience[kept],
        took[kept],
        reference[kept],
        outcome[kept],
        majority[kept],
        np.unique(frame["prnr"].astype(str).to_numpy()[kept], return_inverse=True)[1],
    )


def some(issues: Issues, chosen: Bools) -> Issues:
    """Some of the issues, shape of `chosen` (issue,); proposals keep their numbers."""
    return Issues(
        issues.actors,
        issues.position[chosen],
        issues.salience[chosen],
        issues.took[chosen],
        issues.reference[chosen],
        issues.outcome[chosen],
        issues.majority[chosen],
        issues.proposal[chosen],
    )


def _numbers(frame: pd.DataFrame, columns: list[str]) -> Floats:
    return frame[columns].to_numpy(dtype=np.float64, na_value=np.nan)


def _frame_faults(frame: pd.DataFrame, actors: tuple[str, ...], what: str) -> Iterator[Fault]:
    for column in NEEDED:
        if column not in frame.columns:
            fix = suggestion(column, [str(c) for c in frame.columns])
            yield Fault(FRAME, f"no column {column!r}", Place(path=what), column, fix)
    if not actors:
        got = ", ".join(map(str, frame.columns[:8]))
        fix = "name them pcom, scom, pde, sde, ..."
        yield Fault(FRAME, "no actor has a position and a salience", Place(path=what), got, fix)
    scaled = [f"{kind}{actor}" for actor in actors for kind in "ps"]
    for column in (*scaled, "rp", "out"):
        if column not in frame.columns:
            continue
        place = Place(path=f"{what}.{column}")
        if not pd.api.types.is_numeric_dtype(frame[column]):
            got = str(frame[column].iloc[0]) if len(frame) else ""
            yield Fault(FRAME, f"{column!r} is no column of numbers", place, got, "write numbers")
            continue
        values = frame[column].dropna()
        if len(values) and not (values.min() >= LOW and values.max() <= HIGH):
            got = f"{values.min():g} to {values.max():g}"
            yield Fault(FRAME, f"{column!r} leaves the scale", place, got, "bring it to 0 to 100")
