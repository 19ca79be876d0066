"""What is wrong with a council's table is told before anything is computed, with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.scenarios.test_broken import messages

SMALL = Path(__file__).parents[2] / "scenarios" / "small"
COUNCIL = """\
tables:
  council:
    kind: council
    title: The council of the union
    club: union
    matters:
      asset_loan:
        rule: qualified_majority
        way_to_cash:
        - {title: Ratified, takes: {value: 30, unit: days, basis: judgement}}
      union_bonds: {rule: unanimity}
    agenda:
      loan: {option: asset_loan, on: 2025-05-20}
      bonds: {option: union_bonds, on: 2025-06-26}
    positions:
      BE:
        asset_loan:
          against_unless:
          - {term: guarantee.cap, is: null, firmness: {value: 0.9, basis: judgement}}
    temperature: {value: 0.1, unit: "%", basis: judgement}
    base_rates: {dataset: council_dissent}
"""
LIKELY = "{value: 0.8, basis: judgement}"
CASES = [
    ("option: asset_loan, on", "option: assets_loan, on", "C109", "agenda.loan.option",
     'write "asset_loan"; known here: asset_loan, union_bonds'),
    ("      union_bonds: {rule", "      union_bond: {rule", "C109", "matters.union_bond",
     'write "union_bonds"'),
    ("      BE:\n        asset_loan", "      BE:\n        asset_lone", "C109",
     "positions.BE.asset_lone", 'write "asset_loan"'),
    ("      BE:\n", "      Belgium:\n", "C108", "positions.Belgium", "write BE: members go by"),
    ("      BE:\n", "      GR:\n", "C108", "positions.GR", "write EL: members go by"),
    ("guarantee.cap, is", "guarantee.cup, is", "C104", "positions.BE.asset_loan.against_unless",
     'write "cap"'),
    ("club: union", "club: onion", "S301", "club", 'write "union"'),
    ("on: 2025-06-26", "on: 2025-05-01", "C106", "agenda.bonds.on", "a day after 2025-05-20"),
    ("on: 2025-06-26", "on: 2035-06-26", "S303", "agenda.bonds.on", "a day from 2025-03-10 to"),
    ("on: 2025-05-20}", "on: 2025-05-20, if_fails: {bond: {value: 1, basis: judgement}}}", "C105",
     "agenda.loan.if_fails.bond", 'write "bonds"'),
    ("on: 2025-05-20}", f"on: 2025-05-20, if_fails: {{bonds: {LIKELY}, loan: {LIKELY}}}}}", "C102",
     "agenda.loan.if_fails", "at most 1"),
    ("{value: 30, unit: days", "{normal: [30, 5], unit: days", "C114",
     "matters.asset_loan.way_to_cash.0.takes", "write low, likely, high, or between"),
    ("council_dissent}", "council_discent}", "S301", "base_rates.dataset", "council_dissent"),
    ("council_dissent}", "council_dissent, members: {XX: {value: 0.1, basis: judgement}}}",
     "C108", "base_rates.members.XX", "known here: BE"),
    ("{rule: unanimity}", "{rule: {count: members, at_least: 40}}", "R109",
     "matters.union_bonds.rule", "lower a threshold"),
]  # fmt: skip


def told(tmp_path: Path, old: str = "", new: str = "") -> str:
    """All that is said of the small scenario with a council, after an edit of it."""
    folder = tmp_path / "small"
    shutil.copytree(SMALL, folder)
    file = folder / "scenario.yaml"
    council = COUNCIL
    assert old in council
    council = council.replace(old, new, 1) if old else council
    text = file.read_text("utf-8")
    file.write_text(text.replace("accounts:\n", council + "\naccounts:\n", 1), "utf-8")
    return messages(folder)


def test_the_council_that_the_broken_ones_are_made_from_is_sound(tmp_path: Path) -> None:
    assert told(tmp_path) == ""


@pytest.mark.parametrize(("old", "new", "code", "path", "fix"), CASES)
def test_what_is_wrong_with_a_council_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, code: str, path: str, fix: str
) -> None:
    said = told(tmp_path, old, new)
    first = said.split("\n\n")[0].splitlines()
    assert first[0].startswith(f"error {code}")
    where = first[1].split()
    assert where[2] == f"tables.council.{path}"
    line = (tmp_path / "small" / "scenario.yaml").read_text("utf-8").splitlines()
    here = line[int(where[1].partition(":")[2]) - 1]
    assert any(key in here for key in path.split(".")[-2:])
    assert fix in first[4]
