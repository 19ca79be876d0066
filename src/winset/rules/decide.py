"""What a vote decides: carried or lost, by veto or by shortfall, with the tally of each clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from winset.errors import Fault, Place, RuleFaults, suggestion
from winset.rules import codes
from winset.rules.algebra import AllOf, AnyOf, ConsentOf, Needs, Rule, Unanimity, Veto
from winset.rules.ballots import Ballot
from winset.rules.checks import rule_faults
from winset.rules.clauses import in_force, needs_of
from winset.rules.members import Members, inside
from winset.rules.tally import Tally, tally

Reason = Literal["carried", "veto", "shortfall"]


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of a vote and why.

    Attributes
    ----------
    carried : whether the decision is taken at this table.
    reason : carried; veto, where all thresholds were reached and only the ballots of some stand
        in the way; shortfall otherwise.
    by : who brought it about: those for; those who vetoed; those who took part and were not for.
    tally : what each different clause needed and got, in the order of the rule.
    needs : other tables that must agree as well.
    """

    carried: bool
    reason: Reason
    by: tuple[str, ...]
    tally: tuple[Tally, ...]
    needs: tuple[str, ...] = ()


def decide(rule: Rule, members: Members, ballots: Mapping[str, str]) -> Decision:
    """What the ballots decide under a rule. Who casts no ballot is absent.

    Nothing is carried that nobody votes for.

    Raises `RuleFaults` for ballots that are none or of nobody, and for a rule that cannot be used.

    >>> from winset.rules.members import read_members
    >>> from winset.rules.reading import read_rule
    >>> three = read_members({"a": {"votes": 4}, "b": {"votes": 4}, "c": {"votes": 2}})
    >>> rule = read_rule({"all_of": [{"sum": "votes", "at_least": 6}, {"veto": ["b"]}]})
    >>> lost = decide(rule, three, {"a": "for", "b": "against", "c": "for"})
    >>> lost.carried, lost.reason, lost.by, lost.tally[0].got
    (False, 'veto', ('b',), Fraction(6, 1))
    """
    cast = read_ballots(ballots, members)
    outside = frozenset(name for name, ballot in cast.items() if ballot is Ballot.OUTSIDE)
    faults = rule_faults(rule, members, outside)
    if faults:
        raise RuleFaults(faults)
    circle = inside(members, outside)
    applied = in_force(rule, some_outside=bool(outside))
    tallies = {clause: tally(clause, circle, cast) for clause in leaves(applied)}
    return decision(applied, circle, cast, tallies)


def decision(
    rule: Rule, circle: Members, cast: Mapping[str, Ballot], tallies: Mapping[Rule, Tally]
) -> Decision:
    """The outcome that follows from the tally of each clause."""
    listed = tuple(tallies.values())
    supporters = tuple(name for name in circle.names if cast[name] is Ballot.FOR)
    needs = needs_of(rule)
    if supporters and holds(rule, tallies):
        return Decision(True, "carried", supporters, listed, needs)
    if supporters and holds(rule, tallies, vetoes_lifted=True):
        stopped = {name for one in listed if not one.met for name in one.stopped_by}
        vetoing = tuple(name for name in circle.names if name in stopped)
        return Decision(False, "veto", vetoing, listed, needs)
    not_for = tuple(name for name in circle.names if cast[name] is not Ballot.FOR)
    return Decision(False, "shortfall", not_for, listed, needs)


def leaves(rule: Rule) -> Iterable[Rule]:
    """The clauses of a rule that are counted, in the order of the text."""
    if isinstance(rule, AllOf | AnyOf):
        for part in rule.all_of if isinstance(rule, AllOf) else rule.any_of:
            yield from leaves(part)
    elif not isinstance(rule, Needs):
        yield rule


def holds(rule: Rule, tallies: Mapping[Rule, Tally], vetoes_lifted: bool = False) -> bool:
    """Whether a rule holds, given the tally of each of its clauses."""
    if isinstance(rule, AllOf):
        return all(holds(part, tallies, vetoes_lifted) for part in rule.all_of)
    if isinstance(rule, AnyOf):
        return any(holds(part, tallies, vetoes_lifted) for part in rule.any_of)
    if isinstance(rule, Needs):
        return True
    lifted = vetoes_lifted and isinstance(rule, Unanimity | Veto | ConsentOf)
    return lifted or tallies[rule].met


def read_ballots(ballots: Mapping[str, str], members: Members) -> dict[str, Ballot]:
    """The ballot of each member, absent where none was cast; all faults are raised at once."""
    faults = []
    for name, ballot in ballots.items():
        where = Place(path=f"ballots.{name}")
        if name not in members.names:
            fix = suggestion(name, members.names, most=30)
            what = f"{name!r} is no member"
            faults.append(Fault(codes.UNKNOWN_MEMBER, what, where, name, fix))
        if ballot not in list(Ballot):
            fix = suggestion(str(ballot), [kind.value for kind in Ballot])
            what = f"{ballot!r} is no ballot"
            faults.append(Fault(codes.UNKNOWN_BALLOT, what, where, repr(ballot), fix))
    if faults:
        raise RuleFaults(faults)
    return {name: Ballot(ballots.get(name, Ballot.ABSENT)) for name in members.names}
