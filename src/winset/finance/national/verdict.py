"""Conditions of the national accounts, and what judging one yields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from winset._typing import Bools, Floats
from winset.finance.national.facts import Conventions, Facts
from winset.finance.national.flows import Flows

Holds = Literal["yes", "no", "open"]
LIKELIER = 0.5
"""What hangs on what happens holds, ahead of it, if its chance is more than even."""


@dataclass(frozen=True, slots=True)
class Text:
    """Where a condition is laid down.

    Attributes
    ----------
    document : with its edition.
    place : paragraph, article or chapter.
    since : from when it applies.
    checked : what was read of it for this project; "not read" where it is cited from memory.
    """

    document: str
    place: str
    since: dt.date
    checked: str


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """An instrument as it is judged: its facts, its flows, and numbers where texts have none."""

    facts: Facts
    flows: Flows
    conventions: Conventions


@dataclass(frozen=True, slots=True, eq=False)
class Effect:
    """What enters the accounts of general government, EUR, shape (draw, member, year).

    Attributes
    ----------
    deficit : adds to the deficit of the year; minus lowers it.
    debt : adds to gross debt in the year, the financing of the deficit included.
    memorandum : a contingent liability at the end of the year, beside the accounts.
    """

    deficit: Floats
    debt: Floats
    memorandum: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """What a condition finds in the facts.

    Attributes
    ----------
    where : shape (draw, member, year), where it holds; where it hangs on what happens, the share
        of paths on which it does.
    reason : in a sentence, without a full stop.
    open : it cannot be judged on these facts; then `where` is false throughout.
    """

    where: Bools | Floats
    reason: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A named, dated, cited condition.

    Attributes
    ----------
    name : the word it is known by.
    question : what is asked, so that "yes" means it holds.
    says : what follows where it holds.
    kind : the kind of flow that it decides; of conditions that decide the same kind the first
        that holds, in the order of the registry, takes a draw, member and year.
    text : where it is laid down.
    judge : the finding on facts and flows.
    enters : what enters the accounts where it holds, by the share that it takes of each draw,
        member and year; None: nothing does.
    """

    name: str
    question: str
    says: str
    kind: str
    text: Text
    judge: Callable[[Case], Finding]
    enters: Callable[[Case, Floats], Effect] | None


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """A condition as judged on one instrument.

    Attributes
    ----------
    condition : which one.
    holds : "yes" in every draw, "no" in none; "open" if the facts do not tell, or tell
        differently from draw to draw. What hangs on what happens holds if it is likelier than not.
    share : of draws in which it holds for some member and year.
    reason : in a sentence.
    """

    condition: Condition
    holds: Holds
    share: float
    reason: str


def verdict(condition: Condition, finding: Finding) -> Verdict:
    """The finding as its reader sees it."""
    some = (finding.where > LIKELIER).any(axis=(1, 2))
    share = float(some.mean())
    holds: Holds = "open" if finding.open or 0 < share < 1 else "yes" if share else "no"
    split = f" (in {100 * share:.0f} % of draws)" if 0 < share < 1 else ""
    return Verdict(condition, holds, share, f"{finding.reason}{split}.")


def told(judged: Verdict) -> str:
    """A verdict in lines: the question, the answer with its reason, what follows, the source."""
    condition = judged.condition
    text = condition.text
    lines = [f"{condition.question} {judged.holds.capitalize()}: {judged.reason}"]
    if judged.holds != "no":
        lines.append(f"  then    {condition.says}")
    lines.append(f"  source  {text.document}, {text.place} (since {text.since}; {text.checked})")
    return "\n".join(lines)


def everywhere(case: Case, when: bool | Bools) -> Bools:
    """A mask of the flows' shape from one answer, or one for each draw (shape (draw,))."""
    answer = np.atleast_1d(np.asarray(when))[:, None, None]
    return np.array(np.broadcast_to(answer, case.flows.grants.shape))


def effect(
    case: Case,
    deficit: Floats | None = None,
    debt: Floats | None = None,
    memorandum: Floats | None = None,
) -> Effect:
    """An effect of the parts that there are; the others are nought."""
    none = np.zeros(case.flows.grants.shape)
    parts = (none if part is None else part for part in (deficit, debt, memorandum))
    return Effect(*parts)
