"""Every option as the national accounts see it: verdicts, and what enters deficit and debt."""

from __future__ import annotations

import numpy as np
import pandas as pd

from winset.finance.national.esa import Assessment, assess
from winset.finance.national.facts import facts_of
from winset.finance.national.from_option import OptionFlows, flows_of
from winset.finance.national.verdict import Text
from winset.finance.results import MoneyResults
from winset.runs.long import long
from winset.runs.national.spread import spread
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.scenario.sections import stated_money


def assessed(scenario: Scenario, found: MoneyResults) -> dict[str, tuple[OptionFlows, Assessment]]:
    """Each option that pays, by name: the members' flows under it, and what the accounts say.

    The chances of a call, and of calls in a row, are those of the draw; flows are means over paths.
    """
    judged = {}
    for option, result in found.options.items():
        instrument = instrument_of(stated_money(scenario), option)
        if instrument is not None:
            paid = flows_of(instrument, result, found)
            facts = facts_of(instrument, result.chance_of_call, repeated=result.called_in_a_row)
            judged[option] = (paid, assess(facts, paid.flows))
    return judged


def verdict_table(assessment: Assessment) -> pd.DataFrame:
    """The verdict on every condition, a row each, in the order in which they are asked.

    Columns: condition, question, holds (yes, no, open), share (of draws), reason, says (what
    follows where it holds), source, checked (what of that text was read).
    """
    rows = [
        {
            "condition": verdict.condition.name,
            "question": verdict.condition.question,
            "holds": verdict.holds,
            "share": verdict.share,
            "reason": verdict.reason,
            "says": verdict.condition.says,
            "source": cited(verdict.condition.text),
            "checked": verdict.condition.text.checked,
        }
        for verdict in assessment.verdicts
    ]
    return pd.DataFrame(rows)


def cited(text: Text) -> str:
    """Where a condition is laid down, in one line."""
    return f"{text.document}, {text.place} (since {text.since})"


def year_table(paid: OptionFlows, assessment: Assessment) -> pd.DataFrame:
    """What enters each member's deficit and gross debt by year, and the memorandum, in EUR.

    Columns: payer, year; deficit, debt and memorandum, each as mean, low and high over draws.
    Debt is what is added in the year; the memorandum is a stock at its end.
    """
    columns = spread(assessment.deficit, "deficit")
    columns |= spread(assessment.debt, "debt")
    columns |= spread(assessment.memorandum, "memorandum")
    years = np.asarray(paid.years).tolist()
    return long({"payer": paid.members, "year": years}, columns)
