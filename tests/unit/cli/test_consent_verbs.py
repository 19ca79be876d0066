"""The verbs on consent: validate, explore, and power for a council."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pandas as pd
import pytest
from tests.unit.report.made_up_council import SMALL, with_council

from winset.cli.app import main
from winset.data.read import read

QUICK = ("--draws", "4", "--paths", "20")


class Said:
    """How a command ended and what it said."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def json(self) -> Any:
        return json.loads(self.out)


Winset = Callable[..., Said]


@pytest.fixture
def winset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Winset:
    """The command, run in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Said:
        monkeypatch.setattr("sys.argv", ["winset", *words])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


def decisions(path: Path, sep: str = "\t", count: int = 40) -> Path:
    """Made-up decisions, two for each proposal, that all end where the Commission stood."""
    numbers = np.random.default_rng(3)
    com, state = numbers.integers(0, 21, (2, count)) * 5.0
    frame = pd.DataFrame({"prnr": np.arange(count) // 2, "pcom": com, "scom": 50.0,
                          "pde": state, "sde": 50.0, "out": com})  # fmt: skip
    frame.to_csv(path, sep=sep, index=False)
    return path


def test_validate_reports_every_model_as_json(winset: Winset, tmp_path: Path) -> None:
    file = decisions(tmp_path / "decisions.tsv")
    report = winset("validate", "deu", str(file), "--json").json()
    assert list(report) == ["models"]
    for model in report["models"].values():
        assert list(model) == ["mae", "n", "coverage"]
        assert set(model["coverage"]) == {"50", "80", "95"}
        assert model["n"] == 40
    frame = pd.read_csv(file, sep="\t")
    middle = (frame["pcom"] + frame["pde"]) / 2
    missed = float((middle - frame["out"]).abs().mean())
    assert report["models"]["mean"]["mae"] == pytest.approx(missed)


def test_validate_prints_the_best_first_and_learns_apart(winset: Winset, tmp_path: Path) -> None:
    file = decisions(tmp_path / "decisions.csv", sep=",")
    said = winset("validate", "deu", str(file), "--train", str(file))
    assert said.code == 0
    lines = said.out.splitlines()
    misses = [float(line[20:].split()[0]) for line in lines[1:15]]
    assert misses == sorted(misses)
    assert "learnt from a file apart" in said.out
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("validate", "dew", "x.csv"), "X101"),
        (("validate", "deu", "none.csv"), "X101"),
        (("validate", "deu", "."), "X101"),
        (("validate", "deu", "empty.csv"), "X101"),
        (("validate", "deu", "other.csv"), "C111"),
        (("explore", str(SMALL), "holdout"), "X101"),
        (("explore", str(SMALL), "holdouts"), "X101"),
        (("power", f"{SMALL}:council"), "X101"),
        (("power", "no-such-scenario:council"), "S101"),
    ],
)
def test_what_is_not_there_is_told_by_its_code(
    winset: Winset, tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    said = winset(*words)
    assert said.code in (1, 2)
    assert f"error {code}" in said.err
    assert said.out == ""


def test_explore_finds_the_holdouts_and_what_turns_them(winset: Winset, tmp_path: Path) -> None:
    folder = str(with_council(tmp_path))
    found = winset("explore", folder, "holdouts", *QUICK, "--json").json()
    jsonschema.validate(found, winset("schema", "explore").json())
    assert found["settlements"] == "stated"
    assert found["changes"] == {}
    loan, grants = found["items"]
    (belgium,) = loan["holdouts"]
    assert (belgium["member"], belgium["reason"]) == ("BE", "condition")
    assert belgium["turned_by"][0]["terms"] == {"guarantee.cap": None, "others_join": True}
    assert belgium["turned_by"][0]["votes_for"] > 0.5 > belgium["votes_for"]
    assert loan["by_rule"] > loan["adopted"]
    assert (loan["designs"], loan["passing"]) == (4, 1)
    assert loan["frontier"][-1]["terms"] == {"guarantee.cap": None, "others_join": True}
    assert [each["member"] for each in grants["holdouts"]] == ["HU"]
    assert grants["designs"] == 0
    likeliest = [each for each in grants["blocking"] if each["kind"] == "likeliest"]
    assert likeliest[0]["members"] == ["HU"]
    assert likeliest[0]["by_money"] is None  # its word is firmer than one half
    stopping = [each for each in loan["blocking"] if each["kind"] == "likeliest"]
    assert stopping[0]["by_terms"]["member"] in stopping[0]["members"]


def test_explore_tells_one_member_under_each_combination(winset: Winset, tmp_path: Path) -> None:
    folder = str(with_council(tmp_path))
    asked = ("explore", folder, "holdouts", "--member", "BE", *QUICK)
    found = winset(*asked, "--json").json()
    jsonschema.validate(found, winset("schema", "explore").json())
    assert found["settlements"] == "stated"
    (loan,) = found["items"]
    assert (found["member"], loan["option"]) == ("BE", "asset_loan")
    assert [(c["term"], c["state"]) for c in loan["conditions"]] == [
        ("guarantee.cap", "apart"), ("others_join", "apart"),
    ]  # fmt: skip
    votes = {tuple(row["met"]): row["votes_for"] for row in loan["combinations"]}
    assert len(votes) == 4
    assert votes["guarantee.cap", "others_join"] > 0.5 > votes[("guarantee.cap",)] > votes[()]
    said = winset(*asked)
    assert "A: There is no limit" in said.out
    assert "A + B" in said.out
    assert "named no condition" in winset(*asked[:4], "FR", *QUICK).out
    wrong = winset(*asked[:4], "BX", *QUICK)
    assert "error X101: no council has a member 'BX'" in wrong.err


def test_explore_prints_holdouts_option_by_option(winset: Winset, tmp_path: Path) -> None:
    setting = ("--set", "money.freeze.lapse=9 %")
    said = winset("explore", str(with_council(tmp_path)), "holdouts", *QUICK, *setting)
    assert said.code == 0
    assert said.out.startswith("Set by hand: money.freeze.lapse = 9 %.\n")
    words = " ".join(said.out.split())
    assert "There is no limit to what the guarantors can be asked for." in words
    assert "Other holders join: yes." in words
    assert "1 of 4 designs pass" in said.out
    assert "nothing that was asked for" in said.out
    assert "can stop it: any one member\n" in said.out  # the grants: unanimity
    by_majority = re.search(r"can stop it: such as (.+) \(([\d,]+) smallest sets\)", words)
    assert by_majority is not None
    assert [each.count("+") for each in by_majority[1].split("; ")] == [3, 3, 3]
    assert int(by_majority[2].replace(",", "")) == quartets_above(35)
    assert max(map(len, said.out.splitlines())) <= 100


def test_power_of_a_scenario_asks_for_its_council(winset: Winset, tmp_path: Path) -> None:
    folder = str(with_council(tmp_path))
    said = winset("power", folder)
    assert said.code == 2
    assert said.err.count("error") == 1
    assert f"write {folder}:council" in said.err
    assert "write ukraine-2025:council" in winset("power", "ukraine-2025").err
    assert "it has no council" in winset("power", str(SMALL)).err


def quartets_above(percent: int) -> int:
    """How many sets of four members hold more than a share of the Union's people."""
    people = [int(n) for n in read("eu27_population").frame["population_2025"]]
    return sum(sum(four) * 100 > percent * sum(people) for four in combinations(people, 4))


def test_power_counts_the_rules_of_a_council(winset: Winset, tmp_path: Path) -> None:
    """Under unanimity each of 27 swings once; under a qualified majority the largest leads."""
    subject = f"{with_council(tmp_path)}:council"
    report = winset("power", subject, "--json").json()
    matters = report["matters"]
    first = matters["asset_loan"]
    assert {key: report[key] for key in first} == first  # that of the agenda's first item
    assert report["members"][0] == "BE"
    assert set(matters["grants"]["swings"].values()) == {1}
    assert matters["grants"]["winning_coalitions"] == 1
    shares = matters["asset_loan"]["indices"]["shapley_shubik"]
    assert max(shares, key=lambda code: shares[code]["value"]) == "DE"
    assert sum(each["value"] for each in shares.values()) == pytest.approx(1)
    said = winset("power", subject)
    assert "The loan as drafted" in said.out
    assert "1 winning coalitions" in said.out
