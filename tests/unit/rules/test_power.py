"""The power report: its shape, its exact values, and what it says of games it cannot count."""

from __future__ import annotations

import json
from typing import Any

import pytest

from winset.errors import RuleFaults
from winset.rules.checks import checked_game
from winset.rules.counting import SAMPLING, count, method_for
from winset.rules.game import weighted
from winset.rules.indices import banzhaf_absolute, shapley_shubik
from winset.rules.power import power_report, read_power_file
from winset.rules.sampling import estimate
from winset.streams import stream

EEC_1958 = {
    "members": {
        n: {"votes": v}
        for n, v in zip(["DE", "FR", "IT", "BE", "NL", "LU"], (4, 4, 4, 2, 2, 1), strict=True)
    },
    "rule": {"sum": "votes", "at_least": 12},
}


def report_of(given: Any) -> dict[str, Any]:
    return power_report(*read_power_file(given))


def test_the_report_of_1958() -> None:
    report = report_of(EEC_1958)
    assert report["members"] == ["DE", "FR", "IT", "BE", "NL", "LU"]
    assert report["winning_coalitions"] == 14
    assert report["swings"] == {"DE": 10, "FR": 10, "IT": 10, "BE": 6, "NL": 6, "LU": 0}
    assert report["indices"]["shapley_shubik"]["DE"] == {"value": 7 / 30, "exact": "7/30"}
    assert report["indices"]["shapley_shubik"]["LU"] == {"value": 0.0, "exact": "0/1"}
    assert report["indices"]["banzhaf"]["BE"] == 6 / 42
    assert report["indices"]["banzhaf_absolute"]["BE"] == 6 / 32
    assert report["indices"]["coleman_prevent"]["BE"] == 6 / 14
    assert report["indices"]["coleman_initiate"]["BE"] == 6 / 50
    assert report["minimal_winning"] == 4  # the three large; two large with both middling
    assert report["method"] == "meet in the middle, exact; each member for or against"


def test_the_report_is_json() -> None:
    report = report_of(EEC_1958)
    assert json.loads(json.dumps(report)) == report
    assert list(report) == [
        "members",
        "winning_coalitions",
        "swings",
        "indices",
        "minimal_winning",
        "minimal_blocking",
        "method",
    ]
    assert list(report["indices"]) == [
        "banzhaf",
        "banzhaf_absolute",
        "shapley_shubik",
        "coleman_initiate",
        "coleman_prevent",
        "johnston",
    ]
    assert all(list(index) == report["members"] for index in report["indices"].values())


def test_without_those_outside() -> None:
    members, rule = read_power_file(EEC_1958)
    assert power_report(members, rule, outside=["LU"])["members"] == ["DE", "FR", "IT", "BE", "NL"]


def test_a_power_file_with_every_kind_of_fault() -> None:
    with pytest.raises(RuleFaults) as caught:
        read_power_file(
            {"member": {}, "members": {"a": {"votes": "x"}}, "rule": "unanimus"}, file="power.yaml"
        )
    found = [(fault.code.id, str(fault.where)) for fault in caught.value.faults]
    assert found == [
        ("R102", "power.yaml  member"),
        ("R112", "power.yaml  members.a.votes"),
        ("R103", "power.yaml  rule"),
    ]


@pytest.mark.parametrize("given", [None, [], "unanimity", {"members": [], "rule": "unanimity"}])
def test_what_is_no_power_file(given: Any) -> None:
    with pytest.raises(RuleFaults):
        read_power_file(given)


def sampled() -> dict[str, Any]:
    """Thirty-three members under two columns that no exact method can count."""
    members = {f"m{i}": {"votes": i + 1, "people": (11 * i) % 13 + 1} for i in range(33)}
    rule = {"all_of": [{"share": c, "more_than": "1/2"} for c in ("votes", "people")]}
    return {"members": members, "rule": rule}


def test_a_sampled_report_says_so_with_its_errors() -> None:
    report = report_of(sampled())
    assert report["method"].startswith("sampling, 100,000 coalitions and orders; ")
    assert report["winning_coalitions"] is None
    assert report["swings"] is None
    assert abs(sum(v["value"] for v in report["indices"]["shapley_shubik"].values()) - 1) < 1e-9
    errors = report["standard_errors"]["banzhaf_absolute"]
    assert all(0 < error < 0.002 for error in errors.values())
    assert json.loads(json.dumps(report)) == report
    assert report == report_of(sampled())


def test_sampling_lies_within_its_errors() -> None:
    """Against the exact count of a game that both can do; five standard errors for 24 numbers."""
    game = weighted({f"m{i}": i + 1 for i in range(12)}, 40)
    counts = count(game)
    found = estimate(game, stream(3, "rules/power"), draws=40_000)
    for i, name in enumerate(game.names):
        exact = float(banzhaf_absolute(counts)[name]), float(shapley_shubik(counts)[name])
        assert abs(found.decisive[i] - exact[0]) < 5 * found.decisive_error[i]
        assert abs(found.pivotal[i] - exact[1]) < 5 * found.pivotal_error[i]
    winning = sum(counts.by_size) / 2**12
    assert abs(found.winning - winning) < 5 * found.winning_error


def test_a_sampled_game_cannot_be_counted() -> None:
    members, rule = read_power_file(sampled())
    game = checked_game(rule, members)
    assert method_for(game) == SAMPLING
    with pytest.raises(ValueError, match="33 members under this rule cannot be counted"):
        count(game)
