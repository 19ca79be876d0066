"""The case under one account, or with other values: what a run is a run of."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from winset.errors import Fault, Place, RequestFaults, suggestion
from winset.scenario import codes
from winset.scenario.case import Case, place_of, text_of
from winset.scenario.change import with_values
from winset.scenario.faults import misfit
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.nouns.spelling import from_words
from winset.scenario.options import all_quantities
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
    except RequestFaults as error:
        raise RequestFaults(_reaching_nothing(case, changes, error.faults)) from error
    except ValidationError as error:
        raise RequestFaults(_misfits(case, error, changes)) from error
    return dataclasses.replace(case, scenario=scenario, changes={**case.changes, **changes})


def as_set(path: str, value: Any) -> str:
    """A change as it is written on the command line.

    >>> as_set("money.assets.cash", "90 EUR bn"), as_set("a.b", {"between": [1, 2]})
    ('money.assets.cash=90 EUR bn', 'a.b={between: [1, 2]}')
    """
    return f"{path}={_flow(value)}"


def as_read(case: Case, fault: Fault) -> Fault:
    """A fault of what was set, or of what the account says otherwise, with that as its place."""
    path = fault.where.path
    if path is None or fault.where.file not in (None, "scenario.yaml"):
        return fault
    for name, value in case.changes.items():
        if f"{path}.".startswith(f"{name}."):
            place = Place("--set", None, path)
            return dataclasses.replace(fault, where=place, got=as_set(name, value))
        if name.startswith(f"{path}."):
            return dataclasses.replace(fault, got=as_set(name, value))
    account = case.scenario.accounts[case.account] if case.account else None
    for name in account.set if account else ():
        if f"{path}.".startswith(f"{name}."):
            own = f"accounts.{case.account}.set.{name}"
            return dataclasses.replace(fault, where=place_of(case, own), got=text_of(case, own))
    return fault


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    return str(value)


def _reaching_nothing(
    case: Case, changes: Mapping[str, Any], faults: Iterable[Fault]
) -> Iterator[Fault]:
    """Faults of paths, and those of the values at all other paths."""
    told = [_as_set(fault, changes) for fault in faults]
    yield from told
    wrong = {f.got.partition("=")[0] for f in told if f.code is codes.NO_SUCH_PATH}
    others = {path: value for path, value in changes.items() if path not in wrong}
    if len(others) < len(changes):
        try:
            with_changes(case, others)
        except RequestFaults as error:
            yield from error.faults


def _as_set(fault: Fault, changes: Mapping[str, Any]) -> Fault:
    """A fault of a path as what was set says it."""
    if fault.got not in changes:
        return fault
    got = as_set(fault.got, changes[fault.got])
    return dataclasses.replace(fault, where=Place("--set", None, fault.where.path), got=got)


def _judged(case: Case, path: str, value: Any) -> Any:
    """A number set from outside rests on nothing but the judgement of who set it."""
    return _based(value, "judgement") if path in dict(quantities(case.scenario)) else value


def _without_basis(scenario: Scenario, paths: tuple[str, ...]) -> dict[str, Any]:
    """The numbers that stand nowhere but in the changes and state no basis, with `judgement`."""
    return {
        path: {**quantity.model_dump(exclude_none=True), "basis": "judgement"}
        for path, quantity in all_quantities(scenario)
        if quantity.basis is None
        and quantity.dated is None
        and not any(key == "dated" or key.isdecimal() for key in path.split("."))
        and any(path == each or path.startswith(f"{each}.") for each in paths)
    }


def _misfits(case: Case, error: ValidationError, changes: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong with the values of changes, each told once."""
    told = set[tuple[str, str]]()
    for detail in error.errors(include_url=False):
        path = ".".join(map(str, detail["loc"]))
        near = [name for name in changes if f"{path}.".startswith(f"{name}.")]
        near = near or [name for name in changes if name.startswith(f"{path}.")] or [path]
        data = case.documents["scenario.yaml"].data
        what, fix = misfit(detail, near[0], Scenario, data)
        if (near[0], what) not in told:
            told.add((near[0], what))
            got = as_set(near[0], changes.get(near[0], ""))
            yield Fault(codes.OVERRIDE, what, Place("--set", None, near[0]), got, fix)


def _based(value: Any, basis: Any) -> Any:
    if isinstance(value, bool) or basis is None:
        return value
    if isinstance(value, str):
        read = from_words(value)
        return value if read is None else {**read, "basis": basis}
    if isinstance(value, int | float):
        return {"value": value, "basis": basis}
    if isinstance(value, Mapping) and "basis" not in value:
        return {**value, "basis": basis}
    return value
