"""Every day that a scenario names is on its calendar; what is open stands last."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from winset.scenario.calendar import calendar_of
from winset.scenario.load import load

PARLEY = load(Path(__file__).parents[2] / "scenarios" / "parley").scenario


def test_days_come_in_order_and_lie_ahead() -> None:
    found = calendar_of(PARLEY)
    days = [entry.day for entry in found if entry.day is not None]
    assert days == sorted(days)
    assert all(day > PARLEY.as_of for day in days)
    open_ = [entry.day is None for entry in found]
    assert open_ == sorted(open_)


def test_what_the_tables_and_the_money_say_is_there() -> None:
    found = {entry.sort: entry for entry in reversed(calendar_of(PARLEY))}
    assert found["declaration"].who in {party.name for party in PARLEY.parties.values()}
    assert found["track"].day is None
    assert PARLEY.money is not None
    assert found["renewal"].day == PARLEY.money.freeze.next_renewal
    assert found["horizon"].day is not None
    assert f"{found['horizon'].day:%Y-%m}" == str(PARLEY.horizon)


def test_what_has_passed_is_left_out() -> None:
    later = PARLEY.model_copy(update={"as_of": dt.date(2100, 1, 1)})
    assert [entry.sort for entry in calendar_of(later) if entry.day is not None] == []
