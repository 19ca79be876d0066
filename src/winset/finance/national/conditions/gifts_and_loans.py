"""When what members give or lend out of their own budgets enters deficit and debt."""

from __future__ import annotations

import numpy as np

from winset._typing import Bools, Floats
from winset.finance.national.conditions.texts import esa, manual
from winset.finance.national.facts import Facts
from winset.finance.national.flows import Flows
from winset.finance.national.verdict import Case, Condition, Effect, Finding, effect, everywhere

NONE_LENT = "members lend nothing of their own"


def lost_share(case: Case) -> Floats:
    """The share of a member's loan that counts as a grant at inception, shape (draw,) or (1,).

    A loan that is repaid only if a third party pays, or never, counts whole unless an expected
    loss was estimated; an expected loss counts for its share, and whole from `whole_loss`.
    """
    loss = case.facts.expected_loss
    if loss is None:
        return np.array([1.0 if _third_party(case.facts) else 0.0])
    return np.where(loss >= case.conventions.whole_loss, 1.0, loss)


def _third_party(facts: Facts) -> bool:
    only = facts.repaid_out_of in ("reparations", "never")
    return facts.use == "limited_recourse_loan" or (facts.use == "loan" and only)


def _grant(case: Case) -> Finding:
    paid = case.flows.grants > 0
    reason = "members pay out of their budgets and get nothing back" if paid.any() else "none do"
    return Finding(paid, reason)


def _grant_enters(case: Case, where: Floats) -> Effect:
    amount = where * case.flows.grants
    return effect(case, deficit=amount, debt=amount)


def _loan_lost(case: Case) -> Finding:
    lost = lost_share(case)
    holds = everywhere(case, lost > 0) & _lends(case.flows)
    if not case.flows.loans.any():
        return Finding(holds, NONE_LENT)
    if case.facts.expected_loss is None and _third_party(case.facts):
        return Finding(holds, "it is repaid only if a third party pays, and no loss is estimated")
    return Finding(
        holds,
        f"{100 * lost.min():.0f} to {100 * lost.max():.0f} % of it counts as lost at inception",
    )


def _loan_lost_enters(case: Case, where: Floats) -> Effect:
    net = where * (case.flows.loans - case.flows.loan_receipts)
    return effect(case, deficit=lost_share(case)[:, None, None] * net, debt=net)


def _loan_kept(case: Case) -> Finding:
    holds = everywhere(case, lost_share(case) == 0) & _lends(case.flows)
    reason = "the loan is expected back in full" if holds.any() else "no loan is expected back"
    return Finding(holds, reason if case.flows.loans.any() else NONE_LENT)


def _loan_kept_enters(case: Case, where: Floats) -> Effect:
    return effect(case, debt=where * (case.flows.loans - case.flows.loan_receipts))


def _lends(flows: Flows) -> Bools:
    """From which year on a member has lent anything, shape (draw, member, year)."""
    return np.asarray(np.cumsum(flows.loans, axis=-1) > 0)


GRANT = Condition(
    name="grant_when_due",
    question="Do members give money to another country?",
    says="the full amount enters the deficit when it is due, and the debt that pays for it",
    kind="grants",
    text=esa("4.121-4.124 (D.74) and 4.164-4.165 (D.99)"),
    judge=_grant,
    enters=_grant_enters,
)
LOST_LOAN = Condition(
    name="loan_with_little_prospect",
    question="Do members make a loan with little prospect of repayment?",
    says="what is not expected back is a capital transfer at inception; later receipts on it are "
    "revenue",
    kind="loans",
    text=manual("part 4, loans unlikely to be repaid"),
    judge=_loan_lost,
    enters=_loan_lost_enters,
)
KEPT_LOAN = Condition(
    name="loan_expected_back",
    question="Do members make a loan that is expected back?",
    says="a claim takes the place of cash: no deficit, but the borrowing that pays for it is debt",
    kind="loans",
    text=esa("5.112-5.137 (F.4)"),
    judge=_loan_kept,
    enters=_loan_kept_enters,
)
