"""The facilities that the catalogue holds, by name."""

from __future__ import annotations

from collections.abc import Callable

from winset.finance.catalog.efsf_2011 import efsf
from winset.finance.catalog.esm_2023 import esm
from winset.finance.catalog.facts import HistoricalFacility
from winset.finance.catalog.greek_loans_2010 import greek_loans
from winset.finance.catalog.mfa_2022 import mfa
from winset.finance.catalog.sure_2020 import sure

FACILITIES: dict[str, Callable[[], HistoricalFacility]] = {
    "greek-loans-2010": greek_loans,
    "efsf-2011": efsf,
    "sure-2020": sure,
    "mfa-2022": mfa,
    "esm-2023": esm,
}
"""In order of time; each is composed when it is asked for."""
