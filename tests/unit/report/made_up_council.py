"""The small scenario with a council: two options, a habit of consensus, two who hold out."""

from __future__ import annotations

import shutil
from pathlib import Path

SMALL = Path(__file__).parents[2] / "scenarios" / "small"
COUNCIL = """
tables:
  council:
    kind: council
    title: The Council of the Union
    club: union
    temperature: {value: 0.1, unit: "%", basis: judgement}
    consensus: {put_to_vote: {low: 0.1, likely: 0.2, high: 0.4, basis: judgement}}
    base_rates: {not_for: {value: 0.02, basis: judgement}}
    matters:
      asset_loan:
        rule: qualified_majority
        legal_basis: An article made up for tests
        basis: [loan]
        terms: {others_join: {is: false, title: Other holders join, basis: [loan]}}
        way_to_cash:
          - title: The parliament's consent
            kind: parliament
            takes: {between: [20, 80], unit: days, basis: [loan, judgement]}
            chance: {low: 0.7, likely: 0.8, high: 0.9, unit: share, basis: judgement}
      grants:
        rule: eu_unanimity
        way_to_cash:
          - title: Budgets
            takes: {between: [10, 40], unit: days, basis: judgement}
    agenda:
      loan: {option: asset_loan, on: 2025-06-10}
      grants: {option: grants, on: 2025-06-11, if_fails: {}}
    positions:
      BE:
        asset_loan:
          against_unless:
            - {term: guarantee.cap, is: null, basis: [loan],
               firmness: {value: 0.9, basis: judgement}}
            - {term: others_join, is: true, basis: [loan],
               firmness: {value: 0.8, basis: judgement}}
          then: for
          vital_interest: [loan]
          basis: [loan]
      HU:
        grants:
          on_record: against
          firmness: {value: 0.95, basis: judgement}
          basis: [loan]
"""

DELAY = "        delay: {low: 0, likely: 1, high: 6, unit: months, basis: judgement}\n"
"""The loan's, which the steps to its cash replace."""


def with_council(folder: Path) -> Path:
    """A copy of the small scenario in a folder, with the council."""
    place = folder / "council"
    shutil.copytree(SMALL, place)
    file = place / "scenario.yaml"
    text = file.read_text("utf-8")
    assert DELAY in text
    file.write_text(text.replace(DELAY, "") + COUNCIL, "utf-8")
    return place
