"""The brief as one HTML file: no network, printable, light and dark.

Its only script opens what is folded when a link leads into it, and for the printer; without it the
reader unfolds by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import cache, partial
from importlib import resources

from altair.utils.schemapi import debug_mode
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from winset.report.brief.blocks import (
    Chapter,
    Part,
    cards,
    drawings,
    invitation,
    stretches,
)
from winset.report.brief.register import chapters
from winset.report.brief.sheet import Sheet, account_title, has_money, sheet
from winset.report.brief.unplayed import IN_SHORT, unplayed
from winset.report.changed import changes_in_words
from winset.report.figures import count, day
from winset.report.press import Press, draw
from winset.report.svg import drawn, variables
from winset.runs.check import Checked
from winset.runs.record import Run


def brief(runs: Sequence[Run], found: Checked, press: Press | None = None) -> str:
    """The brief on runs of a scenario, as HTML.

    Parameters
    ----------
    runs : the first is what the brief is about; the others are its other accounts.
    found : the scenario they are runs of, checked.
    press : where charts are drawn while the rest is written; without one they are drawn here.
    """
    page = sheet(runs, found)
    scenario = found.case.scenario
    awaited: dict[str, Future[Markup]] = {}
    written = _written(page, partial(_handed_out, press, awaited))
    return _template().render(
        scenario=scenario,
        as_of=day(scenario.as_of),
        account=account_title(page, page.run),
        record=page.run.record,
        changes=changes_in_words(found.case),
        draws=count(page.run.record.draws),
        paths=count(page.run.record.paths) if has_money(page) else "",
        unplayed=IN_SHORT if unplayed(page) else "",
        chapters=written,
        drawn=drawn if press is None else lambda each: awaited[each.name].result(),
        style=_style(),
        script=Markup(_read("unfold.js")),
    )


def _written(page: Sheet, ready: Callable[[Part], None]) -> tuple[Chapter, ...]:
    """The chapters; their charts are not held against Vega-Lite's schema, which tests do."""
    with debug_mode(False):
        return chapters(page, ready)


def _handed_out(press: Press | None, awaited: dict[str, Future[Markup]], part: Part) -> None:
    """The drawings of a part given to the press, if there is one."""
    if press is not None:
        of = [each for block in part.blocks for each in drawings(block)]
        awaited.update({each.name: draw(press, each) for each in of})


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("winset.report.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(invitation=invitation, stretches=stretches, cards=cards)
    return environment.get_template("page.html.j2")


@cache
def _style() -> Markup:
    """The style sheet, with the charts' colours for light and dark."""
    light, dark = variables(dark=False), variables(dark=True)
    colours = (
        f":root{{{light}color-scheme:light dark}}"
        f"@media screen and (prefers-color-scheme: dark){{:root{{{dark}}}}}"
    )
    return Markup(colours + _read("brief.css"))


def _read(name: str) -> str:
    return resources.files("winset.report.brief").joinpath(name).read_text("utf-8")
