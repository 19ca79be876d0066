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
    points,
    scenario_of,
    sentences,
    share_of_draws,
)
from winset.report.brief.sheet import Sheet
from winset.report.charts.talks_table import talks_table
from winset.report.talks_words import outcome_word
from winset.runs.talks_reading import YEAR, ahead, by_draw, by_month, names

SHOWN, REFUSAL = "talks_table", "talks_refusal"
LEAST = 0.001  # what never reaches this chance is left out of the picture
SIGNED = ("settled", "awaiting")
AT_TABLE = ("refused", "stalled", "rejected", *SIGNED)


def part(page: Sheet) -> Part:
    """Everything that can happen at the table, by month."""
    if not has_talks(page):
        return Part("talks-table", None, ())
    blocks: tuple[Block, ...] = (
        Paragraph(_order(page)),
        Paragraph(sentences(*(of_party(page, *each) for each in names_of(page).items()))),
        Paragraph(sentences(*(stalling(page, *each) for each in names_of(page).items()))),
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


def _order(page: Sheet) -> Markup:
    return fill(
        "Each month the parties are asked in the table's order, {who}, and the next only "
        "where those before it attend: in the picture the later ones stay away less often for that "
        "alone. To {year}:",
        who=joined([fill("{n}", n=name) for name in names_of(page).values()], "then"),
        year=by_end_of(page, YEAR),
    )


def _of(page: Sheet, outcome: str) -> Floats:
    return by_month(page.run.tables[SHOWN], "chance", outcome=outcome)


def of_party(page: Sheet, party: str, name: str) -> Markup:
    """How often one of them stays away, stalls or says no: the same words for everybody.

    Parties are asked in the table's order, and the next only where those before it attend: so each
    is told by the sessions in which it was asked.
    """
    asked, met = sessions(page, party)
    return fill(
        "{who} stays away from {away} of the sessions to which it is asked; of those in which all "
        "meet it proposes nothing in {nothing} and says no to an offer in {no}.",
        who=name,
        away=chance(_sum(page, f"refused:{party}") / asked, SHOWN),
        nothing=chance(_sum(page, f"stalled:{party}") / met, SHOWN),
        no=chance(_sum(page, f"rejected:{party}") / met, SHOWN),
    )


def stalling(page: Sheet, party: str, name: str) -> Markup | str:
    """What proposing nothing is worth to one of them against its best offer: the same words."""
    idle = by_draw(page.run.tables[REFUSAL], "idle", party=party)
    known = idle[~np.isnan(idle)]
    if not len(known):
        return ""
    return fill(
        "If {who} had the initiative today, to propose nothing would be worth {g} points against "
        "its best offer, more than nothing in {share} of draws.",
        who=name,
        g=points(known, REFUSAL),
        share=share_of_draws(known > 0, REFUSAL),
    )


def sessions(page: Sheet, party: str) -> tuple[Floats, Floats]:
    """How many sessions a party is asked to in the first year, and how many are held, by draw."""
    outcomes = names(page.run.tables[SHOWN], "outcome")
    open_ = [each for each in outcomes if each.partition(":")[0] in AT_TABLE]
    everybody = list(names_of(page))
    refused = {each: _sum(page, f"refused:{each}") for each in everybody}
    total = sum_of([_sum(page, each) for each in open_])
    before = sum_of([refused[each] for each in everybody[: everybody.index(party)]])
    return positive(total - before), positive(total - sum_of(list(refused.values())))


def positive(values: Floats) -> Floats:
    """Counts by which something is divided; nought leaves nothing to be told."""
    return np.where(values > 0, values, np.nan)


def _sum(page: Sheet, outcome: str) -> Floats:
    """How often something happens in the first year, expected, by draw."""
    upto = ahead(page.run.tables, YEAR) + 1
    return np.asarray(_of(page, outcome)[:upto].sum(axis=0), dtype=np.float64)


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
