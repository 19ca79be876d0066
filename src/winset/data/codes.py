"""The kinds of fault that reference tables, clubs, keys and facilities can have."""

from __future__ import annotations

from winset.errors import Code

UNKNOWN_TABLE = Code(
    "D101",
    "no such reference table",
    "Figures are only taken from tables that say where they come from.",
    "The tables that ship with winset are listed by winset.data.read.names().",
)
HEADER = Code(
    "D102",
    "the header of a table cannot be used",
    "A table without vintage, source and units is a heap of numbers that nobody can check.",
    "The header is YAML in comment lines ('# key: value') above the first line of the table.",
)
COLUMNS = Code(
    "D103",
    "the columns differ from those that the header describes",
    "A column that is not described has no unit and no source.",
)
CELL = Code(
    "D104",
    "a cell is not what its column says",
    "A figure that cannot be read would be left out of a total without anybody noticing.",
    "Types: text, whole, number, truth (yes or no). Empty cells need 'gaps: true'.",
)
ROWS = Code(
    "D105",
    "the number of rows differs from the header's",
    "A lost or doubled row changes every share.",
)
MEMBERS = Code(
    "D106",
    "the members are not those of the club in protocol order",
    "Arrays are matched to members by their order alone.",
)
TOTAL = Code(
    "D107",
    "a column does not sum to its published total",
    "The published total is the proof that the figures were carried over whole.",
)
UNKNOWN_KIND = Code(
    "D108",
    "no such key",
    "The key decides who bears how much.",
    "Kinds: gni, gdp, capital_key, population, equal.",
)
UNKNOWN_YEAR = Code(
    "D109",
    "no figures for that year",
    "A figure of another year would pass for the one asked for.",
)
UNKNOWN_MEMBER = Code(
    "D110",
    "not a member, or named twice",
    "Shares are given to members by name; a wrong name would lose a share in silence.",
)
UNKNOWN_FACILITY = Code(
    "D111",
    "no such facility",
    "A published key is used as published or not at all.",
)
NOT_A_KEY = Code(
    "D112",
    "these figures are not a key",
    "What a state received does not say what it stands behind.",
)
