"""Codes of faults in a scenario: S1xx files and keys, S2xx quantities, S3xx sense."""

from __future__ import annotations

from winset.errors import Code

NO_SUCH_PATH = Code(
    "S109",
    "a path that leads nowhere",
    "A change that reaches nothing would leave the result as it was without saying so.",
    "Paths are the keys of scenario.yaml from the top, with dots: money.rates.short_rate.start.",
)
