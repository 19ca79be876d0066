"""What would change minds: the smallest change that turns each holdout, the win-set over terms."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pandas as pd
from markupsafe import Markup

from winset.report.brief.blocks import Block, Grid, Heading, Listing, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, together
from winset.report.brief.parts.consent_agenda import (
    HALF,
    Item,
    each_of,
    holdouts,
    items,
    listed,
    members_in_words,
    rows_of,
)
from winset.report.brief.parts.consent_words import changes_in_words, drafted
from winset.report.brief.sheet import Sheet, money_of
from winset.report.charts.designs import designs
from winset.report.figures import count, percent
from winset.report.words import joined

CHANGES, DESIGNS = "consent_changes", "consent_designs"
FEW = 4  # designs that need no chart
ROUNDING = 1e-9


def part(page: Sheet) -> Part:
    """Terms that turn holdouts, and which designs of each option pass."""
    blocks = tuple(block for item in items(page) for block in _blocks(page, item))
    if not blocks:
        return Part("consent-terms", None, ())
    intro = Paragraph(
        fill(
            "Terms are changed to what members have asked for, one at a time and together; each "
            "design is priced and voted on anew. A member counts as turned, and a design as "
            "passing, at a chance of one half. These are looked at on fewer draws than the rest."
        )
    )
    return Part("consent-terms", "What would change their minds", (intro, *blocks))


def _blocks(page: Sheet, item: Item) -> Iterator[Block]:
    found_ = rows_of(page.run, DESIGNS, item)
    if found_.empty:
        return
    yield Heading(item.title)
    turning = tuple(_turning(page, item, code) for code in _who(page, item))
    if turning:
        yield Listing(turning)
    yield Paragraph(_win_set(page, item, found_))
    yield from _for_nothing(item, found_)
    if len(found_) > FEW:
        best = frontier(found_)
        yield picture(
            f"consent-designs-{item.anchor}",
            f"Every design of \u201c{item.title}\u201d: chance of adoption and heaviest burden",
            lambda width: designs(found_, best, width),
            alt=_alt(found_, best),
            caption="Each spot is one or more designs, the larger the more; means over draws, with "
            "the habit of consensus. Burden: of the member hit hardest, as members weigh it, of "
            "national income, on a logarithmic scale. Green: designs that pass. Blue: designs that "
            "no other beats on both counts.",
            table=DESIGNS,
        )
        yield _unbeaten(page, item, best)


def _for_nothing(item: Item, found_: pd.DataFrame) -> Iterator[Block]:
    """What is changed in some design beside the instrument: no cost of it is known here."""
    touched = {term for terms in found_["terms"] for term in json.loads(str(terms))}
    own = [each.title or term for term, each in item.matter.terms.items() if term in touched]
    if own:
        named = joined([f"\u201c{title}\u201d" for title in own])
        told = "Beside the instrument: {named}. What that would cost anybody is in no burden here."
        yield Paragraph(fill(told, named=named))


def _who(page: Sheet, item: Item) -> list[str]:
    """Holdouts, those first for whom a change was found."""
    changed = rows_of(page.run, CHANGES, item)
    turned = list(dict.fromkeys(str(code) for code in changed.get("member", ())))
    return [*turned, *(code for code in holdouts(page.run, item) if code not in turned)]


def _turning(page: Sheet, item: Item, code: str) -> Markup:
    """The smallest change that turns a member, in words."""
    rows = rows_of(page.run, CHANGES, item)
    own = rows[rows["member"] == code] if not rows.empty else rows
    if own.empty:
        return fill("<strong>{who}</strong>: none of these designs turns it.", who=item.names[code])
    first = own.iloc[0]
    others = len(own) - 1
    return fill(
        "<strong>{who}</strong>, from {before} to {after}:<ul>{terms}</ul>{others}",
        who=item.names[code],
        before=found(percent(float(first["before"])), CHANGES),
        after=found(percent(float(first["votes_for"])), CHANGES),
        terms=_listing(page, item, str(first["terms"])),
        others=f"As small, but less sure: {others} more." if others else "",
    )


def _listing(page: Sheet, item: Item, terms: str) -> Markup:
    money = money_of(page)
    instrument = drafted(money.options, money.instruments, item.option)
    told = changes_in_words(instrument, terms, item.matter.terms)
    return together([fill("<li>{s}</li>", s=each) for each in told], "")


def _win_set(page: Sheet, item: Item, found_: pd.DataFrame) -> Markup:
    """How many designs pass, and the fewest changes with which one does."""
    passing = found_[found_["adopted"] >= HALF - ROUNDING]
    top = float(found_["adopted"].max())
    allowed = int(found_["allowed"].iloc[0])
    few = (
        ""
        if allowed == len(found_)
        else (
            f"{count(allowed)} designs are too many to try one by one; a programme that takes "
            "members at their expected interest picked those below. "
        )
    )
    told = fill(
        "{few}Of {n} designs {k} pass; the surest is adopted with {top}.",
        few=few,
        n=found(count(len(found_)), DESIGNS),
        k=found(count(len(passing)), DESIGNS),
        top=found(percent(top), DESIGNS),
    )
    if passing.empty or len(passing) == len(found_):
        return told
    sizes = passing["terms"].map(lambda terms: len(json.loads(str(terms))))
    least = passing.loc[sizes == sizes.min()]
    best = least.sort_values("adopted", ascending=False, kind="stable").iloc[0]
    return fill(
        "{told} The least that passes changes {n} terms, and is adopted with {c}:<ul>{terms}</ul>",
        told=told,
        n=found(count(int(sizes.min())), DESIGNS),
        c=found(percent(float(best["adopted"])), DESIGNS),
        terms=_listing(page, item, str(best["terms"])),
    )


def frontier(found_: pd.DataFrame) -> pd.DataFrame:
    """Designs that no other beats on both counts, from the lightest burden to the surest.

    Of designs that are alike the one with the fewest changes stands for all.

    >>> table = pd.DataFrame({"terms": ["{}", '{"a": 1}', '{"b": 1}'],
    ...                       "adopted": [0.2, 0.2, 0.6], "worst_burden": [0.1, 0.2, 0.3]})
    >>> frontier(table)["terms"].tolist()
    ['{}', '{"b": 1}']
    """
    sized = found_.assign(changes=found_["terms"].map(lambda terms: len(json.loads(str(terms)))))
    ordered = sized.sort_values(
        ["worst_burden", "adopted", "changes"], ascending=[True, False, True], kind="stable"
    )
    best_so_far = ordered["adopted"].cummax().shift(fill_value=-1.0)
    return ordered[ordered["adopted"] > best_so_far + ROUNDING]


def _unbeaten(page: Sheet, item: Item, best: pd.DataFrame) -> Block:
    """The designs that no other beats: a table, or a sentence where one beats all others."""
    if len(best) > 1:
        return _frontier_table(page, item, best)
    row = next(each_of(best))
    text = fill(
        "One design is both the lightest for whoever is hit hardest ({b} of national income) and "
        "the surest ({c}):<ul>{terms}</ul>",
        b=found(percent(row.worst_burden), DESIGNS),
        c=found(percent(row.adopted), DESIGNS),
        terms=_listing(page, item, row.terms) if row.changes else Markup("<li>as it stands</li>"),
    )
    return Paragraph(text)


def _frontier_table(page: Sheet, item: Item, best: pd.DataFrame) -> Grid:
    rows = tuple(
        (
            fill("<ul>{terms}</ul>", terms=_listing(page, item, str(row.terms)))
            if row.changes
            else "As it stands",
            found(percent(float(row.adopted)), DESIGNS),
            found(percent(float(row.worst_burden)), DESIGNS),
            members_in_words(item, listed(row.turned)) or "nobody",
        )
        for row in each_of(best)
    )
    return Grid(
        f"consent-frontier-{item.anchor}",
        "What no other design beats",
        ("What changes", "Adopted", "Heaviest burden", "Turns"),
        rows,
        fill("From the lightest burden to the surest adoption; means over draws, with the habit "
             "of consensus. Turns: holdouts likelier than not to vote for."),
        text=(0, 3),
    )  # fmt: skip


def _alt(found_: pd.DataFrame, best: pd.DataFrame) -> str:
    unbeaten = best.to_dict("records")
    ends = [
        f"{percent(row['adopted'])} at {percent(row['worst_burden'])} of income"
        for row in (unbeaten[0], unbeaten[-1])
    ]
    span = joined([percent(float(v)) for v in (found_["adopted"].min(), found_["adopted"].max())])
    return f"Chances of adoption lie between {span}; unbeaten designs run from {' to '.join(ends)}"
