"""Do tables and tracks hold together: parties, issues, levels, dates?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from winset.errors import Fault, nearest
from winset.scenario import codes
from winset.scenario.case import Case
from winset.scenario.checks.world import fault, known_names, most, variable_levels
from winset.scenario.nouns.talks import Piece, Talks, Track, Worth
from winset.scenario.nouns.world import Switch, Walk
from winset.timegrid import parse_date


def tables_hold_together(case: Case) -> Iterator[Fault]:
    """At most one table settles, and every name at a table stands for something."""
    tables, known = case.scenario.tables, list(case.scenario.parties)
    settling = [name for name, table in tables.items() if isinstance(table, Talks)]
    for name in settling[1:]:
        what = f"{settling[0]} already is a table at which parties settle"
        fix = "make one of them a track"
        yield fault(case, codes.WRONG_KIND, what, f"tables.{name}", fix)
    for name, table in tables.items():
        path = f"tables.{name}"
        if isinstance(table, Talks):
            strangers = list(known_names(case, f"{path}.parties", table.parties, known))
            yield from strangers
            if strangers:  # all that is said by party would be told as wrong besides
                continue
            yield from _parties(case, path, table)
            yield from _issues(case, path, table)
            yield from _terms(case, path, table)
            yield from _dates(case, path, table)
            yield from _pieces(case, path, table)
        if isinstance(table, Track):
            yield from _track(case, path, table)


def _parties(case: Case, path: str, table: Talks) -> Iterator[Fault]:
    seated = list(table.parties)
    for key in ("discount", "status_quo"):
        yield from _all_of(case, f"{path}.{key}", getattr(table, key), seated)
    named = {
        "may_refuse": table.may_refuse or (),
        "may_stall": table.may_stall or (),
        "leave": table.leave,
    }
    for key, names in named.items():
        yield from known_names(case, f"{path}.{key}", names, seated)
    for leaver, values in table.leave.items():
        yield from _all_of(case, f"{path}.leave.{leaver}", values, seated)
    if table.recognition is not None:
        yield from known_names(
            case, f"{path}.recognition.weights", table.recognition.weights, seated
        )
    for party, share in table.discount.items():
        if most(share) >= 1:
            what, fix = "next month would count as much as this one", "a number below 1"
            yield fault(case, codes.OUT_OF_RANGE, what, f"{path}.discount.{party}", fix)


def _all_of(
    case: Case, path: str, given: Mapping[str, object], seated: list[str]
) -> Iterator[Fault]:
    yield from known_names(case, path, given, seated)
    strangers = [name for name in given if name not in seated]
    for party in seated:
        if party not in given and not any(nearest(name, [party]) for name in strangers):
            what, fix = f"{party} is missing", f"add `{party}: ...`"
            yield fault(case, codes.MISSING_KEY, what, f"{path}.{party}", fix)


def _issues(case: Case, path: str, table: Talks) -> Iterator[Fault]:
    seated = list(table.parties)
    walks = [name for name, each in case.scenario.world.items() if isinstance(each, Walk)]
    for name, issue in table.issues.items():
        spot = f"{path}.issues.{name}"
        yield from known_names(case, f"{spot}.weights", issue.weights, seated)
        for word, level in issue.levels.items():
            below = f"{spot}.levels.{word}"
            yield from _all_of(case, f"{below}.value", level.value, seated)
            yield from known_names(case, f"{below}.slope", level.slope, seated)
            for party, slopes in level.slope.items():
                yield from known_names(case, f"{below}.slope.{party}", slopes, walks)
            if level.others is not None:
                own = [key for key, each in issue.levels.items() if each.others is None]
                otherwise = [level.others.otherwise]
                yield from known_names(case, f"{below}.others.otherwise", otherwise, own)


def _terms(case: Case, path: str, table: Talks) -> Iterator[Fault]:
    seated = list(table.parties)
    for name, line in table.red_lines.items():
        spot = f"{path}.red_lines.{name}"
        yield from known_names(case, f"{spot}.by", [line.by], seated)
        yield from known_names(case, f"{spot}.issue", [line.issue], list(table.issues))
        yield from _levels(case, f"{spot}.levels", table, line.issue, line.levels)
    for name, clash in table.excluded.items():
        for issue, levels in clash.items():
            yield from _of_issue(case, f"{path}.excluded.{name}", table, issue, levels)
    if table.durability is not None:
        for issue, factors in table.durability.by_issue.items():
            yield from _of_issue(case, f"{path}.durability.by_issue", table, issue, factors)
        if isinstance(table.durability.after, dict):
            after = table.durability.after
            yield from _all_of(case, f"{path}.durability.after", after, seated)
    if table.ratification is not None:
        for issue, levels in table.ratification.only.items():
            yield from _of_issue(case, f"{path}.ratification.only", table, issue, levels)
    if table.assets is not None:
        said = table.assets.clauses
        yield from known_names(
            case, f"{path}.assets.issue", [table.assets.issue], list(table.issues)
        )
        yield from _levels(case, f"{path}.assets.clauses", table, table.assets.issue, said)
        yield from known_names(
            case, f"{path}.assets.reparations", table.assets.reparations,
            [level for level, clause in said.items() if clause == "set_off"],
        )  # fmt: skip


def _of_issue(
    case: Case, path: str, table: Talks, issue: str, levels: Iterable[str]
) -> Iterator[Fault]:
    """What stands under an issue's name: the issue is there, and so are its levels."""
    yield from known_names(case, f"{path}.{issue}", [issue], list(table.issues))
    yield from _levels(case, f"{path}.{issue}", table, issue, levels)


