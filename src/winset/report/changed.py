"""What a case was set to by hand, in words: the same on the terminal and in the brief."""

from __future__ import annotations

import json

from winset.runs.origin import written
from winset.scenario.case import Case
from winset.scenario.options import all_quantities


def changes_in_words(case: Case, account: str | None = None) -> tuple[str, ...]:
    """What was set by path, each with the unit that a bare number was given.

    Parameters
    ----------
    account : whose own values stand above what was set.
    """
    if not case.changes:
        return ()
    quantities = dict(all_quantities(case.scenario))
    own = case.scenario.accounts[account].set if account else {}
    return tuple(
        f"{path} = {written(quantities[path]) if path in quantities else _plain(value)}"
        + ("; this account has a value of its own for it" if path in own else "")
        for path, value in case.changes.items()
    )


def _plain(value: object) -> str:
    """A value that is no quantity, as it was given."""
    return value if isinstance(value, str) else json.dumps(value, default=str)
