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


DELAY = "        delay: {low: 0, likely: 1, high: 6, unit: months, basis: judgement}\n"
"""The loan's, for which the council's steps stand."""
MONTH = "{value: 1, unit: months, basis: judgement}"
SET = ("set: {guarantee: null}", f"set: {{guarantee: null, first_cash.delay: {MONTH}}}")
CHANCE = "      money.events.award.chance: {between: [0.2, 0.5]}\n"
TAKEN = (CHANCE, f"{CHANCE}      money.instruments.asset_loan.first_cash.delay: {MONTH}\n")


def told(
    tmp_path: Path,
    old: str = "",
    new: str = "",
    edits: tuple[tuple[str, str], ...] = ((DELAY, ""),),
) -> str:
    """All that is said of the small scenario with a council, after an edit of it.

    edits : of the scenario itself; the first takes the loan's delay away.
    """
    folder = tmp_path / "small"
    shutil.copytree(SMALL, folder)
    file = folder / "scenario.yaml"
    council = COUNCIL
    assert old in council
    council = council.replace(old, new, 1) if old else council
    text = file.read_text("utf-8")
    for before, after in edits:
        assert before in text
        text = text.replace(before, after, 1)
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


def test_a_delay_beside_steps_to_first_cash_is_refused(tmp_path: Path) -> None:
    found = told(tmp_path, edits=())
    assert found.count("error") == 1
    assert "S310: a delay beside steps to first cash, which hold" in found
    assert "money.instruments.asset_loan.first_cash.delay" in found
    assert "take the delay away, or the steps (way_to_cash)" in found


def test_a_delay_that_an_option_or_an_account_sets_is_refused_as_well(tmp_path: Path) -> None:
    found = told(tmp_path, edits=((DELAY, ""), SET, TAKEN))
    assert "money.options.asset_loan_bare.set.first_cash.delay" in found
    assert "accounts.borea.set.money.instruments.asset_loan.first_cash.delay" in found
    assert found.count("S310") == 2


def test_a_delay_stays_where_no_steps_are_stated(tmp_path: Path) -> None:
    steps = COUNCIL[COUNCIL.index("        way_to_cash:") : COUNCIL.index("      union_bonds: {")]
    assert told(tmp_path, steps, "", edits=()) == ""
