"""What can be agreed: packages, and the kinds of settlement that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from winset._typing import Bools, Floats
from winset.errors import Fault, Place, RequestFaults
from winset.finance.law import CLAUSES
from winset.runs.codes import BAD_REQUEST
from winset.runs.coupling.numbers import Read, chance
from winset.scenario.nouns.talks import Issue, Talks
from winset.talks.game import Packages

MOST = 200_000  # packages: beyond it an agenda was not written by hand


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of settlement: levels of the issues on which its lasting and approval hang.

    Attributes
    ----------
    name : the word for it, made of those levels.
    levels : issue -> level, for the issues that durability looks at.
    ratified : whether the second rule must approve it.
    """

    name: str
    levels: Mapping[str, str]
    ratified: bool


def packages_of(table: Talks) -> tuple[Packages, tuple[Kind, ...]]:
    """All packages that are not excluded, and the kinds of settlement that they make.

    Raises
    ------
    RequestFaults : X101 if nothing, or too much, can be agreed.
    """
    issues = tuple(table.issues)
    levels = tuple(tuple(issue.levels) for issue in table.issues.values())
    count = int(np.prod([len(each) for each in levels], dtype=np.int64))
    grid = np.indices([len(each) for each in levels]).reshape(len(levels), -1).T
    chosen = grid[~excluded(table, grid)] if count <= MOST else grid[:0]
    if not len(chosen):
        fix = f"leave between 1 and {MOST} combinations of levels that are not excluded"
        where = Place(path="tables.issues")
        what = "no usable set of packages"
        raise RequestFaults([Fault(BAD_REQUEST, what, where, f"{count} combinations", fix)])
    kinds: dict[str, Kind] = {}
    number = np.zeros(len(chosen), dtype=np.int64)
    for place, row in enumerate(chosen):
        kind = kind_of(table, {i: levels[k][row[k]] for k, i in enumerate(issues)})
        kinds.setdefault(kind.name, kind)
        number[place] = list(kinds).index(kind.name)
    packages = Packages(issues, levels, np.ascontiguousarray(chosen, dtype=np.int64), number)
    return packages, tuple(kinds.values())


def kind_of(table: Talks, package: Mapping[str, str]) -> Kind:
    """The kind of settlement that a package makes."""
    watched = table.durability.by_issue if table.durability else {}
    levels = {issue: package[issue] for issue in watched}
    approval = table.ratification
    ratified = approval is not None and (
        not approval.only or any(package[i] in some for i, some in approval.only.items())
    )
    words = [*levels.values(), *(("ratified",) if ratified else ())]
    return Kind("+".join(words) or "settlement", levels, ratified)


def excluded(table: Talks, chosen: np.ndarray) -> Bools:
    """Which combinations of levels cannot be, shape (combination,)."""
    out = np.zeros(len(chosen), dtype=np.bool_)
    for clash in table.excluded.values():
        met = np.ones(len(chosen), dtype=np.bool_)
        for issue, levels in clash.items():
            met &= takes(table, chosen, issue, levels)
        out |= met
    return out


def takes(table: Talks, chosen: np.ndarray, issue: str, levels: tuple[str, ...]) -> Bools:
    """Which combinations take one of some levels of an issue, shape (combination,)."""
    known = list(table.issues[issue].levels)
    place = list(table.issues).index(issue)
    return np.isin(chosen[:, place], [known.index(level) for level in levels])


def issue_weights(table: Talks, read: Read) -> Floats:
    """How much each issue matters to each party, shape (party, issue); sums to 1 over issues."""
    given = [[read_weight(issue, party, read) for issue in table.issues.values()]
             for party in table.parties]  # fmt: skip
    weights = np.array(given)
    total = weights.sum(axis=1, keepdims=True)
    even = 1.0 / weights.shape[1]
    return np.asarray(np.where(total > 0, weights / np.where(total > 0, total, 1.0), even))


def read_weight(issue: Issue, party: str, read: Read) -> float:
    """The weight of an issue to a party; one that the party does not name weighs nothing."""
    return read(issue.weights[party]) if party in issue.weights else 0.0


def level_worth(table: Talks, read: Read, walks: Mapping[str, Floats]) -> Floats:
    """The value of each level to each party, weights included.

    Parameters
    ----------
    walks : by walk, its number at each spot, shape (spot,); at least one entry.

    Returns
    -------
    Shape (spot, party, level), levels issue after issue; kept within 0 and the issue's weight.
    What is in others' hands is worth what it comes to in the mean, see `come_to`.
    """
    weights = issue_weights(table, read)
    spots = len(next(iter(walks.values())))
    blocks = []
    for k, issue in enumerate(table.issues.values()):
        columns = np.empty((spots, len(table.parties), len(issue.levels)))
        for j, level in enumerate(issue.levels.values()):
            for i, party in enumerate(table.parties):
                value = chance(read, level.value[party]) + np.zeros(spots)
                for walk, slope in level.slope.get(party, {}).items():
                    value += read(slope) * walks[walk]
                columns[:, i, j] = weights[i, k] * np.clip(value, 0.0, 1.0)
        blocks.append(over_levels(columns, come_to(issue, read)))
    return np.concatenate(blocks, axis=2)


def over_levels(columns: Floats, comes: Floats) -> Floats:
    """The mean of what each level comes to, shape (..., level); untouched where all is certain."""
    if np.array_equal(comes, np.eye(len(comes))):
        return columns
    return np.asarray(columns @ comes.T)


def come_to(issue: Issue, read: Read) -> Floats:
    """What each level that is signed comes to, shape (level signed, level): rows sum to 1.

    A level in others' hands is carried out with the chance that they follow, and is else the level
    that is named for that case.
    """
    known = list(issue.levels)
    comes = np.eye(len(known))
    for row, level in enumerate(issue.levels.values()):
        if level.others is not None:
            follow = chance(read, level.others.chance)
            comes[row, row] = follow
            comes[row, known.index(level.others.otherwise)] += 1.0 - follow
    return comes


def says_of(table: Talks, packages: Packages, read: Read) -> Floats:
    """What each package comes to say of the assets, as chances of the clauses.

    Shape (package, clause + 1), last: nothing; rows sum to 1.
    """
    assets = table.assets
    said = np.zeros((len(packages.chosen), len(CLAUSES) + 1))
    if assets is None:
        said[:, -1] = 1.0
        return said
    issue, place = table.issues[assets.issue], packages.issues.index(assets.issue)
    words = [assets.clauses.get(level) for level in issue.levels]
    means = np.eye(len(CLAUSES) + 1)[[CLAUSES.index(w) if w else -1 for w in words]]
    return np.asarray((come_to(issue, read) @ means)[packages.chosen[:, place]])
