"""The nouns of the talks: packages, what they are worth, how they last, and the game itself.

Records only; `checks.py` says whether they fit together, `solve.py` plays them. All values are
average discounted and share one scale from 0 to 1: "how good is this for me".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from winset._typing import Bools, Floats, Ints
from winset.talks.law import Law

Tail = Literal["stationary", "end"]


@dataclass(frozen=True, slots=True)
class Packages:
    """What can be agreed: one level of each issue.

    Attributes
    ----------
    issues : names of the issues.
    levels : for each issue, the names of its levels.
    chosen : shape (package, issue), the level of each package on each issue.
    kind : shape (package,), the kind of settlement that each package makes.
    """

    issues: tuple[str, ...]
    levels: tuple[tuple[str, ...], ...]
    chosen: Ints
    kind: Ints


@dataclass(frozen=True, slots=True)
class Settlement:
    """A kind of settlement: how long it lasts, what follows it, who else must approve.

    Attributes
    ----------
    name : the word for it.
    hazard : shape (spot,), chance per step that it breaks down, 0-1.
    worth_after : shape (spot, party), the value for ever after a breakdown; None: talks resume.
    ratified : shape (spot,), chance of approval when it is put to the second rule; None: none
        is needed.
    delay : steps between signature and that vote; flows are paid meanwhile.
    """

    name: str
    hazard: Floats
    worth_after: Floats | None = None
    ratified: Floats | None = None
    delay: int = 0


@dataclass(frozen=True, slots=True)
class Terms:
    """What packages are worth to whom, and where they are out of the question.

    A *spot* is the part of the state that this depends on; many states share a spot.

    Attributes
    ----------
    packages : what can be agreed.
    settlements : the kinds of settlement, in the order that `packages.kind` counts.
    worth : shape (spot, party, level), value per step of each level of each issue (issue after
        issue), weights included; a package's value is the sum over its levels, in [0, 1].
    barred : shape (spot, party, package): a red line of the party forbids the package.
    spot_of : shape (state,), the spot of each state.
    laws : for each party, the law of the spots that it believes in.
    """

    packages: Packages
    settlements: tuple[Settlement, ...]
    worth: Floats
    barred: Bools
    spot_of: Ints
    laws: tuple[Law, ...]


@dataclass(frozen=True, slots=True)
class Game:
    """Talks that are to be solved.

    Attributes
    ----------
    parties : names; below, n of them.
    steps : number of steps T; what holds in the last one holds for ever after, or talks end.
    discount : shape (party,), factor per step in [0, 1).
    flow : shape (state, party), value per step while there is no settlement, 0-1.
    terms : what can be agreed.
    laws : for each party, the law of the world that it believes in.
    truth : the law that drives what happens.
    recognition : shape (party, state, party): the chance, as the first party believes, that the
        last has the initiative.
    recognition_truth : shape (state, party).
    order : shape (party,), the table's order, in which parties attend and answer.
    winning : shape (2**n,): whether the set of parties with these bits carries an agreement.
    closed : shape (step,): the calendar keeps the table shut.
    declared : shape (step, state, party): chance that a declaration binds the party to refuse.
    may_refuse, may_stall : shape (party,): moves that the scenario allows.
    exits : shape (state, party, party): value to the last party for ever, once the first one has
        left the talks; None: nobody may leave.
    tail : after T steps the same for ever (`stationary`), or no more talks (`end`).
    end : shape (state, party), values after T if talks end; None: the status quo for ever.
    temperature : of every choice, on the 0-1 scale; 0 = exact best replies.
    """

    parties: tuple[str, ...]
    steps: int
    discount: Floats
    flow: Floats
    terms: Terms
    laws: tuple[Law, ...]
    truth: Law
    recognition: Floats
    recognition_truth: Floats
    order: Ints
    winning: Bools
    closed: Bools
    declared: Floats
    may_refuse: Bools
    may_stall: Bools
    exits: Floats | None = None
    tail: Tail = "stationary"
    end: Floats | None = None
    temperature: float = 0.0
