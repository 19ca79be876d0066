"""What a clause means for given members: whose figures it adds, and how much it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from winset.rules.algebra import (
    EVERYONE,
    STATES,
    AllOf,
    AnyOf,
    BlockersFewerThan,
    ConsentOf,
    Count,
    FewestOver,
    Needs,
    Rule,
    Share,
    Sum,
    Unanimity,
    Veto,
)
from winset.rules.law import NAMED
from winset.rules.members import Members
from winset.rules.reading import read_rule


def in_force(rule: Rule, some_outside: bool) -> Rule:
    """A rule with its names written out; where some are outside, by the law for that case.

    >>> in_force("simple_majority", some_outside=False)
    Share(share='states', at_least=None, more_than=Fraction(1, 2), of='members')
    """
    if isinstance(rule, str):
        law = NAMED[rule]
        if some_outside and law.some_participating:
            law = NAMED[law.some_participating]
        return in_force(read_rule(law.form), some_outside)
    if isinstance(rule, AllOf):
        return AllOf(all_of=tuple(in_force(part, some_outside) for part in rule.all_of))
    if isinstance(rule, AnyOf):
        return AnyOf(any_of=tuple(in_force(part, some_outside) for part in rule.any_of))
    return rule


def column(members: Members, name: str) -> tuple[Fraction, ...]:
    """The figures of a column; `states` counts one for each member.

    >>> from winset.rules.members import read_members
    >>> column(read_members({"a": {}, "b": {}}), "states")
    (Fraction(1, 1), Fraction(1, 1))
    """
    if name == STATES:
        return (Fraction(1),) * len(members.names)
    return tuple(figure if figure is not None else Fraction(0) for figure in members.columns[name])


def group(members: Members, meant: str | tuple[str, ...]) -> tuple[bool, ...]:
    """Who belongs to a group: everyone, those with more than 0 in a column, or those named.

    >>> from winset.rules.members import read_members
    >>> three = read_members({"a": {"permanent": 1}, "b": {"permanent": 0}, "c": {}})
    >>> group(three, "permanent"), group(three, ("b", "c"))
    ((True, False, False), (False, True, True))
    """
    if meant == EVERYONE:
        return (True,) * len(members.names)
    if isinstance(meant, str) and meant in members.columns:
        return tuple(figure > 0 for figure in column(members, meant))
    listed = (meant,) if isinstance(meant, str) else meant
    return tuple(name in listed for name in members.names)


def most_blockers(clause: BlockersFewerThan, members: Members) -> int:
    """The number of blockers that stops the decision: as written, or found from the figures.

    With 9, 5, 4 and 2 votes the fewest members with more than 50 % of the 20 are two (9 + 5).

    >>> from winset.rules.members import read_members
    >>> four = read_members({n: {"votes": v} for n, v in zip("abcd", (9, 5, 4, 2))})
    >>> found = {"blockers_fewer_than": {"fewest_over": "50 %", "of": "votes", "plus": 1}}
    >>> most_blockers(read_rule(found), four)
    3
    """
    asked = clause.blockers_fewer_than
    return fewest_over(asked, members) + asked.plus if isinstance(asked, FewestOver) else asked


def fewest_over(asked: FewestOver, members: Members) -> int:
    """The fewest members that together hold more than a part of a column."""
    figures = sorted(column(members, asked.of), reverse=True)
    needed, held = asked.fewest_over * sum(figures), Fraction(0)
    for number, figure in enumerate(figures, start=1):
        held += figure
        if held > needed:
            return number
    return len(figures)


def walk(rule: Rule, path: str = "") -> Iterator[tuple[str, Rule]]:
    """Every rule within a rule with its path, the whole first.

    >>> [path for path, _ in walk(read_rule({"any_of": ["unanimity", {"needs": "x"}]}), "rule")]
    ['rule', 'rule.any_of[0]', 'rule.any_of[1]']
    """
    yield path, rule
    if isinstance(rule, AllOf):
        for i, part in enumerate(rule.all_of):
            yield from walk(part, f"{path}.all_of[{i}]")
    elif isinstance(rule, AnyOf):
        for i, part in enumerate(rule.any_of):
            yield from walk(part, f"{path}.any_of[{i}]")


def columns_of(clause: Rule) -> tuple[str, ...]:
    """The columns that a clause adds up."""
    if isinstance(clause, Share):
        return (clause.share,)
    if isinstance(clause, Sum):
        return (clause.sum,)
    if isinstance(clause, BlockersFewerThan) and isinstance(clause.blockers_fewer_than, FewestOver):
        return (clause.blockers_fewer_than.of,)
    return ()


def group_of(clause: Rule) -> str | tuple[str, ...] | None:
    """The group that a clause speaks of, or None."""
    match clause:
        case Count():
            return clause.count
        case Unanimity():
            return clause.unanimity
        case Veto():
            return clause.veto
        case ConsentOf():
            return clause.consent_of
        case _:
            return None


def needs_of(rule: Rule) -> tuple[str, ...]:
    """The other tables that must agree as well, in the order in which the rule names them.

    >>> needs_of(in_force("enhanced_cooperation", some_outside=False))
    ('enhanced_cooperation_authorisation',)
    """
    found = (clause.needs for _, clause in walk(rule) if isinstance(clause, Needs))
    return tuple(dict.fromkeys(found))
