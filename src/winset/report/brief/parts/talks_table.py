"""What happens at the table, month by month: who stays away, stalls, says no, signs."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup

from winset._typing import Floats
from winset.report.brief.blocks import Block, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, joined
from winset.report.brief.parts.consent_odds import odds
from winset.report.brief.parts.talks_words import (
    by_end_of,
    chance,
    has_talks,
    names_of,
    scenario_of,
    sentences,
)
from winset.report.brief.sheet import Sheet
from winset.report.charts.talks_table import talks_table
from winset.report.talks_words import outcome_word
from winset.runs.talks_reading import YEAR, ahead, by_month, names

SHOWN = "talks_table"
LEAST = 0.001  # what never reaches this chance is left out of the picture
SIGNED = ("settled", "awaiting")


def part(page: Sheet) -> Part:
    """Everything that can happen at the table, by month."""
    if not has_talks(page):
        return Part("talks-table", None, ())
    blocks: tuple[Block, ...] = (
        Paragraph(sentences(*(of_party(page, *each) for each in names_of(page).items()))),
        picture(
            "talks-table-chart",
            "What happens at the table, by month",
            lambda width: talks_table(drawn(page), page.grid, width),
            alt=_told(page),
            caption="Chances of each month, mean over draws; together they make one. What is in "
            "force or awaits approval is what was signed before.",
            table=SHOWN,
        ),
    )
    return Part("talks-table", "What happens at the table", blocks)


def _of(page: Sheet, outcome: str) -> Floats:
    return by_month(page.run.tables[SHOWN], "chance", outcome=outcome)


def of_party(page: Sheet, party: str, name: str) -> Markup:
    """How often one of them stays away, stalls or says no: the same words for everybody."""
    upto = ahead(page.run.tables, YEAR) + 1
    told = [
        fill("{does} {c}", does=does, c=chance(_of(page, f"{what}:{party}")[:upto].mean(0), SHOWN))
        for what, does in (("refused", "stays away in"), ("stalled", "proposes nothing in"),
                           ("rejected", "says no to an offer in"))
    ]  # fmt: skip
    return fill(
        "{who} {told} of the months to {year}.",
        who=name,
        told=joined(told),
        year=by_end_of(page, YEAR),
    )


def drawn(page: Sheet) -> dict[str, tuple[str, Floats]]:
    """Outcomes with their titles and mean chances by month; all signatures together."""
    scenario = scenario_of(page)
    outcomes = names(page.run.tables[SHOWN], "outcome")
    means = {each: _of(page, each).mean(axis=1) for each in outcomes}
    signed = sum_of([means[each] for each in outcomes if each.partition(":")[0] in SIGNED])
    failed = sum_of([means[each] for each in outcomes if each.startswith("unratified")])
    found = {
        each: (outcome_word(scenario, each), means[each])
        for each in outcomes
        if each.partition(":")[0] in ("closed", "refused", "stalled", "rejected")
    }
    found["signed"] = ("An agreement is signed", signed)
    found["unratified"] = ("Approval fails", failed)
    rest = 1.0 - sum_of([values for _, values in found.values()])
    found["over"] = ("An agreement is in force or awaits approval, or talks are over", rest)
    return {name: each for name, each in found.items() if each[1].max() > LEAST}


def sum_of(parts: list[Floats]) -> Floats:
    """A sum of arrays; nought where there is none."""
    return np.asarray(sum(parts, np.zeros_like(parts[0]) if parts else np.zeros(1)))


def _told(page: Sheet) -> str:
    month = ahead(page.run.tables, YEAR)
    return f"In the month that ends at {by_end_of(page, YEAR)}: " + "; ".join(
        f"{title.lower()} {odds(float(values[month]))}" for title, values in drawn(page).values()
    )
