"""What a brief says where the talks were not played: what is assumed instead, and how to have them.

Such a run takes settlements as the scenario states them (`winset.runs.settlements`).
"""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from winset._record import Itself
from winset._typing import Floats
from winset.finance.law import CLAUSES, SettlementLaw, stated_law
from winset.report.brief.blocks import Box
from winset.report.brief.links import fill, found, joined, to_quantity
from winset.report.brief.parts.consent_odds import odds_range
from winset.report.brief.sheet import Sheet, money_of
from winset.report.figures import month
from winset.report.stated import stated
from winset.runs.ranges import range_of
from winset.runs.settlements import STATED
from winset.runs.talks_reading import YEAR
from winset.scenario.draws import draws_of
from winset.timegrid import label

CHANCE, WEIGHTS = "money.settlement.chance", "money.settlement.clauses"
SAYS = dict(
    zip(CLAUSES, ("go back", "are set off against reparations", "stay frozen"), strict=True)
)
IN_SHORT = "The talks were not played: settlements come as the scenario states them."
OPTION = Markup('<code style="white-space:nowrap">--settlements stated</code>')


def unplayed(page: Sheet) -> bool:
    """Whether the scenario has talks that the run did not play."""
    return page.run.record.settlements == STATED


def aside(page: Sheet) -> Box:
    """What stands at the top of a brief without its talks."""
    text = fill(
        "{assumed} So no option moves the talks here, and this brief does not say whether there "
        "will be any, on what terms, or who gains by waiting. Money, votes and members' accounts "
        "are computed as ever, given these settlements. {how}",
        assumed=assumed(page),
        how=how_to_play(),
    )
    return Box("The talks were not played in this run", text)


def assumed(page: Sheet) -> Markup:
    """When a settlement comes and what it says of the assets, as the scenario states it."""
    return _assumed(Itself(page))


@lru_cache(maxsize=1)
def _assumed(held: Itself[Sheet]) -> Markup:
    page = held.held
    law, end = _law(page), page.grid.months - 1
    return fill(
        "When a settlement comes and what it says is taken from what the scenario states, under "
        "every option alike: it comes with a chance of {chance}, which makes {by}. Then the assets "
        "{clauses}.",
        chance=_monthly(page),
        by=joined([
            fill("{c} by the end of {m}", c=_chance(law.settled_by[:, k]), m=month(page.grid, k))
            for k in dict.fromkeys((min(YEAR, end), end))
        ]),
        clauses=joined([
            fill("{what} with {c}", what=to_quantity(f"{WEIGHTS}.{name}", says),
                 c=_chance(law.clauses[:, 0, k]))
            for k, (name, says) in enumerate(SAYS.items())
        ]),
    )  # fmt: skip


def how_to_play() -> Markup:
    """How to have the talks."""
    return fill(
        "The same command without {option} solves the talks in every draw, which takes minutes "
        "where this took seconds.",
        option=OPTION,
    )


def _monthly(page: Sheet) -> Markup:
    """The chance of a settlement in a month, with its dates, as the scenario has it."""
    chance = money_of(page).settlement.chance
    if chance.dated is None:
        return to_quantity(CHANCE, stated(chance))
    grid = page.grid
    months = {label(grid, k): month(grid, k) for k in range(grid.months)}
    return joined([
        fill("{c} from {m}", m=months.get(start, start),
             c=to_quantity(f"{CHANCE}.dated.{start}", stated(part, chance)))
        for start, part in sorted(chance.dated.items())
    ])  # fmt: skip


def _law(page: Sheet) -> SettlementLaw:
    """The law that the run's money followed, to the scenario's horizon."""
    record, scenario = page.run.record, page.found.case.scenario
    return stated_law(money_of(page), draws_of(scenario, record.draws, record.seed), page.grid)


def _chance(values: Floats) -> Markup:
    return found(odds_range(range_of(values)), "draws")
