"""Codes of faults in what is asked of winset: X1xx requests and stored runs."""

from __future__ import annotations

from winset.errors import Code

BAD_REQUEST = Code(
    "X101",
    "a setting that cannot be used",
    "The run would be of something else than what was asked for.",
    "Values are set as PATH=VALUE, where VALUE is what scenario.yaml would say:\n"
    "--set money.freeze.lapse='10 %'   --set 'money.assets.cash={between: [170, 185]}'",
)
NO_RUN = Code(
    "X102",
    "a run that is not in the store",
    "There is nothing to show or to replay.",
    "`winset run SCENARIO` makes one and prints its name.",
)
BROKEN_RUN = Code(
    "X103",
    "a stored run that is incomplete or was changed",
    "Its numbers could no longer be traced to what made them.",
    "Delete its folder and run again: the same inputs give the same bytes.",
)
OTHER_VERSION = Code(
    "X104",
    "a run of another version of winset",
    "Results may have changed between versions; the change log tells which.",
)
NOT_WRITABLE = Code(
    "X105",
    "a place that cannot be written",
    "The result would be lost.",
)

ALL = tuple(code for code in list(globals().values()) if isinstance(code, Code))
