"""What refusing to attend is worth to each party, what it comes from, and what would change it."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup

from winset._typing import Floats
from winset.report.brief.blocks import Block, Grid, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, to_quantity
from winset.report.brief.parts.talks_words import (
    POINT,
    chance,
    has_talks,
    in_points,
    names_of,
    points,
    scenario_of,
    share_of_draws,
)
from winset.report.brief.sheet import Sheet
from winset.report.charts.dots import Dot
from winset.report.charts.talks_refusal import talks_refusal
from winset.report.figures import day, number_range
from winset.report.reading import known_range, scaled
from winset.report.talks_words import (
    declared_by,
    level_word,
    settling,
    settling_name,
    variable_title,
)
from winset.runs.coupling.frame import NODE
from winset.runs.ranges import range_of
from winset.runs.results import Range
from winset.runs.talks_reading import by_draw, names
from winset.scenario.draws import draws_of, sample
from winset.timegrid import parse_date

SHOWN, PARTS, PULLS = "talks_refusal", "talks_refusal_parts", "talks_pulls"
WAYS = ("less", "more")
TABLE = "table"
LISTED = 6  # variables


def part(page: Sheet) -> Part:
    """The choice to attend or to refuse today, with declarations lifted."""
    if not has_talks(page):
        return Part("talks-refusing", None, ())
    blocks: tuple[Block, ...] = (
        Paragraph(_what(page)),
        *(Paragraph(of_party(page, *each)) for each in names_of(page).items()),
        picture(
            "talks-refusing-chart",
            "What refusing today is worth against attending, points",
            lambda width: talks_refusal(lines(page), width),
            alt=_told(page),
            caption="Above 0: refusing is worth more. Below the whole its parts: what is missed at "
            "the table, then how each of these answers to an empty chair. Declarations lifted. "
            "Dot: median, line: 5th to 95th percentile over draws.",
            table=PARTS,
        ),
        *_pulls(page),
    )
    return Part("talks-refusing", "What refusing is worth", blocks)


def gain(page: Sheet, party: str) -> Floats:
    """V(refuse) - V(attend) today with declarations lifted, shape (draw,)."""
    return by_draw(page.run.tables[SHOWN], "gain", party=party)


def temperature(page: Sheet) -> Floats:
    """How large the differences are that the model does not see, shape (draw,)."""
    scenario, record = scenario_of(page), page.run.record
    table = settling(scenario)
    assert table is not None
    return sample(draws_of(scenario, record.draws, record.seed), table.temperature)


def explained(gained: Floats) -> str:
    """Whether the model explains a refusal: yes, no, or against it.

    >>> explained(np.array([0.1, 0.2])), explained(np.array([-0.1, 0.2]))
    ('yes', 'no')
    """
    found = range_of(gained)
    if found.low > 0:
        return "yes"
    return "against" if found.high < 0 else "no"


VERDICTS = {
    "yes": "The model explains a refusal today.",
    "no": "The model does not explain a refusal today: its sign differs over draws.",
    "against": "The model does not explain a refusal today: attending is worth more.",
}


def _what(page: Sheet) -> Markup:
    return fill(
        "Staying away leaves the table empty; others see it, and answer. For each party the value "
        "of refusing today is set against that of attending, as if no declaration bound anybody: "
        "so that a declaration is never offered as its own explanation. Choices stray by about {t} "
        "points for reasons that the model does not see ({temperature}).",
        t=number_range(scaled(range_of(temperature(page)), POINT)),
        temperature=to_quantity(
            f"tables.{settling_name(scenario_of(page))}.temperature", "the temperature"
        ),
    )


def of_party(page: Sheet, party: str, name: str) -> Markup:
    """One of them: the same words for everybody, and what it has declared besides."""
    attends = by_draw(page.run.tables[SHOWN], "attends", party=party)
    small = np.abs(gain(page, party)) < temperature(page)
    text = fill(
        "<strong>{who}.</strong> Refusing is worth {g} points against attending, more than nothing "
        "in {share} of draws; left free it would attend with {a}. {verdict} In {small} of draws "
        "the difference is smaller than what the model does not see.",
        who=name,
        g=points(gain(page, party), SHOWN),
        share=share_of_draws(gain(page, party) > 0, SHOWN),
        a=chance(attends, SHOWN),
        verdict=VERDICTS[explained(gain(page, party))],
        small=share_of_draws(small, SHOWN),
    )
    until = declared_by(scenario_of(page)).get(party)
    if until is None:
        return text
    return fill(
        "{text} It has declared that it will not talk before {day}; what might make that worth "
        "while and is not named here is not in the model.",
        text=text,
        day=day(parse_date(until)),
    )


def _parts(page: Sheet, party: str) -> dict[str, Floats]:
    """What the gain comes from, by the variable that answers; the table itself first."""
    table = page.run.tables[PARTS]
    return {name: by_draw(table, "value", party=party, part=name) for name in names(table, "part")}


def _part_title(page: Sheet, name: str) -> str:
    if name == TABLE:
        return "What is missed at the table"
    return variable_title(scenario_of(page), name)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:] if not text[1:2].isupper() else text


def lines(page: Sheet) -> dict[str, list[Dot]]:
    return {
        name: [
            _dot("All together", gain(page, party), "blue"),
            *(_dot(_part_title(page, n), v, "grey") for n, v in _parts(page, party).items()),
        ]
        for party, name in names_of(page).items()
    }


def _dot(label: str, values: Floats, hue: str) -> Dot:
    found = scaled(range_of(values), POINT)
    middle = number_range(Range(mid=found.mid, low=found.mid, high=found.mid))
    return Dot(label, found, middle, hue)


def _told(page: Sheet) -> str:
    return "; ".join(
        f"{name}: {in_points(range_of(gain(page, party)))} points, of which "
        + ", ".join(
            f"{_lowered(_part_title(page, n))} {in_points(range_of(v))}"
            for n, v in _parts(page, party).items()
        )
        for party, name in names_of(page).items()
    )


def _pulls(page: Sheet) -> tuple[Block, ...]:
    """What one level less or more of each variable does to the difference, the most first."""
    table, scenario = page.run.tables[PULLS], scenario_of(page)
    found: list[tuple[float, str, str, list[Markup | str]]] = []
    for party, name in names_of(page).items():
        for variable in (each for each in names(table, "variable") if each != NODE):
            each = [
                known_range(by_draw(table, "change", party=party, variable=variable, way=way))
                for way in WAYS
            ]
            size = max((abs(r.mid) for r in each if r is not None), default=0.0)
            if size > 0:
                cells = [_pull(page, variable, party, way) for way in WAYS]
                found.append((size, name, variable_title(scenario, variable), cells))
    found.sort(key=lambda row: -row[0])
    if not found:
        return ()
    rows = tuple((name, title, *cells) for _, name, title, cells in found[:LISTED])
    return (
        Grid(
            "talks-pulls-table",
            "What moves the choice most",
            ("Party", "If this were otherwise today", "One level before", "One level after"),
            rows,
            fill(
                "By how many points V(refuse) - V(attend) changes; levels in the scenario's order, "
                "empty at its ends. Medians over draws, 5th to 95th percentile in brackets."
            ),
            text=(0, 1),
        ),
    )


def _pull(page: Sheet, variable: str, party: str, way: str) -> Markup | str:
    """The change by one level of a variable, with the level that it leads to."""
    table = page.run.tables[PULLS]
    values = by_draw(table, "change", party=party, variable=variable, way=way)
    if known_range(values) is None:
        return ""
    # V(attend) - V(refuse) is what the table holds
    moved = points(-values, PULLS)
    to = _neighbour(page, variable, way)
    return fill('{m}<span class="small">{to}</span>', m=moved, to=to) if to else moved


def _neighbour(page: Sheet, variable: str, way: str) -> str:
    """The level beside the one that is likeliest today."""
    table = page.run.tables["talks_state"]
    own = table[(table["variable"] == variable) & (table["month"] == 0)]
    means = own.groupby("level", sort=False, observed=True)["chance"].mean()
    place = int(np.argmax(means.to_numpy())) + (1 if way == "more" else -1)
    if not 0 <= place < len(means):
        return ""
    return level_word(scenario_of(page), variable, str(means.index[place]))
