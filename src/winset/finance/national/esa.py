"""When members' accounts feel an instrument: every condition judged, and what enters where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats
from winset.errors import Fault, Place, RequestFaults
from winset.finance.national import codes
from winset.finance.national.conditions.registry import CONDITIONS
from winset.finance.national.debt_inputs import Burden
from winset.finance.national.facts import Conventions, Facts
from winset.finance.national.flows import Flows
from winset.finance.national.verdict import Case, Condition, Effect, Verdict, effect, verdict


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """An instrument as the national accounts see it, EUR, shape (draw, member, year).

    Attributes
    ----------
    verdicts : of every condition, in the order of the registry.
    deficit : adds to the deficit of the year; debt : to gross debt in the year, the financing of
        the deficit included.
    memorandum : the contingent liability at the end of the year that no account shows.
    by_condition : name -> its part of these.
    """

    verdicts: tuple[Verdict, ...]
    deficit: Floats
    debt: Floats
    memorandum: Floats
    by_condition: dict[str, Effect]


def assess(
    facts: Facts,
    flows: Flows,
    conventions: Conventions | None = None,
    conditions: Sequence[Condition] = CONDITIONS,
) -> Assessment:
    """What enters deficit and gross debt of each member, by year, and why.

    Raises
    ------
    RequestFaults : chances or expected losses do not fit the draws, or are no shares.

    Examples
    --------
    A guarantee of 10 bn of which 4 bn are called in the second year: only the call enters.

    >>> from winset.finance.national.flows import flows
    >>> facts = Facts("union", "loan", "beneficiary", "one_off", call_chance=np.array([0.2]))
    >>> paid = flows(contingent=np.array([[[10e9, 6e9]]]), calls=np.array([[[0.0, 4e9]]]))
    >>> found = assess(facts, paid)
    >>> (found.deficit / 1e9).tolist(), (found.memorandum / 1e9).tolist()
    ([[[0.0, 4.0]]], [[[10.0, 6.0]]])
    >>> [v.condition.name for v in found.verdicts if v.holds == "yes"]
    ['one_off_guarantee', 'guarantee_called', 'union_borrows']
    """
    _check(facts, flows)
    case = Case(facts, flows, conventions or Conventions())
    taken: dict[str, Floats] = {}
    verdicts, effects = [], {}
    nothing = effect(case)
    for condition in conditions:
        finding = condition.judge(case)
        verdicts.append(verdict(condition, finding))
        effects[condition.name] = nothing
        if finding.where.any():
            before = taken.get(condition.kind, np.zeros(1))
            where = np.minimum(finding.where, 1.0 - before)
            taken[condition.kind] = before + where
            effects[condition.name] = condition.enters(case, where) if condition.enters else nothing
    entered = [each for each in effects.values() if each is not nothing]
    total = _sum(case, entered)
    return Assessment(tuple(verdicts), total.deficit, total.debt, total.memorandum, effects)


def _sum(case: Case, effects: Sequence[Effect]) -> Effect:
    """All effects together, in their order."""
    deficit, debt, memorandum = (np.zeros(case.flows.grants.shape) for _ in range(3))
    for each in effects:
        deficit += each.deficit
        debt += each.debt
        memorandum += each.memorandum
    return Effect(deficit, debt, memorandum)


def burden_of(assessment: Assessment) -> Burden:
    """The assessment as a burden on debt paths: through the deficit, and beyond it."""
    return Burden(assessment.deficit, assessment.debt - assessment.deficit)


def _check(facts: Facts, flows: Flows) -> None:
    draws = flows.grants.shape[0]
    given = {"call_chance": facts.call_chance}
    if facts.expected_loss is not None:
        given["expected_loss"] = facts.expected_loss
    faults = [
        Fault(codes.SHAPE, f"{name} does not fit {draws} draws", Place(path=name),
              str(values.shape), f"shape ({draws},) or (1,)")
        for name, values in given.items()
        if values.shape not in ((draws,), (1,))
    ]  # fmt: skip
    faults += [
        Fault(codes.RANGE, f"{name} is no share", Place(path=name), f"{values.min():g} to "
              f"{values.max():g}", "between 0 and 1")
        for name, values in given.items()
        if not bool(np.all((values >= 0) & (values <= 1)))
    ]  # fmt: skip
    repeated = facts.repeated
    if repeated is not None and repeated.shape != (draws, flows.grants.shape[2]):
        wanted = f"shape ({draws}, {flows.grants.shape[2]})"
        what = "repeated does not fit the draws and years"
        place = Place(path="repeated")
        faults.append(Fault(codes.SHAPE, what, place, str(repeated.shape), wanted))
    if faults:
        raise RequestFaults(faults)
