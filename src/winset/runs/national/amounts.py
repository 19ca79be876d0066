"""Why a payer pays what it pays: an amount asked for by option, payer, year and path."""

from __future__ import annotations

from dataclasses import dataclass

from winset.errors import Fault, Place, RequestFaults
from winset.finance.law import SettlementLaw
from winset.finance.payers import payers_of
from winset.finance.why import Reason, path_at, why
from winset.finance.why_dearer import dearer_debt
from winset.finance.why_words import in_words
from winset.runs.codes import BAD_REQUEST
from winset.scenario.draws import Draws, named, some_of
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.sections import stated_money

HEAD = "burden:"
FORM = "burden:OPTION:PAYER[:YEAR[:PATH]], PATH a number from 0, worst or median"
RANKS = {"worst": 1.0, "median": 0.5}
WHICH = {
    "worst": "is worst for it over all years",
    "median": "is in the middle for it over all years",
}
MOST_PATHS = 5_000
"""More paths than these are not searched for the worst one when a run is made."""


@dataclass(frozen=True)
class Asked:
    """Which amount is asked for.

    Attributes
    ----------
    option, payer : names.
    year : a calendar year; None: all.
    path : its number, or a word of `RANKS`.
    """

    option: str
    payer: str
    year: int | None = None
    path: int | str = "worst"


@dataclass(frozen=True)
class Amount:
    """An amount, and why it is what it is.

    Attributes
    ----------
    option, payer, name, year : whose it is, and of when (None: all years).
    draw, path : on which path of which draw (from 0); draws, paths, seed : of how many.
    cents : the sum of the reasons; reasons : in order of time.
    sentences : the same for a reader, with what it pays more on its own debt besides.
    """

    option: str
    payer: str
    name: str
    year: int | None
    draw: int
    path: int
    draws: int
    paths: int
    seed: int
    cents: int
    reasons: tuple[Reason, ...]
    sentences: tuple[str, ...]


def asked_for(subject: str) -> Asked:
    """The amount that a subject such as `burden:loan:BE:2028:worst` asks for.

    Raises
    ------
    RequestFaults : it is not of that form.

    Examples
    --------
    >>> asked_for("burden:loan:BE:2028:7")
    Asked(option='loan', payer='BE', year=2028, path=7)
    >>> asked_for("burden:loan:BE::median").year is None
    True
    """
    _, *words = subject.split(":")
    option, payer, year, path = [*words, "", "", "", ""][:4]
    fits = 2 <= len(words) <= 4 and option and payer
    if not fits or not _number_or(year, "") or not _number_or(path, "", *RANKS):
        what = f'"{subject}" does not say whose amount is meant'
        raise RequestFaults([Fault(BAD_REQUEST, what, Place(path=subject), subject, FORM)])
    return Asked(
        option,
        payer,
        int(year) if year else None,
        int(path) if path.isdecimal() else path or "worst",
    )


def _number_or(word: str, *words: str) -> bool:
    return word in words or (word.isdecimal() and word.isascii())


def only(draws: Draws, draw: int) -> Draws:
    """One of some draws alone.

    Raises
    ------
    RequestFaults : there is no such draw.
    """
    if not 0 <= draw < draws.n:
        what, fix = f"there is no draw {draw}", f"0 to {draws.n - 1}"
        raise RequestFaults([Fault(BAD_REQUEST, what, Place(path="--draw"), str(draw), fix)])
    return some_of(draws, [draw])


def amount(
    scenario: Scenario,
    asked: Asked,
    draws: Draws,
    paths: int,
    draw: int = 0,
    law: SettlementLaw | None = None,
) -> Amount:
    """Every amount that a payer bears on one path of one draw, each with its reason.

    Settlements come by `law`; None: as the scenario states.
    `worst` and `median` rank the paths of the draw by all that the payer bears, not discounted.

    Raises
    ------
    RequestFaults : there is no such option, payer, draw or path, or the year is outside.
    """
    _within(scenario, asked)
    path = asked.path
    if isinstance(path, str):
        rank = RANKS[path]
        path = path_at(scenario, asked.option, draws, paths, asked.payer, draw, rank, law)
    found = why(scenario, asked.option, draws, paths, asked.payer, draw, path, asked.year, law)
    name = payers_of(scenario).names[asked.payer]
    cents = sum(reason.cents for reason in found)
    number, among = named(draws, draw)
    when = "in all years" if asked.year is None else f"in {asked.year}"
    title = stated_money(scenario).options[asked.option].title
    head = (
        f"{title}: {name} bears {in_words(cents)} {when}, on {_which(asked, path, paths)} in draw "
        f"{number} of {among} (both from 0), seed {draws.seed}."
    )
    lines = tuple(reason.sentence for reason in found) or ("Nothing falls on it then.",)
    besides = dearer_debt(scenario, asked.option, draws, asked.payer, draw, asked.year, law)
    return Amount(
        option=asked.option,
        payer=asked.payer,
        name=name,
        year=asked.year,
        draw=number,
        path=path,
        draws=among,
        paths=paths,
        seed=draws.seed,
        cents=cents,
        reasons=found,
        sentences=(head, *lines, *([besides] if besides else [])),
    )


def _within(scenario: Scenario, asked: Asked) -> None:
    """Refuse a year outside the accounts, where no amounts are known rather than none due."""
    first, last = scenario.as_of.year, stated_money(scenario).last_year
    if asked.year is not None and not first <= asked.year <= last:
        what, fix = f"no account is kept for {asked.year}", f"{first} to {last}, or no year for all"
        place = Place(path=f"{HEAD}{asked.option}:{asked.payer}")
        raise RequestFaults([Fault(BAD_REQUEST, what, place, str(asked.year), fix)])


def _which(asked: Asked, path: int, paths: int) -> str:
    """Which path is meant, and its number.

    >>> _which(Asked("loan", "BE"), 1909, 2000)
    'the path that is worst for it over all years (number 1909 of 2000)'
    >>> _which(Asked("loan", "BE", path=7), 7, 2000)
    'path 7 of 2000'
    """
    if isinstance(asked.path, int):
        return f"path {path} of {paths}"
    return f"the path that {WHICH[asked.path]} (number {path} of {paths})"
