"""How likely the talks are held and come to an agreement, and how that compares with others."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup

from winset.report.brief.blocks import Block, Box, Grid, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, to_quantity
from winset.report.brief.links import joined as joined_
from winset.report.brief.parts.consent_odds import odds_range
from winset.report.brief.parts.talks_words import (
    ROUNDING,
    by_end_of,
    chance,
    has_talks,
    names_of,
    scenario_of,
    sentences,
    share_of_draws,
)
from winset.report.brief.sheet import Sheet
from winset.report.charts.talks_chances import talks_chances
from winset.report.figures import day, month, percent
from winset.report.talks_words import declared_by, settling, settling_name
from winset.report.words import joined
from winset.runs.ranges import range_of
from winset.runs.talks_reading import (
    SOON,
    YEAR,
    agreed_by,
    ahead,
    base_rate,
    by_draw,
    by_month,
    held_by,
    in_force_by,
    last_month,
    names,
    where,
)
from winset.timegrid import parse_date

SHOWN = "talks_months"


def part(page: Sheet) -> Part:
    """Chances by month, the reference class beside them, and what a declaration does."""
    if not has_talks(page):
        return Part("talks-chances", None, ())
    blocks: tuple[Block, ...] = (
        Paragraph(_setting(page)),
        Paragraph(sentences(_held(page), _agreed(page), _approved(page))),
        *(Paragraph(fill("{t}", t=text)) for text in (_beside(page), _lifted(page)) if text),
        picture(
            "talks-chances-chart",
            "The chance that talks are held, and that an agreement has been made",
            lambda width: talks_chances(page.run.tables, page.grid, width),
            alt=_told(page),
            caption="Line: median, band: 5th to 95th percentile over draws. The chances "
            "themselves are exact: nothing is sampled within a draw.",
            table=SHOWN,
        ),
        _table(page),
        *_rest(page),
    )
    return Part("talks-chances", "Will there be talks, and an agreement", blocks)


def _setting(page: Sheet) -> Markup:
    table = settling(scenario_of(page))
    assert table is not None
    return fill(
        "<em>{title}</em>: {who} must agree. Each month each of them may stay away; one of them "
        "has the initiative and proposes a settlement or nothing; the others say yes or no. They "
        "look ahead to what each of these leads to, know what moves around them and not how chance "
        "will fall, and may differ in what they believe.",
        title=table.title,
        who=joined(list(names_of(page).values())),
    )


def _held(page: Sheet) -> Markup:
    tables = page.run.tables
    held = by_draw(tables[SHOWN], "held", node="any", month=ahead(tables, SOON))
    return fill(
        "All of them meet at least once by {soon} with a chance of {c}; in {m} alone they meet "
        "with {held}.",
        soon=by_end_of(page, SOON),
        c=chance(held_by(tables, ahead(tables, SOON)), SHOWN),
        m=month(page.grid, ahead(tables, SOON)),
        held=chance(held, SHOWN),
    )


def _agreed(page: Sheet) -> Markup:
    tables = page.run.tables
    told = [
        fill("by {end} with {c}", end=by_end_of(page, month_),
             c=chance(agreed_by(tables, month_), SHOWN))
        for month_ in looked_at(page)
    ]  # fmt: skip
    return fill("A first agreement is signed {told}.", told=joined_(told))


def asks_approval(page: Sheet) -> bool:
    """Whether a signature may need the approval of others before it is in force."""
    table = page.run.tables[SHOWN]
    signed, in_force = (by_month(table, each, node="any") for each in ("agreed", "in_force"))
    return bool((signed - in_force).max() > ROUNDING)


def in_force_told(page: Sheet) -> Markup:
    """The chance that an agreement is in force by the months looked at."""
    told = [
        fill("{c} by {end}", c=chance(in_force_by(page.run.tables, each), SHOWN),
             end=by_end_of(page, each))
        for each in looked_at(page)
    ]  # fmt: skip
    return joined_(told)


def looked_at(page: Sheet) -> list[int]:
    """The month a year on, and the last one."""
    tables = page.run.tables
    return list(dict.fromkeys([ahead(tables, YEAR), last_month(tables)]))


def _approved(page: Sheet) -> Markup | str:
    """How many of the signatures need approval, and how many of those get it."""
    table = page.run.tables["talks_table"]
    total = {what: _sum(page, what) for what in ("settled", "awaiting", "unratified")}
    signed = total["settled"] + total["awaiting"]
    asked = total["awaiting"] > 0
    if table.empty or not asked.any():
        return ""
    return fill(
        "Of what is signed {a} needs the approval of others, and {f} of that fails to get it "
        "before the calendar ends. Approved and in force for the first time, whether or not it "
        "holds, is an agreement with {told}.",
        told=in_force_told(page),
        a=chance(total["awaiting"][asked] / signed[asked], "talks_table"),
        f=chance(total["unratified"][asked] / total["awaiting"][asked], "talks_table"),
    )


def _sum(page: Sheet, what: str) -> np.ndarray:
    """Over all months, by draw: how much of what happens is of one kind."""
    table = page.run.tables["talks_table"]
    own = [each for each in names(table, "outcome") if each.partition(":")[0] == what]
    draws = page.run.record.draws
    found_ = [by_month(table, "chance", outcome=each).sum(axis=0) for each in own]
    return np.sum(found_, axis=0) if found_ else np.zeros(draws)


def _beside(page: Sheet) -> Markup | str:
    """The reference class, and whether it and the model part by more than the ranges allow."""
    table, tables = settling(scenario_of(page)), page.run.tables
    if table is None or table.base_rate is None or base_rate(tables, 0) is None:
        return ""
    told = [
        fill("{c} by {end}", c=chance(_known(base_rate(tables, each)), SHOWN),
             end=by_end_of(page, each))
        for each in looked_at(page)
    ]  # fmt: skip
    path = f"tables.{settling_name(scenario_of(page))}.base_rate.chance"
    return fill(
        "Beside it a reference class: <em>{title}</em>. At {rate} it would be {told}. {parting} "
        "{compared}",
        compared="What is in force is compared: the class counts what held, not what was signed."
        if asks_approval(page)
        else "The class counts what held, the model first agreements.",
        title=table.base_rate.title,
        rate=to_quantity(path, "its rate"),
        told=joined_(told),
        parting=_parting(page),
    )


def _known(values: np.ndarray | None) -> np.ndarray:
    return np.array([np.nan]) if values is None else values


def parting_months(page: Sheet) -> list[int]:
    """Months in which the ranges of model and reference class do not touch."""
    table = page.run.tables[SHOWN]
    model, rate = (by_month(table, each, node="any") for each in ("in_force", "base_rate"))
    if np.isnan(rate).any():
        return []
    (low, high), (least, most) = (np.quantile(each, [0.05, 0.95], axis=1) for each in (model, rate))
    return [int(m) for m in np.flatnonzero((low > most) | (least > high))]


def _parting(page: Sheet) -> Markup:
    table, apart = page.run.tables[SHOWN], parting_months(page)
    if not apart:
        return fill("Model and class part nowhere by more than the ranges allow.")
    first, last = apart[0], apart[-1]
    months = len(by_month(table, "in_force", node="any"))
    middle = [
        float(np.median(by_draw(table, each, node="any", month=first)))
        for each in ("in_force", "base_rate")
    ]
    return fill(
        "Model and class part by more than the ranges allow in {n} of {m} months, from {first} to "
        "{last}: the model is {way} there.",
        n=len(apart),
        m=months,
        first=month(page.grid, first),
        last=month(page.grid, last),
        way="below" if middle[0] < middle[1] else "above",
    )


def _lifted(page: Sheet) -> Markup | str:
    """The run as declared against the same with declarations lifted."""
    words, table = declared_by(scenario_of(page)), page.run.tables[SHOWN]
    free = by_month(table, "held_free", node="any")
    bound = np.flatnonzero(~np.isnan(free).all(axis=1))
    if not words or not len(bound):
        return ""
    held = by_month(table, "held", node="any")[bound]
    names_ = names_of(page)
    return fill(
        "{who}. While that binds, to {last}, the parties meet in a month with {held}; with the "
        "declaration lifted it would be {free} (each the mean of those months).",
        who=joined(
            [
                f"{names_.get(by, by)} has declared that it will not talk before "
                f"{day(parse_date(until))}"
                for by, until in words.items()
            ]
        ),
        last=month(page.grid, int(bound[-1])),
        held=chance(held.mean(axis=0), SHOWN),
        free=chance(free[bound].mean(axis=0), SHOWN),
    )


def _told(page: Sheet) -> str:
    tables = page.run.tables
    held = odds_range(range_of(held_by(tables, ahead(tables, SOON))))
    told = [f"talks held at least once by {by_end_of(page, SOON)} {held}"]
    told += [
        f"in force by {by_end_of(page, each)} {odds_range(range_of(in_force_by(tables, each)))}"
        for each in (looked_at(page) if asks_approval(page) else ())
    ]
    told += [
        f"an agreement by {by_end_of(page, each)} {odds_range(range_of(agreed_by(tables, each)))}"
        for each in looked_at(page)
    ]
    return "; ".join(told)


def _table(page: Sheet) -> Grid:
    tables = page.run.tables
    last = last_month(tables)
    looked = list(dict.fromkeys([1, SOON, 6, *range(YEAR, last, YEAR), last]))
    months = [each for each in looked if each <= last]
    rates = base_rate(tables, 0) is not None
    approved = asks_approval(page)
    columns = ("agreed", *(("in_force",) if approved else ()), *(("base_rate",) if rates else ()))
    rows = tuple(
        (
            month(page.grid, each),
            chance(by_draw(tables[SHOWN], "held", node="any", month=each), SHOWN),
            chance(held_by(tables, each), SHOWN),
            *(
                chance(by_draw(tables[SHOWN], column, node="any", month=each), SHOWN)
                for column in columns
            ),
        )
        for each in months
    )
    head = (
        "Month",
        "Held in it",
        "Held at least once by its end",
        "First signature by its end",
        *(("In force by its end",) if approved else ()),
    )
    return Grid(
        "talks-chances-table",
        "Chances by month",
        head + (("At the class's rate",) if rates else ()),
        rows,
        fill("Medians over draws, 5th to 95th percentile in brackets."),
    )


def _rest(page: Sheet) -> tuple[Block, ...]:
    """Whether what lies beyond the calendar comes to rest, in every draw."""
    table = page.run.tables["talks_closest"]
    settles = table["settles"].to_numpy(dtype=bool)
    if settles.all():
        return ()
    largest = float(where(table, settles=False)["residual"].max())
    return (
        Box(
            "What lies beyond the calendar",
            fill(
                "After the calendar its last month's rules go on for ever, and the game is played "
                "backwards from there. In {share} of draws that does not come to rest: values go "
                "on jumping by up to {r} points a month, because offers are whole packages. A "
                "chance that stands close to another is then not told apart from it.",
                share=share_of_draws(~settles, "talks_closest"),
                r=found(percent(largest).removesuffix(" %"), "talks_closest"),
            ),
        ),
    )
