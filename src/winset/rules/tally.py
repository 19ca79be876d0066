"""The tally of one clause: what it needed, what it got, and whose ballots stopped it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from winset.rules.algebra import (
    BlockersFewerThan,
    ConsentOf,
    Count,
    Rule,
    Share,
    Sum,
    Unanimity,
    Veto,
)
from winset.rules.amounts import written, written_share
from winset.rules.ballots import CAST, NOT_FOR, PARTICIPATING, PRESENT, Ballot
from winset.rules.clauses import column, group, group_of, most_blockers
from winset.rules.members import Members

TOTALS = {"members": PARTICIPATING, "present": PRESENT, "cast": CAST}


@dataclass(frozen=True, slots=True)
class Tally:
    """What one clause needed and got.

    Attributes
    ----------
    says : the clause in words.
    needed, got : shares (0-1), amounts or numbers of members. For `blockers_fewer_than` what is
        needed is fewer than `needed`; for a veto, a consent or unanimity `got` counts the
        ballots that stop it, and `needed` is 0.
    met : whether the clause is met.
    stopped_by : whose ballots stop a veto, a consent or unanimity.
    """

    says: str
    needed: Fraction
    got: Fraction
    met: bool
    stopped_by: tuple[str, ...] = ()


def tally(clause: Rule, members: Members, cast: Mapping[str, Ballot]) -> Tally:
    """The tally of one clause among the members who take part.

    >>> from winset.rules.members import read_members
    >>> from winset.rules.reading import read_rule
    >>> cast = {"a": Ballot.FOR, "b": Ballot.AGAINST, "c": Ballot.ABSTAIN}
    >>> clause = read_rule({"share": "states", "more_than": "1/2", "of": "cast"})
    >>> tally(clause, read_members({"a": {}, "b": {}, "c": {}}), cast)
    Tally(says='states: more than 50 % of those cast', needed=Fraction(1, 2), got=Fraction(1, 2),
          met=False, stopped_by=())
    """
    match clause:
        case Share():
            return share_tally(clause, members, cast)
        case Sum() | Count():
            return amount_tally(clause, members, cast)
        case BlockersFewerThan():
            return blockers_tally(clause, members, cast)
        case Unanimity() | Veto() | ConsentOf():
            return consent_tally(clause, members, cast)
        case _:
            raise TypeError(f"{clause!r} is not counted by a tally")


def share_tally(clause: Share, members: Members, cast: Mapping[str, Ballot]) -> Tally:
    """The share of a column that is for; a share of nothing is not reached."""
    figures = column(members, clause.share)
    total = held_by(figures, members, cast, TOTALS[clause.of])
    in_favour = held_by(figures, members, cast, (Ballot.FOR,))
    got = in_favour / total if total else Fraction(0)
    needed, met = compared(got, clause.at_least, clause.more_than)
    whose = "" if clause.of == "members" else f" of those {clause.of}"
    says = f"{clause.share}: {asked(clause)} {written_share(needed)}{whose}"
    return Tally(says, needed, got, met)


def amount_tally(clause: Sum | Count, members: Members, cast: Mapping[str, Ballot]) -> Tally:
    """The amount of a column, or the number of members of a group, that is for."""
    figures = column(members, clause.sum) if isinstance(clause, Sum) else counted(clause, members)
    got = held_by(figures, members, cast, (Ballot.FOR,))
    least = None if clause.at_least is None else Fraction(clause.at_least)
    over = None if clause.more_than is None else Fraction(clause.more_than)
    needed, met = compared(got, least, over)
    of = clause.sum if isinstance(clause, Sum) else group_name(clause.count)
    return Tally(f"{of}: {asked(clause)} {written(needed)}", needed, got, met)


def blockers_tally(
    clause: BlockersFewerThan, members: Members, cast: Mapping[str, Ballot]
) -> Tally:
    """How many of those who take part are not for."""
    got = sum(cast[name] in NOT_FOR for name in members.names)
    most = most_blockers(clause, members)
    return Tally(f"not for: fewer than {most}", Fraction(most), Fraction(got), got < most)


def consent_tally(
    clause: Unanimity | Veto | ConsentOf, members: Members, cast: Mapping[str, Ballot]
) -> Tally:
    """Whose ballots stop a unanimity, a veto or a consent."""
    breaking, word = BREAKING[type(clause)]
    if isinstance(clause, Unanimity):
        breaking = clause.broken_by
    meant = group_of(clause) or ()
    asked_for = zip(members.names, group(members, meant), strict=True)
    stopping = tuple(name for name, inside in asked_for if inside and cast[name] in breaking)
    says = f"{word} {group_name(meant)}: nobody {', '.join(breaking)}"
    return Tally(says, Fraction(0), Fraction(len(stopping)), not stopping, stopping)


BREAKING: Mapping[type, tuple[tuple[Ballot, ...], str]] = {
    Unanimity: (NOT_FOR, "unanimity of"),
    Veto: ((Ballot.AGAINST,), "veto of"),
    ConsentOf: (NOT_FOR, "consent of"),
}


def counted(clause: Count, members: Members) -> tuple[Fraction, ...]:
    """One for each member of the group that is counted, else nothing."""
    return tuple(Fraction(int(inside)) for inside in group(members, clause.count))


def held_by(
    figures: tuple[Fraction, ...],
    members: Members,
    cast: Mapping[str, Ballot],
    ballots: Collection[Ballot],
) -> Fraction:
    """What those with one of some ballots hold together."""
    pairs = zip(members.names, figures, strict=True)
    return sum((figure for name, figure in pairs if cast[name] in ballots), Fraction(0))


def compared(
    got: Fraction, at_least: Fraction | None, more_than: Fraction | None
) -> tuple[Fraction, bool]:
    """The threshold, and whether it is met."""
    if at_least is not None:
        return at_least, got >= at_least
    over = more_than if more_than is not None else Fraction(0)
    return over, got > over


def asked(clause: Share | Sum | Count) -> str:
    """How a threshold is compared, in words."""
    return "at least" if clause.at_least is not None else "more than"


def group_name(meant: str | tuple[str, ...]) -> str:
    """A group in words."""
    return meant if isinstance(meant, str) else ", ".join(meant)
