"""Why a payer's own debt gets dearer: beside the amounts of a path, whatever the path."""

from __future__ import annotations

import numpy as np

from winset.finance.law import SettlementLaw
from winset.finance.own_yield import own_yield
from winset.finance.setting import setting_of
from winset.finance.terms import terms_of
from winset.finance.why_words import in_words
from winset.scenario.draws import Draws, sample
from winset.scenario.first_cash import first_cash_by
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of


def dearer_debt(
    scenario: Scenario,
    option: str,
    draws: Draws,
    payer: str,
    draw: int,
    year: int | None = None,
    law: SettlementLaw | None = None,
) -> str:
    """What a payer pays more on its own debt in a draw, in words; empty if nothing.

    Parameters
    ----------
    year : a calendar year, or None for all; law : as in `why`.
    """
    setting = setting_of(scenario, draws, law)
    instrument = instrument_of(setting.money, option)
    assert instrument is not None
    abroad = sample(draws, setting.money.assets.abroad)
    first = first_cash_by(scenario, option, draws, setting.grid)
    own = own_yield(setting, *terms_of(setting, instrument, first), abroad)
    at = setting.payers.codes.index(payer)
    years = np.arange(setting.grid.years) + setting.grid.first_year
    chosen = np.ones(len(years), dtype=np.bool_) if year is None else years == year
    more = round(100 * float(own.cost[draw, at, chosen].sum()))
    if not more:
        return ""
    stands = own.mean[draw, at] * chosen
    heaviest = int(stands.argmax())
    behind = in_words(round(100 * float(stands[heaviest])))
    name = setting.payers.names.get(payer, payer)
    return (
        f"Besides, on whatever path: lenders see that {name} stands behind {behind} in "
        f"{years[heaviest]} (by its share, as host too, expected over paths); that and earlier "
        f"years cost it {in_words(more)} more on its own debt, which is in no amount above."
    )
