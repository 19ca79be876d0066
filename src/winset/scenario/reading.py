"""The case under one account, or with other values: what a run is a run of."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from winset.errors import Fault, Place, RequestFaults, suggestion
from winset.scenario import codes
from winset.scenario.case import Case
from winset.scenario.change import with_values
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.walk import quantities


def under_account(case: Case, name: str) -> Case:
    """The case with an account's overrides applied.

    Each overridden quantity takes the account's basis unless the override names its own.

    Raises
    ------
    RequestFaults : there is no such account.
    """
    accounts = case.scenario.accounts
    if name not in accounts:
        fault = Fault(
            codes.UNKNOWN_NAME,
            f'no account "{name}"',
            Place(path="accounts"),
            name,
            suggestion(name, list(accounts)),
        )
        raise RequestFaults([fault])
    account = accounts[name]
    known = dict(quantities(case.scenario))
    changes = {
        path: _based(value, account.basis) if path in known else value
        for path, value in account.set.items()
    }
    return dataclasses.replace(case, scenario=with_values(case.scenario, changes), account=name)


def with_value(case: Case, path: str, value: Any) -> Case:
    """The case with another value at one path.

    Raises
    ------
    RequestFaults : the path leads nowhere, or the value does not fit there.
    """
    return with_changes(case, {path: value})


def with_changes(case: Case, changes: Mapping[str, Any]) -> Case:
    """The case with other values at some paths; see `with_value`."""
    if not changes:
        return case
    try:
        judged = {path: _judged(case, path, value) for path, value in changes.items()}
        scenario = with_values(case.scenario, judged)
        scenario = with_values(scenario, _without_basis(scenario, tuple(judged)))
    except ValidationError as error:
        raise RequestFaults([_misfit(detail, changes) for detail in error.errors()]) from error
    return dataclasses.replace(case, scenario=scenario, changes={**case.changes, **changes})


def _judged(case: Case, path: str, value: Any) -> Any:
    """A number set from outside rests on nothing but the judgement of who set it."""
    return _based(value, "judgement") if path in dict(quantities(case.scenario)) else value


def _without_basis(scenario: Scenario, paths: tuple[str, ...]) -> dict[str, Any]:
    """The numbers that stand nowhere but in the changes and state no basis, with `judgement`."""
    return {
        path: {**quantity.model_dump(exclude_none=True), "basis": "judgement"}
        for path, quantity in quantities(scenario)
        if quantity.basis is None
        and quantity.dated is None
        and not any(key == "dated" or key.isdecimal() for key in path.split("."))
        and any(path == each or path.startswith(f"{each}.") for each in paths)
    }


def _misfit(detail: Any, changes: Mapping[str, Any]) -> Fault:
    path = ".".join(map(str, detail["loc"]))
    near = next((name for name in changes if path.startswith(name)), path)
    fix = str(detail.get("ctx", {}).get("fix", "see `winset schema scenario`"))
    return Fault(
        codes.OVERRIDE,
        str(detail["msg"]),
        Place("--set", None, near),
        str(changes.get(near, "")),
        fix,
    )


def _based(value: Any, basis: Any) -> Any:
    if isinstance(value, bool | str) or basis is None:
        return value
    if isinstance(value, int | float):
        return {"value": value, "basis": basis}
    if isinstance(value, Mapping) and "basis" not in value:
        return {**value, "basis": basis}
    return value
