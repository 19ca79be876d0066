"""winset: who would agree to what, what it costs each of them, what would change their minds.

    import winset as ws

    case = ws.load("ukraine-2025")
    run = ws.run(case, draws=200, seed=1)
    ws.options(run)                                   # a table: options side by side
    ws.burden(run, "reparations_loan", unit="% GDP")  # per member
    ws.talks_by_month(run)                            # a table: chances and margins
    ws.plot(run, "margin")                            # a chart, which a notebook shows
    ws.run(ws.with_value(case, "money.freeze.lapse", "10 %"))
    ws.conflict("crisis.yaml").equilibria             # of options and rankings alone

Each name is found when it is first asked for, so that `import winset` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from winset.report.plots import plot
    from winset.runs.check import checked as check
    from winset.runs.conflict import conflict
    from winset.runs.make import run
    from winset.runs.store import read_run, write_run
    from winset.runs.talks_views import talks_by_month
    from winset.runs.views import burden, options
    from winset.scenario.bundled import bundled
    from winset.scenario.load import load
    from winset.scenario.reading import under_account, with_changes, with_value

DOORS = {
    "bundled": ("winset.scenario.bundled", "bundled"),
    "burden": ("winset.runs.views", "burden"),
    "check": ("winset.runs.check", "checked"),
    "conflict": ("winset.runs.conflict", "conflict"),
    "load": ("winset.scenario.load", "load"),
    "options": ("winset.runs.views", "options"),
    "plot": ("winset.report.plots", "plot"),
    "read_run": ("winset.runs.store", "read_run"),
    "run": ("winset.runs.make", "run"),
    "talks_by_month": ("winset.runs.talks_views", "talks_by_month"),
    "under_account": ("winset.scenario.reading", "under_account"),
    "with_changes": ("winset.scenario.reading", "with_changes"),
    "with_value": ("winset.scenario.reading", "with_value"),
    "write_run": ("winset.runs.store", "write_run"),
}

__all__ = [
    "bundled",
    "burden",
    "check",
    "conflict",
    "load",
    "options",
    "plot",
    "read_run",
    "run",
    "talks_by_month",
    "under_account",
    "with_changes",
    "with_value",
    "write_run",
]


def __getattr__(name: str) -> Any:
    if name not in DOORS:
        raise AttributeError(f"winset has no {name!r}; it has {', '.join(DOORS)}")
    module, attribute = DOORS[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(DOORS)