def _levels(
    case: Case, path: str, table: Talks, issue: str, levels: Iterable[str]
) -> Iterator[Fault]:
    if issue in table.issues:
        yield from known_names(case, path, levels, list(table.issues[issue].levels))


def _dates(case: Case, path: str, table: Talks) -> Iterator[Fault]:
    first, last = case.scenario.as_of, parse_date(case.scenario.horizon, end=True)
    final = last.replace(day=1)
    for name, said in table.declared.items():
        spot = f"{path}.declared.{name}"
        yield from known_names(case, f"{spot}.by", [said.by], list(table.parties))
        if not first < said.until <= final:
            what = f"{said.until} lies outside the calendar"
            fix = f"a day after {first}, up to {final}"
            yield fault(case, codes.OUTSIDE_HORIZON, what, f"{spot}.until", fix)
    for month in table.closed:
        if not first.replace(day=1) <= parse_date(month) < final:
            what = f"{month} lies outside the calendar, or is its last month"
            fix = f"a month from {first:%Y-%m} to before {final:%Y-%m}"
            yield fault(case, codes.OUTSIDE_HORIZON, what, f"{path}.closed", fix)


def _pieces(case: Case, path: str, table: Talks) -> Iterator[Fault]:
    worths = {f"status_quo.{party}": worth for party, worth in table.status_quo.items()}
    for leaver, values in table.leave.items():
        worths |= {f"leave.{leaver}.{party}": worth for party, worth in values.items()}
    for key, worth in worths.items():
        yield from _worth(case, f"{path}.{key}.over", worth)


def _worth(case: Case, path: str, worth: Worth) -> Iterator[Fault]:
    levels = variable_levels(case)
    for name, piece in worth.over.items():
        spot = f"{path}.{name}"
        yield from known_names(case, spot, [name], list(case.scenario.world))
        if name in case.scenario.world:
            yield from _piece(case, spot, name, piece, levels[name])


def _piece(
    case: Case, path: str, name: str, piece: Piece, levels: tuple[str, ...] | None
) -> Iterator[Fault]:
    if levels is None and piece.levels:
        what, fix = f"{name} is a walk: it has numbers", "write {slope: ...}"
        yield fault(case, codes.WRONG_KIND, what, path, fix)
    if levels is not None and piece.slope is not None:
        what, fix = f"{name} has levels, not numbers", "write {levels: {...}}"
        yield fault(case, codes.WRONG_KIND, what, path, fix)
    if levels is not None:
        yield from known_names(case, f"{path}.levels", piece.levels, list(levels))


def _track(case: Case, path: str, track: Track) -> Iterator[Fault]:
    known = list(case.scenario.parties)
    yield from known_names(case, f"{path}.parties", track.parties, known)
    last = parse_date(case.scenario.horizon, end=True)
    for key, day in (("on", track.on), ("not_before", track.not_before)):
        if day is not None and not in_calendar(day, case.scenario.as_of, last):
            fix = f"a day from {case.scenario.as_of} to {last}"
            what = f"{day} lies outside the calendar"
            yield fault(case, codes.OUTSIDE_HORIZON, what, f"{path}.{key}", fix)
    for name, effect in track.effects.items():
        spot = f"{path}.effects.{name}"
        moved = {n: v for n, v in case.scenario.world.items() if isinstance(v, Walk | Switch)}
        yield from known_names(case, f"{spot}.on", [effect.on], list(moved))
        variable = moved.get(effect.on)
        whole = effect.from_ and effect.to and effect.chance is not None
        if isinstance(variable, Switch) and not (whole and effect.drift is None):
            fix = "from, to and chance, and no drift"
            yield fault(case, codes.WRONG_KIND, "not an effect on a switch", spot, fix)
        if isinstance(variable, Walk) and (effect.drift is None or effect.chance is not None):
            fix = "drift alone"
            yield fault(case, codes.WRONG_KIND, "not an effect on a walk", spot, fix)
        if isinstance(variable, Switch):
            ends = [level for level in (effect.from_, effect.to) if level]
            yield from known_names(case, spot, ends, list(variable.levels))


def in_calendar(day: dt.date, first: dt.date, last: dt.date) -> bool:
    """Whether a day lies between two others, both included."""
    return first <= day <= last
