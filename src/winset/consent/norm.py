"""A consensus norm: what could be carried over a vital interest is not always put to the vote.

Councils that may decide by majority often do not, where a member has declared that its vital
interests are at stake (in the EU since the Luxembourg compromise of 29 January 1966). The norm is
one number: the chance that such a decision is put to the vote all the same.
"""

from __future__ import annotations

import numpy as np

from winset._typing import Bools, Floats
from winset.consent.adoption import adoption
from winset.consent.ballots import AGAINST
from winset.consent.diagram import Diagram


def over_vital_interest(diagram: Diagram, chances: Floats, vital: Bools) -> Floats:
    """The chance that the rule carries the decision while a declared vital interest opposes it.

    Exact: the joint chance that it is carried and that none of those who declared one votes
    against is the same sweep with their chances of voting against left out.

    Parameters
    ----------
    chances : shape (draw, member, ballot).
    vital : shape (member,): who declared a vital interest.

    Returns
    -------
    shape (draw,).
    """
    if not vital.any():
        return np.zeros(len(chances))
    without = chances.copy()
    without[:, vital, AGAINST] = 0.0
    return np.maximum(adoption(diagram, chances) - adoption(diagram, without), 0.0)


def under_norm(
    diagram: Diagram, chances: Floats, vital: Bools, put_to_vote: Floats
) -> tuple[Floats, Floats]:
    """The chance of adoption by the rule alone and under the norm, each of shape (draw,).

    Parameters
    ----------
    put_to_vote : shape (draw,): the chance that a decision over a declared vital interest is put
        to the vote all the same; 1: there is no norm.

    >>> from winset.consent.diagram import vote_diagram
    >>> from winset.rules.members import read_members
    >>> three = vote_diagram("simple_majority", read_members({"a": {}, "b": {}, "c": {}}))
    >>> chances = np.eye(4)[[[1, 0, 0]]]
    >>> alone, norm = under_norm(three, chances, np.array([True, False, False]), np.full(1, 0.25))
    >>> alone.tolist(), norm.tolist()
    ([1.0], [0.25])
    """
    alone = adoption(diagram, chances)
    kept_back = (1 - put_to_vote) * over_vital_interest(diagram, chances, vital)
    return alone, alone - kept_back
