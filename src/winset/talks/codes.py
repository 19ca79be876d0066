"""What can be wrong with a game of talks: the codes of its faults."""

from __future__ import annotations

from winset.errors import Code

SHAPE = Code(
    "T101",
    "an array whose shape does not fit the game",
    "Every array of a game is read by state, party or package; one entry too many or too few"
    " would give a party the values of another.",
)
RANGE = Code(
    "T102",
    "a number outside its range",
    "Values, chances and discount factors share one scale from 0 to 1; outside it sums of chances"
    " and comparisons lose their meaning.",
)
RULE = Code(
    "T103",
    "a rule by which nobody can settle",
    "If even all parties together do not win, no package can ever be agreed and the question has"
    " no content.",
)
METHOD = Code(
    "T104",
    "a method that does not serve this game",
    "The fast method knows two parties who must both agree; used elsewhere it would answer a"
    " different question.",
)
RANKING = Code(
    "T105",
    "rankings or moves that do not fit the states",
    "Stability is read off who can move where and what each prefers; a state that is missing from"
    " either would look stable.",
)
POINTS = Code(
    "T106",
    "outcomes that cannot be compared",
    "Solutions are points among outcomes with one value per party; without them there is nothing"
    " to choose from.",
)
