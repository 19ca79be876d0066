"""From a table of a scenario, with arrays of what is at stake, to votes that can be solved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import numpy as np

from winset._typing import Bools, Floats
from winset.consent.ballots import ABSTAIN, AGAINST, BALLOTS, FOR
from winset.consent.codes import UNKNOWN_MEMBER, UNKNOWN_NODE, UNKNOWN_OPTION
from winset.consent.conditions import Terms, own_terms, terms_of
from winset.consent.diagram import Diagram, vote_diagram
from winset.consent.positions import Known, bindings_of, is_unknown, terms_asked
from winset.consent.question import Habits, Item, Question
from winset.consent.stakes import BurdenWeights, Stakes, worth
from winset.errors import Code, Fault, Faults, Place, suggestion
from winset.rules.ballots import Ballot
from winset.rules.members import Members
from winset.scenario.draws import Draws, sample
from winset.scenario.nouns.consent import Matter, Position, Table
from winset.scenario.nouns.instrument import Instrument
from winset.scenario.walk import bind_paths


def bind_table(table: Table, prefix: str) -> None:
    """Tell every quantity of a table where it stands, those within lists by their place.

    Only a quantity that knows its place has draws of its own.
    """
    bind_paths(table, prefix)
    for member, options in table.positions.items():
        for option, position in options.items():
            for i, condition in enumerate(position.against_unless):
                path = f"{prefix}.positions.{member}.{option}.against_unless.{i}"
                bind_paths(condition, path)
    for option, matter in table.matters.items():
        for i, step in enumerate(matter.way_to_cash):
            bind_paths(step, f"{prefix}.matters.{option}.way_to_cash.{i}")


def table_faults(table: Table, members: tuple[str, ...]) -> Iterator[Fault]:
    """Names in a table that stand for no member, option or item of the agenda."""
    options = list(table.matters)
    for member, positions in table.positions.items():
        yield from _known(UNKNOWN_MEMBER, f"positions.{member}", (member,), members)
        for option in positions:
            yield from _known(UNKNOWN_OPTION, f"positions.{member}.{option}", (option,), options)
    for option, matter in table.matters.items():
        for field, names in (
            ("exempt", matter.exempt),
            ("outside", matter.outside),
            ("ballots", tuple(matter.ballots)),
        ):
            yield from _known(UNKNOWN_MEMBER, f"matters.{option}.{field}", names, members)
    for name, node in table.agenda.items():
        yield from _known(UNKNOWN_OPTION, f"agenda.{name}.option", (node.option,), options)
        for following in node.if_fails or ():
            place = f"agenda.{name}.if_fails.{following}"
            yield from _known(UNKNOWN_NODE, place, (following,), list(table.agenda))


def _known(code: Code, path: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Fault]:
    listed = list(known)
    for name in names:
        if name not in listed:
            what = f'"{name}" stands for nothing here'
            yield Fault(code, what, Place(path=path), name, suggestion(name, listed, 30))


def positions_on(table: Table, option: str) -> dict[str, Position]:
    """What is known of each member's position on an option."""
    return {m: options[option] for m, options in table.positions.items() if option in options}


def outside_of(matter: Matter) -> tuple[str, ...]:
    """The members that take no part in a matter: those outside, and the exempt if so agreed."""
    exempt = () if matter.exempt_take_part else matter.exempt
    stated = (name for name, ballot in matter.ballots.items() if ballot is Ballot.OUTSIDE)
    return tuple(dict.fromkeys((*matter.outside, *exempt, *stated)))


def flags(members: tuple[str, ...], names: Iterable[str]) -> Bools:
    """Which members are named, shape (member,).

    >>> flags(("a", "b"), ["b"]).tolist()
    [False, True]
    """
    listed = set(names)
    return np.array([member in listed for member in members], dtype=np.bool_)


def burden_weights(table: Table, draws: Draws) -> BurdenWeights:
    """How much of each kind of burden counts, in each draw."""
    weights = table.weights
    return BurdenWeights(
        sample(draws, weights.cash), sample(draws, weights.contingent), sample(draws, weights.debt)
    )


