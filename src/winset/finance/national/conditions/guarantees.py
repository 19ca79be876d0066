"""When a guarantee enters deficit and debt: called, called again and again, or sure to be called.

The liability that a member has taken on is  A_t = calls up to t + [assumed at t] x contingent_t;
its change is a capital transfer (deficit) and adds to debt. What is assumed and then not called
leaves again as the contingent stock runs off.
"""

from __future__ import annotations

import numpy as np

from winset._typing import Bools, Floats
from winset.finance.national.conditions.texts import esa, manual
from winset.finance.national.verdict import Case, Condition, Effect, Finding, effect, everywhere


def in_a_row(calls: Floats) -> Floats:
    """How many years in a row, this one included, have seen a call; shape as given.

    >>> in_a_row(np.array([[[0.0, 1, 1, 0, 1, 1, 1]]])).tolist()
    [[[0.0, 1.0, 2.0, 0.0, 1.0, 2.0, 3.0]]]
    """
    row = np.zeros(calls.shape)
    for t in range(calls.shape[-1]):
        before = row[..., t - 1] if t else 0.0
        row[..., t] = np.where(calls[..., t] > 0, before + 1, 0.0)
    return row


def _guarantees(case: Case) -> str | None:
    """Why there is nothing to judge: no guarantee, or guaranteed debt that is the members' own."""
    if case.facts.guarantee == "none":
        return "nobody guarantees it"
    if case.facts.issuer == "pass_through":
        return "the guaranteed debt is counted as the guarantors' own already"
    return None


def _found(case: Case, where: Bools | Floats, reason: str) -> Finding:
    missing = _guarantees(case)
    return Finding(everywhere(case, False), missing) if missing else Finding(where, reason)


def _one_off(case: Case) -> Finding:
    peak = case.flows.contingent.sum(axis=1).max() / 1e9
    reason = f"a single guarantee of up to EUR {peak:,.1f}bn"
    return _found(case, everywhere(case, case.facts.guarantee == "one_off"), reason)


def _standardised(case: Case) -> Finding:
    kind = case.facts.guarantee
    reason = f"the guarantee is {kind.replace('_', '-')}"
    return _found(case, everywhere(case, kind == "standardised"), reason)


def _contingent(case: Case, where: Floats) -> Effect:
    return effect(case, memorandum=where * case.flows.contingent)


def _near_certain(case: Case) -> Finding:
    chance, enough = case.facts.call_chance, case.conventions.near_certain
    low, high = chance.min(), chance.max()
    given = f"{100 * low:.0f} %" if low == high else f"{100 * low:.0f} to {100 * high:.0f} %"
    reason = f"the chance of a call is {given}; near certain is {100 * enough:.0f} %"
    one_off = case.facts.guarantee == "one_off"
    return _found(case, everywhere(case, (chance >= enough) & one_off), reason)


def _repeated(case: Case) -> Finding:
    years, calls = case.conventions.years_of_calls, case.flows.calls
    if case.facts.repeated is not None:
        chance = np.broadcast_to(case.facts.repeated[:, None, :], calls.shape)
        low, high = chance.max(axis=(1, 2)).min(), chance.max()
        given = f"{100 * high:.0f} %" if low == high else f"{100 * low:.0f} to {100 * high:.0f} %"
        return _found(case, chance, f"on {given} of paths calls come in {years} years in a row")
    if _guarantees(case) is None and case.facts.calls_are == "expected" and calls.any():
        reason = "calls are means over paths, in which no row of calls can be seen"
        return Finding(everywhere(case, False), reason, open=True)
    since = np.maximum.accumulate(in_a_row(calls) >= years, axis=-1)
    return _found(case, since, f"calls in {years} years in a row count as repeated")


def _assumed(case: Case, where: Floats) -> Effect:
    stock = where * case.flows.contingent
    change = np.diff(stock, axis=-1, prepend=0.0)
    return effect(case, deficit=change, debt=change)


def _called(case: Case) -> Finding:
    calls = case.flows.calls
    if case.facts.guarantee == "none":
        return Finding(everywhere(case, False), "nobody guarantees it")
    reason = f"members are called for {_most(calls)}" if calls.any() else "there is no call"
    return Finding(calls > 0, reason)


def _called_enters(case: Case, where: Floats) -> Effect:
    amount = where * case.flows.calls
    if case.facts.issuer == "pass_through":  # what is repaid has been the members' debt all along
        return effect(case, deficit=amount)
    return effect(case, deficit=amount, debt=amount)


def _most(calls: Floats) -> str:
    total = calls.sum(axis=(1, 2)) / 1e9
    return f"EUR {total.min():,.1f} to {total.max():,.1f}bn in all"


NEAR_CERTAIN = Condition(
    name="near_certain_call",
    question="Is a call on the guarantee near certain when it is given?",
    says="the full amount is assumed at inception: a capital transfer, and debt",
    kind="contingent",
    text=manual("7.4 Government guarantees, with ESA 2010 20.256"),
    judge=_near_certain,
    enters=_assumed,
)
REPEATED_CALLS = Condition(
    name="repeated_calls",
    question="Has the guarantee been called again and again?",
    says="the rest of the guaranteed debt is assumed at once: a capital transfer, and debt",
    kind="contingent",
    text=manual("7.4 Government guarantees; that three years make a row could not be checked"),
    judge=_repeated,
    enters=_assumed,
)
STANDARDISED = Condition(
    name="standardised_guarantee",
    question="Is it one of many like guarantees whose losses can be estimated?",
    says="expected losses are provisions, no part of the debt as the Treaty defines it; their "
    "entry in the deficit is not computed here",
    kind="contingent",
    text=esa("5.188-5.198 (F.66) and 20.254"),
    judge=_standardised,
    enters=_contingent,
)
ONE_OFF = Condition(
    name="one_off_guarantee",
    question="Is it a one-off guarantee?",
    says="nothing enters deficit or debt: a contingent liability, shown as a memorandum item",
    kind="contingent",
    text=esa("5.08-5.11 and 20.255"),
    judge=_one_off,
    enters=_contingent,
)
CALLED = Condition(
    name="guarantee_called",
    question="Is the guarantee called?",
    says="the amount called is a capital transfer, and its financing is debt",
    kind="calls",
    text=manual("7.4 Government guarantees, with ESA 2010 20.255-20.256"),
    judge=_called,
    enters=_called_enters,
)
