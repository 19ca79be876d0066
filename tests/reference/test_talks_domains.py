"""Negotiation domains of other programs (cases N5-N9, N11, N12), where their files are at hand.

The files are not ours to redistribute. Put a domain of Genius into ../shared/domains/genius/NAME
(its two utility profiles, XML), those of NegoLog into ../shared/domains/negolog/domainK (JSON).
"""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from winset.talks.static import static_view

FOLDER = Path(__file__).parents[2] / "../shared/domains"
GENIUS, NEGOLOG = FOLDER / "genius", FOLDER / "negolog"
PRINTED = 1e-4
CASES = {
    "N5 Laptop": ("Laptop", 27, 4, {"nash": (1.0001, 0.8151), "kalai_smorodinsky": (0.874, 0.874),
                                    "egalitarian": (0.874, 0.874)}),
    "N6 ItexvsCypress": ("ItexvsCypress", 180, 18, {"nash": (0.6705, 0.7215),
                                                    "kalai_smorodinsky": (0.6705, 0.7215)}),
    "N7 EnglandZimbabwe": ("EnglandZimbabwe", 576, 25, {"nash": (0.9109, 0.7332),
                                                        "kalai_smorodinsky": (0.8223, 0.7866)}),
    "N8 Camera": ("Camera", 3600, 16, {"nash": (0.8154, 0.8808)}),
    "N9 Supermarket": ("Supermarket", 112_896, 39, {"nash": (0.750, 0.760)}),
}  # fmt: skip
SIZES = (3, 27, 384, 1600, 3024, 3600, 15625, 390625)


def profile(file: Path) -> tuple[list[np.ndarray], float]:
    """The values of each issue, weights included, and the reservation value, from a Genius file.

    If any value of an issue exceeds 1 all are divided by their largest (Genius, EvaluatorDiscrete).
    """
    root = ElementTree.parse(file).getroot()
    weights = {each.get("index"): float(each.get("value")) for each in root.iter("weight")}
    issues = []
    for issue in root.iter("issue"):
        raw = np.array([float(item.get("evaluation")) for item in issue.iter("item")])
        scaled = raw / raw.max() if raw.max() > 1 else raw
        issues.append(weights[issue.get("index")] * scaled)
    kept = root.find("reservation")
    return issues, 0.0 if kept is None else float(kept.get("value"))


def outcomes(sides: list[list[np.ndarray]]) -> np.ndarray:
    """The values of every outcome to both sides, shape (outcome, 2)."""
    choices = list(product(*(range(len(values)) for values in sides[0])))
    picked = np.array(choices).T
    return np.stack(
        [sum(v[p] for v, p in zip(side, picked, strict=True)) for side in sides], axis=1
    )


def genius(name: str) -> tuple[np.ndarray, np.ndarray]:
    folder = GENIUS / name
    if not folder.is_dir():
        pytest.skip(f"the profiles of {name} are not in ../shared/domains/genius/{name}")
    files = sorted(f for f in folder.glob("*.xml") if "<weight" in f.read_text("utf-8"))
    sides = [profile(file) for file in files]
    return outcomes([issues for issues, _ in sides]), np.array([kept for _, kept in sides])


@pytest.mark.shared
@pytest.mark.parametrize("case", CASES)
def test_domains_of_genius(case: str) -> None:
    name, count, efficient, rules = CASES[case]
    points, kept = genius(name)
    view = static_view(points, kept)
    assert len(points) == count
    assert view.efficient.sum() == efficient
    found = {point.rule: point.values for point in view.points}
    for rule, values in rules.items():
        np.testing.assert_allclose(found[rule], values, atol=PRINTED)


@pytest.mark.shared
def test_a_reservation_value_moves_the_point() -> None:
    """N9: Supermarket, reservation .25 in place of .5."""
    points, kept = genius("Supermarket")
    nash = static_view(points, kept / 2).points[0]
    np.testing.assert_allclose(nash.values, (0.855, 0.680), atol=1e-3)


@pytest.mark.shared
def test_sizes_of_the_competition_of_2011() -> None:
    """N11: the eight domains of ANAC 2011."""
    folder = GENIUS / "anac2011"
    if not folder.is_dir():
        pytest.skip("the profiles of 2011 are not in ../shared/domains/genius/anac2011")
    found = []
    for each in folder.iterdir():
        first = min(f for f in each.glob("*.xml") if "<weight" in f.read_text("utf-8"))
        found.append(int(np.prod([len(values) for values in profile(first)[0]])))
    assert sorted(found) == list(SIZES)


@pytest.mark.shared
def test_domains_of_negolog() -> None:
    """N12: Nash product and social welfare of all that are here; `Kalai` is the largest sum."""
    folders = sorted(NEGOLOG.glob("domain*"))
    if not folders:
        pytest.skip("NegoLog's files are not in ../shared/domains/negolog")
    for folder in folders:
        told = json.loads((folder / "specs.json").read_text("utf-8"))
        points = outcomes([negolog(folder / f"profile{side}.json") for side in "AB"])
        best = points[points.sum(axis=1).argmax()]
        assert len(points) == told["NumberOfBids"]
        assert points.prod(axis=1).max() == pytest.approx(told["Nash Product"], abs=1e-3)
        assert best.sum() == pytest.approx(told["Social Welfare"], abs=1e-3)
        assert best.sum() == pytest.approx(told["Kalai_A"] + told["Kalai_B"], abs=1e-3)
        nash = static_view(points, np.zeros(2)).points[0]
        assert nash.values.prod() == pytest.approx(told["Nash Product"], abs=1e-3)


def negolog(file: Path) -> list[np.ndarray]:
    """The values of each issue, weights included, from a profile of NegoLog."""
    read = json.loads(file.read_text("utf-8"))
    return [
        read["issueWeights"][name] * np.array(list(values.values()))
        for name, values in read["issues"].items()
    ]


def test_profiles_are_read_as_genius_reads_them(tmp_path: Path) -> None:
    """An issue with a value above 1 is divided by its largest; another is left as it is."""
    file = tmp_path / "profile.xml"
    file.write_text(
        """<utility_space><objective><issue index="1"><item evaluation="10"/>
        <item evaluation="20"/></issue><issue index="2"><item evaluation="0.5"/></issue>
        <weight index="1" value="0.75"/><weight index="2" value="0.25"/></objective>
        <reservation value="0.3"/></utility_space>"""
    )
    issues, kept = profile(file)
    assert [values.tolist() for values in issues] == [[0.375, 0.75], [0.125]]
    assert kept == 0.3
    assert outcomes([issues, issues])[:, 0].tolist() == [0.5, 0.875]