def habits_of(table: Table, draws: Draws, norm: bool = True) -> Habits:
    """How the table's members vote, in each draw; without its norm if so asked."""
    kept = table.consensus is not None and norm
    ones = np.ones(draws.n)
    put = sample(draws, table.consensus.put_to_vote) if kept and table.consensus else ones
    return Habits(sample(draws, table.temperature), sample(draws, table.exempt_abstain), put)


def agenda_of(table: Table, draws: Draws) -> dict[str, Item]:
    """The agenda; an item that does not say what follows is followed by the next in the list."""
    following = dict(pairwise(table.agenda))
    items = {}
    for name, node in table.agenda.items():
        if node.if_fails is not None:
            after = {n: sample(draws, chance) for n, chance in node.if_fails.items()}
        else:
            after = {following[name]: np.ones(draws.n)} if name in following else {}
        items[name] = Item(node.option, node.on, after)
    return items


def question_of(
    table: Table,
    option: str,
    members: Members,
    stakes: Stakes,
    income: Floats,
    draws: Draws,
    instrument: Instrument | None = None,
    terms: Terms | None = None,
    matter: Matter | None = None,
    diagram: Diagram | None = None,
) -> Question:
    """What an option asks of the members.

    Parameters
    ----------
    members : in the order of the member axis, with the columns that the rule asks for.
    stakes : what the option means to each member, in EUR, shape (draw, member).
    income : shape (member,), national income in EUR.
    instrument : whose terms the conditions are about; None if they are all in `terms`.
    terms : terms that stand above those of the matter and of the instrument.
    matter : how it is decided, if otherwise than the table says (other exemptions).
    diagram : of the vote, where the same members take part under the same rule as before.

    Raises
    ------
    Faults : names that stand for nothing (C105, C108, C109), terms that are not there (C104),
        arrays that do not fit (C101), burdens or weights below 0 (C103, C110).
    RuleFaults : the rule cannot be used.
    """
    faults = list(table_faults(table, members.names))
    if faults:
        raise Faults(faults)
    asked = matter or table.matters[option]
    positions = positions_on(table, option)
    others = {**own_terms(asked.terms), **(terms or {})}
    known = terms_of(instrument, others, terms_asked(positions.values()))
    exempt = flags(members.names, asked.exempt)
    bindings = bindings_of(Known(positions, table.base_rates, draws), members.names, known)
    stated = {name: ballot for name, ballot in asked.ballots.items() if ballot in BALLOTS}
    cast = {members.names.index(name): ballot for name, ballot in stated.items()}
    vital = [name for name, p in positions.items() if p.vital_interest is not None]
    return Question(
        diagram or diagram_of(table, option, members, asked),
        worth(stakes, burden_weights(table, draws), income, exempt),
        bindings,
        exempt,
        flags(members.names, vital),
        cast,
    )


def diagram_of(table: Table, option: str, members: Members, matter: Matter) -> Diagram:
    """The diagram of a vote on an option that is decided in a way."""
    possible = possible_ballots(table, positions_on(table, option), matter, members.names)
    return vote_diagram(matter.rule, members, outside_of(matter), possible)


def possible_ballots(
    table: Table, positions: Mapping[str, Position], matter: Matter, members: tuple[str, ...]
) -> Bools:
    """Which ballots each member may cast at all, shape (member, ballot).

    Abstaining is possible for those of whom nothing is known, for the exempt, and where it is
    certain; staying away only where it is certain. What is impossible keeps the diagram small.
    """
    possible = np.zeros((len(members), len(BALLOTS)), dtype=np.bool_)
    possible[:, [FOR, AGAINST]] = True
    for place, member in enumerate(members):
        rated = table.base_rates is not None and is_unknown(positions.get(member))
        possible[place, ABSTAIN] = rated or member in matter.exempt
        if member in matter.ballots and matter.ballots[member] in BALLOTS:
            possible[place, BALLOTS.index(matter.ballots[member])] = True
    return possible
