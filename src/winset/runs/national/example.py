"""One worked example: the path on which the host bears most, amount by amount."""

from __future__ import annotations

import numpy as np
import pandas as pd

from winset.finance.law import Laws, SettlementLaw, law_of
from winset.finance.results import MoneyResults
from winset.runs.national.amounts import MOST_PATHS, Amount, Asked, amount
from winset.scenario.draws import Draws
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.sections import stated_money

COLUMNS = ("option", "payer", "draw", "path", "month", "year", "amount", "trigger", "peril",
           "layer", "share", "left", "sentence")  # fmt: skip


def example_table(
    scenario: Scenario, found: MoneyResults, draws: Draws, paths: int, laws: Laws = None
) -> pd.DataFrame:
    """What the host bears on its worst path under the draft that leaves most to it, in EUR.

    The draw is the one whose worst present value for the host is the median. `share` is of the
    layer's key (nan: there is none), `left` what is left to a cap (nan: none). Without rows where
    nothing is left to the host, or where there are too many paths to search.
    """
    option = most_exposed(scenario, found)
    rows = (
        []
        if option is None or paths > MOST_PATHS
        else _rows(scenario, found, draws, paths, option, law_of(laws, option))
    )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def most_exposed(scenario: Scenario, found: MoneyResults) -> str | None:
    """The option as drafted whose worst path costs the host most; None where none leaves it any."""
    stakes = {
        name: float(found.options[name].host_worst.mean())
        for name, option in stated_money(scenario).options.items()
        if option.instrument is not None and option.variant_of is None
    }
    worst = max(stakes, key=lambda name: stakes[name], default=None)
    return worst if worst is not None and stakes[worst] > 0 else None


def _rows(
    scenario: Scenario,
    found: MoneyResults,
    draws: Draws,
    paths: int,
    option: str,
    law: SettlementLaw | None,
) -> list[dict[str, object]]:
    order = np.argsort(found.options[option].host_worst, kind="stable")
    draw = int(order[len(order) // 2])
    told = amount(scenario, Asked(option, found.payers[found.host]), draws, paths, draw, law)
    return [_row(told, i) for i in range(len(told.reasons))]


def _row(told: Amount, i: int) -> dict[str, object]:
    reason = told.reasons[i]
    return {
        "option": told.option,
        "payer": told.payer,
        "draw": told.draw,
        "path": told.path,
        "month": reason.month,
        "year": reason.year,
        "amount": reason.cents / 100,
        "trigger": reason.trigger,
        "peril": reason.peril,
        "layer": reason.layer,
        "share": np.nan if reason.share is None else reason.share,
        "left": np.nan if reason.left is None else reason.left / 100,
        "sentence": reason.sentence,
    }
