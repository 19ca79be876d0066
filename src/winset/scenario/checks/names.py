"""Does every name point at something, and none at itself?"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from winset.data.clubs import Club, club, clubs, member_hint
from winset.errors import Code, Fault, suggestion
from winset.scenario import codes
from winset.scenario.case import Case, place_of, text_of
from winset.scenario.nouns.money import MoneySection


def names_stand_for_something(case: Case) -> Iterator[Fault]:
    """Clubs, parties, instruments and options that are named must be there."""
    scenario, money = case.scenario, case.scenario.money
    tables = list(clubs())
    for name, chosen in scenario.clubs.items():
        yield from _known(case, f"clubs.{name}.from", chosen.dataset, tables)
    if money is None:
        return
    yield from _known(case, "money.club", money.club, list(scenario.clubs))
    yield from _known(case, "money.beneficiary", money.beneficiary, list(scenario.parties))
    yield from _known(
        case, "money.assets.custodian", money.assets.custodian, list(scenario.parties)
    )
    yield from _members(case, money)
    yield from _options(case, money)


def nothing_points_at_itself(case: Case) -> Iterator[Fault]:
    """First calls and variants must not run in a circle."""
    money = case.scenario.money
    if money is None:
        return
    repays = {
        name: each.use.first_call.repays
        for name, each in money.instruments.items()
        if each.use.first_call
    }
    varies = {name: each.variant_of for name, each in money.options.items() if each.variant_of}
    for path, arrows in (("money.instruments", repays), ("money.options", varies)):
        for start in arrows:
            circle = _circle(start, arrows)
            if circle and circle[0] == min(circle):
                yield _fault(
                    case,
                    codes.CYCLE,
                    f"{' -> '.join((*circle, circle[0]))} is a circle",
                    f"{path}.{start}",
                    "let one of them stand on its own",
                )


def _members(case: Case, money: MoneySection) -> Iterator[Fault]:
    chosen = case.scenario.clubs.get(money.club)
    if chosen is None or chosen.dataset not in clubs():
        return
    listed = club(chosen.dataset)
    yield from _member(case, "money.assets.host", money.assets.host, listed)
    for name, each in money.instruments.items():
        path = f"money.instruments.{name}"
        for member in each.exempt.members if each.exempt else ():
            yield from _member(case, f"{path}.exempt.members", member, listed)
        for party in each.guarantee.outside if each.guarantee else ():
            yield from _known(
                case, f"{path}.guarantee.outside.{party}", party, list(case.scenario.parties)
            )


def _options(case: Case, money: MoneySection) -> Iterator[Fault]:
    for name, option in money.options.items():
        path = f"money.options.{name}"
        if option.instrument is not None:
            yield from _known(
                case, f"{path}.instrument", option.instrument, list(money.instruments)
            )
        if option.variant_of is not None:
            yield from _known(case, f"{path}.variant_of", option.variant_of, list(money.options))
    for name, each in money.instruments.items():
        if each.use.first_call is not None:
            yield from _known(
                case,
                f"money.instruments.{name}.use.first_call.repays",
                each.use.first_call.repays,
                list(money.instruments),
            )


def _member(case: Case, path: str, name: str, listed: Club) -> Iterable[Fault]:
    for fault in _known(case, path, name, listed.members):
        yield dataclasses.replace(fault, fix=member_hint(listed, name) or fault.fix)


def _known(case: Case, path: str, name: str, known: Sequence[str]) -> Iterable[Fault]:
    if name not in known:
        yield _fault(
            case,
            codes.UNKNOWN_NAME,
            f'"{name}" stands for nothing here',
            path,
            suggestion(name, known, 30),
        )


def _fault(case: Case, code: Code, what: str, path: str, fix: str) -> Fault:
    return Fault(code, what, place_of(case, path), text_of(case, path), fix)


def _circle(start: str, arrows: dict[str, str]) -> tuple[str, ...]:
    walked = [start]
    while walked[-1] in arrows:
        following = arrows[walked[-1]]
        if following == start:
            return tuple(walked)
        if following in walked:
            return ()
        walked.append(following)
    return ()
