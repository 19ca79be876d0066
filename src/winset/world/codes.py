"""What can be wrong with a world: the codes of its faults."""

from __future__ import annotations

from winset.errors import Code

AXIS = Code(
    "W101",
    "an axis or level that the world does not have",
    "A state is named by one level of each variable; a name that is not there would be read as"
    " another state.",
)
CHANCES = Code(
    "W102",
    "chances that do not make a law",
    "From each level the chances of one step must lie between 0 and 1 and leave at most the whole"
    " to the other levels; otherwise probability is made or lost on the way.",
)
SHAPE = Code(
    "W103",
    "a table whose shape does not fit the world",
    "A table has one row for each level of everything it depends on; a row too many or too few"
    " would give a state the chances of another.",
)
ORDER = Code(
    "W104",
    "variables that wait for each other within a step",
    "Within a step each variable may look at those that moved before it; in a circle nobody moves"
    " first.",
)
SPREAD = Code(
    "W105",
    "a walk that cannot be put on its levels",
    "Drift and volatility are matched on a grid of evenly spaced levels; without spacing, or with"
    " a negative volatility, there is nothing to match.",
)
OPEN = Code(
    "W106",
    "a part of the world that depends on the rest",
    "Only variables that look at nobody outside their group have a law of their own.",
)
