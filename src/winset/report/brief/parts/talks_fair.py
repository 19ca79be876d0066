"""What could be agreed today, and where fair-minded rules would settle."""

from __future__ import annotations

import numpy as np
import pandas as pd
from markupsafe import Markup

from winset._typing import Floats
from winset.report.brief.blocks import Block, Grid, Paragraph
from winset.report.brief.links import fill, found
from winset.report.brief.parts.talks_words import (
    names_of,
    points,
    scenario_of,
    share_of_draws,
)
from winset.report.brief.sheet import Sheet
from winset.report.figures import number_range, percent
from winset.report.talks_words import package_words
from winset.runs.ranges import range_of
from winset.runs.talks_reading import by_draw, names, where

SHOWN, GAINS, OPEN = "talks_fair", "talks_fair_gains", "talks_open"
TITLES = {
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai and Smorodinsky",
    "egalitarian": "Egalitarian",
    "utilitarian": "Utilitarian",
}


def fair(page: Sheet) -> tuple[Block, ...]:
    """The static view: what is acceptable today, and what four rules would make of it."""
    table = page.run.tables[SHOWN]
    blocks: tuple[Block, ...] = (Paragraph(_set(page)),)
    if not (table["package"] != "").any():
        return (*blocks, Paragraph(fill("In no draw is there a surplus that rules could share.")))
    return (*blocks, _gains(page), _issues(page))


def _set(page: Sheet) -> Markup:
    table = page.run.tables[OPEN]
    acceptable = table["acceptable"].to_numpy()
    return fill(
        "Seen by itself, without the course of the talks: of {open} packages that no red line "
        "rules out today {a} leave nobody worse off than a table that stays shut; of these {e} are "
        "such that no other is better for all. In {none} of draws there is no such package.",
        open=_count(page, "open"),
        a=_count(page, "acceptable"),
        e=_count(page, "efficient"),
        none=share_of_draws(acceptable == 0, OPEN),
    )


def _count(page: Sheet, column: str) -> Markup:
    values = page.run.tables[OPEN][column].to_numpy(dtype=np.float64)
    return found(number_range(range_of(values)), OPEN)


def _rules(page: Sheet) -> tuple[str, ...]:
    return names(page.run.tables[SHOWN], "rule")


def _settled(page: Sheet, rule: str) -> pd.Series:
    """The packages that a rule settles on, in the draws in which it does."""
    packages = where(page.run.tables[SHOWN], rule=rule)["package"]
    return packages[packages != ""]


def _gains(page: Sheet) -> Grid:
    parties, draws = names_of(page), page.run.record.draws
    rows = tuple(
        (
            TITLES[rule],
            found(percent(len(_settled(page, rule)) / draws), SHOWN),
            *(points(_gain(page, rule, party), GAINS) for party in parties),
        )
        for rule in _rules(page)
    )
    return Grid(
        "talks-fair-table",
        "Where four rules would settle today, and what each party would gain, points",
        ("Rule", "Has a surplus to share", *parties.values()),
        rows,
        fill(
            "Gains over a table that stays shut, which is the point of disagreement; medians over "
            "the draws with a surplus, 5th to 95th percentile in brackets. Nash: the largest "
            "product of gains; Kalai and Smorodinsky: the largest least share of what each could "
            "gain at most; egalitarian: the largest least gain; utilitarian: the largest sum. "
            "Only the last two set one party's points beside the other's."
        ),
    )


def _gain(page: Sheet, rule: str, party: str) -> Floats:
    return by_draw(page.run.tables[GAINS], "gain", rule=rule, party=party)


def _issues(page: Sheet) -> Grid:
    """What each rule settles on most often, issue by issue."""
    told = [_likeliest(page, rule) for rule in _rules(page)]
    rows = tuple((cells[0][0], *(level for _, level in cells)) for cells in zip(*told, strict=True))
    head = ("Issue", *(TITLES[rule] for rule in _rules(page)))
    return Grid(
        "talks-fair-issues",
        "What each rule settles on most often, issue by issue",
        head,
        rows,
        fill(
            "As a share of the draws in which there is a surplus. Table {t}. No proposal: what "
            "rules make of what the parties are taken to want.",
            t=found(SHOWN, SHOWN),
        ),
        text=tuple(range(len(head))),
        folded=f"{len(rows)} issues, {len(told)} rules",
    )


def _likeliest(page: Sheet, rule: str) -> list[tuple[str, Markup]]:
    """By issue, the level that a rule settles on most often and how often."""
    packages = _settled(page, rule)
    words = [package_words(scenario_of(page), str(each)) for each in packages]
    cells = []
    for of_issue in zip(*words, strict=True):
        levels = pd.Series([level for _, level in of_issue]).value_counts().sort_index()
        level = levels.sort_values(ascending=False, kind="stable").index[0]
        share = found(percent(float(levels[level]) / len(of_issue)), SHOWN)
        cells.append((of_issue[0][0], fill("{x}, {s}", x=level, s=share)))
    return cells
