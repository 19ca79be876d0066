"""The verbs as a user meets them: what they print, what they write, how they end."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from markupsafe import Markup

from winset.cli.app import main
from winset.report.plain import plain

SMALL = str(Path("tests/scenarios/small").resolve())
ALONE = str(Path("tests/scenarios/alone").resolve())
PARLEY = str(Path("tests/scenarios/parley").resolve())
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


def test_check_says_what_quantities_rest_on(winset: Winset) -> None:
    said = winset("check", SMALL)
    assert said.code == 0
    assert "verified in a text at hand" in said.out
    assert "Nothing is wrong with small." in said.err


def test_check_tells_how_many_of_the_cited_are_judged_besides(winset: Winset) -> None:
    flags = winset("check", "ukraine-2025", "--json").json()["coverage"]["flags"]
    assert flags["judgement"] > 100
    said = " ".join(winset("check", "ukraine-2025").out.split())
    assert f"{flags['judgement']} of these: cited, and judged besides" in said


def test_check_as_json_lists_every_quantity(winset: Winset) -> None:
    found = winset("check", SMALL, "--json").json()
    assert found["coverage"]["kinds"]["sourced"] > 0
    assert {row["kind"] for row in found["quantities"]} == {"sourced", "judgement"}


def test_a_fault_ends_with_one_and_writes_nothing(winset: Winset, tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "case")
    file = tmp_path / "case" / "scenario.yaml"
    file.write_text(file.read_text().replace("host: BE", "host: XX"))
    for verb in (("check",), ("run", *QUICK), ("brief", *QUICK, "-o", "out.html")):
        said = winset(verb[0], "case", *verb[1:])
        assert said.code == 1
        assert "error S301" in said.err
        assert said.out == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case"]


def test_a_fault_is_json_where_json_was_asked_for(winset: Winset, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = winset("check", "empty", "--json")
    assert said.code == 1
    assert {fault["code"] for fault in said.json()["faults"]} == {"S101"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("check", "no-such-scenario"), "S101"),
        (("run", SMALL, "--account", "nobody"), "S301"),
        (("run", SMALL, "--set", "money.freez.lapse=1"), "S109"),
        (("run", SMALL, "--set", "money.freeze.lapse"), "X101"),
        (("run", SMALL, "--set", "money.freeze.lapse=7"), "S306"),
        (("run", SMALL, "--set", "money.freeze.lapse="), "X101"),
        (("run", SMALL, "--set", "stale_after=2", "--set", "stale_after=3"), "X101"),
        (("run", SMALL, "--set", "money.freeze.next_renewal=2026-13-01"), "X101"),
        (("check", SMALL, "--source", "gazette=none.txt"), "X101"),
        (("replay", "none"), "X102"),
        (("explain", "Z999"), "X101"),
        (("explain", "money.nothing.here", "--in", SMALL), "S109"),
        (("brief", SMALL, "-o", "no/such/folder.html"), "X105"),
    ],
)
def test_what_is_not_there_is_told_by_its_code(
    winset: Winset, tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    said = winset(*words)
    assert said.code in (1, 2)
    assert f"error {code}" in said.err
    assert list(tmp_path.iterdir()) == []


def test_run_prints_the_bottom_line_first_and_keeps_the_run(winset: Winset, tmp_path: Path) -> None:
    said = winset("run", SMALL, *QUICK)
    assert said.code == 0
    lines = [line for line in said.out.splitlines() if line]
    assert lines[0] == "Alba and Borea, a case made up for tests"
    assert lines[1].startswith("  1. If nothing is agreed, Alba first lacks money in ")
    assert max(len(line) for line in said.out.splitlines()) <= 100
    assert len(list((tmp_path / "runs").iterdir())) == 1


def test_the_bottom_line_of_a_run_is_that_of_its_brief(winset: Winset, tmp_path: Path) -> None:
    """The same sentences with the same numbers."""
    said = winset("run", SMALL, *QUICK).out
    (folder,) = (tmp_path / "runs").iterdir()
    assert winset("brief", str(folder)).code == 0
    page = (tmp_path / "brief.html").read_text("utf-8")
    section = page.split('id="bottom-line-sentences"')[1].split("</ol>")[0]
    rows = [row[4:] for row in section.splitlines() if row.startswith("<li>")]
    written = [plain(Markup(row.split(' <span class="hinge">')[0])) for row in rows]
    told = re.split(r"\n  \d\. ", said.split("\noption ")[0])[1:]
    assert len(told) == 5
    assert [" ".join(each.split()) for each in told] == [" ".join(e.split()) for e in written]


def test_refusing_is_shown_at_what_it_costs(winset: Winset) -> None:
    words = ("run", SMALL, *QUICK)
    results = winset(*words, "--json").json()
    mid = results["nothing_all"]["mid"] / 1e9
    assert mid > 1
    table = winset(*words).out.rpartition("needs unmet")[2]
    (row,) = (line for line in table.splitlines() if line.startswith("Nothing is agreed  "))
    assert row.split()[4] == f"{mid:.1f}"
    assert "Nothing is agreed: what it costs all, as money.nothing.cost states it" in table


def test_what_refusing_costs_is_a_dash_where_it_is_not_stated(
    winset: Winset, tmp_path: Path
) -> None:
    shutil.copytree(SMALL, tmp_path / "case")
    file = tmp_path / "case" / "scenario.yaml"
    stated = re.sub(r"(?m)^  nothing:\n(    .*\n)+", "", file.read_text())
    assert stated != file.read_text()
    file.write_text(stated)
    said = winset("run", "case", *QUICK)
    (row,) = (line for line in said.out.splitlines() if line.startswith("Nothing is agreed  "))
    assert row.split()[4] == "-"
    assert "the scenario does not state what it costs (money.nothing)" in said.out


def test_results_as_json_fit_their_schema(winset: Winset) -> None:
    schema = winset("schema", "results").json()
    results = winset("run", SMALL, *QUICK, "--json").json()
    jsonschema.Draft202012Validator(schema).validate(results)
    assert set(results["options"]) > {"nothing", "asset_loan", "grants"}


def test_all_accounts_are_run_beside_the_scenario_as_it_stands(winset: Winset) -> None:
    results = winset("run", SMALL, *QUICK, "--account", "all", "--json").json()
    assert [each["record"]["account"] for each in results] == [None, "borea", "alba"]


def test_a_setting_changes_the_result_and_is_recorded(winset: Winset) -> None:
    plain = winset("run", SMALL, *QUICK, "--json").json()
    other = winset("run", SMALL, *QUICK, "--set", "money.freeze.lapse=0", "--json").json()
    assert other["record"]["changes"] == {"money.freeze.lapse": 0}
    key = ("options", "asset_loan_bare", "host", "expected", "mid")
    assert _at(other, *key) < _at(plain, *key)


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("money.freeze.lapse=10 %", "money.freeze.lapse = 10 %."),
        ("money.events.award.chance=0.1", "money.events.award.chance = 0.1 %."),
        (
            "money.freeze.lapse={between: [5, 20], unit: '%'}",
            "money.freeze.lapse = anything between 5 and 20 % (uniform).",
        ),
        ("money.freeze.until_reparations=true", "money.freeze.until_reparations = true."),
    ],
)
def test_a_run_says_what_was_set_and_in_which_unit(winset: Winset, setting: str, told: str) -> None:
    said = winset("run", SMALL, *QUICK, "--set", setting)
    assert f"  Set by hand: {told}" in said.out.splitlines()


def test_an_account_with_a_value_of_its_own_is_told_beside_what_was_set(winset: Winset) -> None:
    setting = ("--set", "money.events.award.chance=9 %")
    said = winset("run", SMALL, *QUICK, *setting, "--account", "all").out
    line = "Set by hand: money.events.award.chance = 9 %"
    own = "; this account has a value of its own for it"
    assert (said.count(line), said.count(own)) == (3, 1)


def test_a_run_replays_to_the_byte(winset: Winset, tmp_path: Path) -> None:
    winset("run", SMALL, *QUICK, "--set", "money.freeze.lapse=0.5", "--account", "alba")
    (folder,) = (tmp_path / "runs").iterdir()
    said = winset("replay", folder.name, "--json")
    assert (said.code, said.json()) == (0, {"same": True, "differences": []})


def test_a_stored_run_is_briefed_by_its_id_and_as_it_was_made(
    winset: Winset, tmp_path: Path
) -> None:
    words = ("run", ALONE, *QUICK, "--json")
    run = winset(*words).json()["run"]
    other = winset("brief", run, "--draws", "60", "--set", "talks=1", "--account", "all")
    assert other.code == 2
    assert other.err.count("error X101") == 1
    assert "so --account, --draws, --set cannot be followed" in other.err
    assert not (tmp_path / "brief.html").exists()
    assert winset("brief", run[:5]).code == 0
    assert run in (tmp_path / "brief.html").read_text("utf-8")


def test_a_run_that_is_not_kept_cannot_be_briefed(winset: Winset) -> None:
    said = winset("brief", "0123456789ab")
    assert (said.code, "error X102" in said.err) == (2, True)


def test_explain_tells_of_codes_quantities_and_claims(winset: Winset) -> None:
    assert "unit" in winset("explain", "S202").out
    assert "the quotation was found in the text" in winset("explain", "deposits", "--in", SMALL).out
    told = winset("explain", "money.assets.cash", "--in", SMALL)
    assert "Borea's deposits come to EUR 100bn." in told.out
    as_data = winset("explain", "money.assets.cash", "--in", SMALL, "--json").json()
    assert as_data["claims"][0]["claim"] == "deposits"


def test_scenarios_and_schemas_are_listed(winset: Winset) -> None:
    assert winset("scenarios").code == 0
    assert winset("scenarios", "--json").json()
    for each in winset("scenarios", "--json").json():
        assert (Path(each["folder"]) / "scenario.yaml").is_file()
        assert f"Each is a folder in {Path(each['folder']).parent}\n" in winset("scenarios").out
    for what in ("scenario", "evidence", "results"):
        assert winset("schema", what).json()["$schema"].startswith("https://json-schema.org/")


def _at(data: Any, *keys: str) -> Any:
    for key in keys:
        data = data[key]
    return data


def test_power_counts_a_rule_from_a_file(winset: Winset, tmp_path: Path) -> None:
    """EEC 1958: Banzhaf swings 10, 10, 10, 6, 6, 0; Shapley-Shubik 7/30, 3/20, 0."""
    votes = {"DE": 4, "FR": 4, "IT": 4, "BE": 2, "NL": 2, "LU": 1}
    given = {"members": {code: {"votes": n} for code, n in votes.items()},
             "rule": {"sum": "votes", "at_least": 12}}  # fmt: skip
    (tmp_path / "eec.json").write_text(json.dumps(given))
    report = winset("power", "eec.json", "--json").json()
    assert report["swings"] == {"DE": 10, "FR": 10, "IT": 10, "BE": 6, "NL": 6, "LU": 0}
    exact = {name: index["exact"] for name, index in report["indices"]["shapley_shubik"].items()}
    assert exact == {"DE": "7/30", "FR": "7/30", "IT": "7/30", "BE": "3/20", "NL": "3/20",
                     "LU": "0/1"}  # fmt: skip
    assert "0.233333" in winset("power", "eec.json").out


def test_power_tells_what_is_wrong_with_its_file(winset: Winset, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("members: {A: {votes: 4}}\nrul: unanimity\n")
    said = winset("power", "bad.yaml")
    assert said.code == 1
    assert 'write "rule"' in said.err
    assert winset("power", "none.yaml").code == 2


def test_a_run_of_talks_alone_tells_when_and_on_what_terms(winset: Winset) -> None:
    said = winset("run", ALONE, *QUICK)
    assert said.code == 0
    assert "a first agreement is signed by the end of September 2025 with" in " ".join(
        said.out.split()
    )
    assert re.search(r"(?m)^September 2025 +.*%", said.out)
    assert "Who takes the toll" in said.out
    assert "paid out" not in said.out
    assert "over paths" not in said.out


def test_a_run_of_talks_alone_as_json_keeps_to_its_schema(winset: Winset) -> None:
    found = winset("run", ALONE, *QUICK, "--json").json()
    jsonschema.validate(found, winset("schema", "results").json())
    assert found["options"] == {}
    chances = [found["talks"]["agreed"][month]["mid"] for month in ("3", "6")]
    assert 0 < chances[0] < chances[1] < 1


def test_what_needs_money_says_that_none_is_stated(winset: Winset) -> None:
    said = winset("explain", "burden:loan:BE", "--in", ALONE, *QUICK)
    assert said.code == 2
    assert "error S308" in said.err


def test_a_number_is_explained_in_the_scenario_that_knows_it(winset: Winset) -> None:
    assert "11 on how long the treaty lasts" in winset("explain", "usa-points-duration").out
    assert "money.freeze.lapse" in winset("explain", "money.freeze.lapse").out


def test_a_burden_of_an_unknown_option_names_those_that_are_known(winset: Winset) -> None:
    said = winset("explain", "burden:foo:BE", *QUICK)
    assert said.code == 2
    assert "error M111" in said.err
    assert "got    foo" in said.err
    assert "known here: reparations_loan" in said.err


def test_the_catalog_lists_published_cases_by_their_citation(winset: Winset) -> None:
    said = winset("scenarios", "--catalog")
    assert "rubinstein-1982/alternating-offers" in said.out
    told = winset("scenarios", "--catalog", "--json").json()
    assert len({case["path"] for case in told}) == len(told) > 15
    assert all(case["citation"] and case["rebuilt"] for case in told)


def test_a_run_is_computed_once_unless_it_is_asked_for_anew(
    winset: Winset, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = winset("run", SMALL, "--json", *QUICK)
    made = []
    monkeypatch.setattr("winset.runs.make.run", lambda *_, **__: made.append(1) or 1 / 0)
    again = winset("run", SMALL, "--json", *QUICK)
    assert again.out == first.out
    assert "Taken from runs" in again.err
    assert "--anew computes it again" in " ".join(again.err.split())
    assert not made
    with pytest.raises(ZeroDivisionError):
        winset("run", SMALL, "--json", "--anew", *QUICK)
    assert made


def test_a_run_without_its_talks_says_so_and_keeps_to_its_schema(
    winset: Winset, tmp_path: Path
) -> None:
    words = ("run", PARLEY, *QUICK, "--settlements", "stated")
    found = winset(*words, "--json").json()
    jsonschema.validate(found, winset("schema", "results").json())
    assert (found["record"]["settlements"], found["talks"]) == ("stated", None)
    (folder,) = (tmp_path / "runs").iterdir()
    assert folder.name == f"parley-as-stated-settlements-stated-{found['run']}"
    again = winset(*words)
    assert f"Taken from runs/{folder.name}" in again.err.replace("\n", "")
    assert again.out.splitlines()[2].startswith("  The talks were not played: settlements come as")
    assert winset("replay", found["run"], "--json").json()["same"]
    other = winset("brief", found["run"], "--settlements", "talks")
    assert (other.code, "so --settlements cannot be followed" in other.err) == (2, True)
    assert winset("brief", found["run"]).code == 0
    assert "The talks were not played" in (tmp_path / "brief.html").read_text("utf-8")


def test_a_brief_without_its_talks_solves_none(
    winset: Winset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("winset.runs.coupling.loop.solve_talks", lambda *_: 1 / 0)
    said = winset("brief", PARLEY, *QUICK, "--settlements", "stated")
    assert said.code == 0
    assert "The talks were not played" in (tmp_path / "brief.html").read_text("utf-8")


def test_settlements_that_are_not_stated_are_refused(winset: Winset, tmp_path: Path) -> None:
    for verb in ("run", "brief"):
        said = winset(verb, ALONE, *QUICK, "--settlements", "stated")
        assert (said.code, said.out) == (2, "")
        assert "error S308: settlements are to come as the scenario states them" in said.err
        assert "got    --settlements stated" in said.err
    assert list(tmp_path.iterdir()) == []


def test_an_amount_is_explained_as_a_run_without_its_talks_has_it(
    winset: Winset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("winset.runs.coupling.loop.solve_talks", lambda *_: 1 / 0)
    words = ("explain", "burden:asset_loan:BE", "--in", PARLEY, *QUICK)
    said = winset(*words, "--settlements", "stated", "--json")
    assert said.json()["payer"] == "BE"
