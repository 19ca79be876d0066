"""The map: every member is there, inside its box, whole, and wound for map software."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import numpy as np
import pytest

from winset.data.clubs import club
from winset.data.geometry import europe, europe_record

TOPOLOGY = europe()
SHAPES: dict[str, Any] = {
    shape["id"]: shape for shape in TOPOLOGY["objects"]["countries"]["geometries"]
}
NEIGHBOURS = {"NOR", "CHE", "GBR", "UKR", "TUR", "RUS", "BLR", "SRB", "MDA", "ISL"}
STEP = np.array(TOPOLOGY["transform"]["scale"])
Points = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def arc(index: int) -> Points:
    """Points of an arc in degrees; ~i is arc i walked backwards."""
    steps = np.array(TOPOLOGY["arcs"][index if index >= 0 else ~index])
    points = steps.cumsum(axis=0) * STEP + TOPOLOGY["transform"]["translate"]
    return points if index >= 0 else points[::-1]


def ring(indices: list[int]) -> Points:
    return np.concatenate([arc(index) for index in indices])


def outlines(code: str) -> list[Points]:
    return [ring(part[0]) for part in SHAPES[code]["arcs"]]


def signed_area(points: Points) -> float:
    x, y = points.T
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)


def inside(lon: float, lat: float, code: str) -> bool:
    return any(crossings(lon, lat, outline) % 2 for outline in outlines(code))


def crossings(lon: float, lat: float, outline: Points) -> int:
    (x1, y1), (x2, y2) = outline.T, np.roll(outline, -1, axis=0).T
    spans = (y1 > lat) != (y2 > lat)
    at = (x2 - x1)[spans] * (lat - y1[spans]) / (y2 - y1)[spans] + x1[spans]
    return int((at > lon).sum())


def test_the_27_members_are_there_with_code_and_name():
    eu = club("eu27")
    members = {code: s["properties"] for code, s in SHAPES.items() if s["properties"]["code"]}
    assert set(members) == set(eu.members)
    assert all(properties["code"] == code for code, properties in members.items())
    assert {code: properties["name"] for code, properties in members.items()} == eu.names


def test_neighbours_are_there_and_are_no_members():
    assert set(SHAPES) >= NEIGHBOURS
    assert all(SHAPES[a3]["properties"]["code"] is None for a3 in NEIGHBOURS)


def test_the_file_is_small_enough_to_be_put_into_a_page():
    size = len(files("winset.data").joinpath("tables/europe_50m.topojson").read_bytes())
    assert 50_000 < size < 250_000


@pytest.mark.parametrize("code", sorted(SHAPES))
def test_shapes_lie_in_their_box(code: str):
    record = europe_record()
    member = SHAPES[code]["properties"]["code"] is not None
    west, south, east, north = record.member_box if member else record.background_box
    points = np.concatenate(outlines(code))
    assert (points >= np.array([west, south]) - STEP).all()
    assert (points <= np.array([east, north]) + STEP).all()


@pytest.mark.parametrize("code", sorted(SHAPES))
def test_rings_are_closed_and_wound_clockwise_outside(code: str):
    # a ring wound the other way would fill the whole globe but the country
    for part in SHAPES[code]["arcs"]:
        for i, indices in enumerate(part):
            points = ring(indices)
            assert np.allclose(points[0], points[-1])
            assert (signed_area(points) > 0) == (i > 0)


@pytest.mark.parametrize("code", sorted(SHAPES))
def test_the_anchor_lies_inside_its_country(code: str):
    properties = SHAPES[code]["properties"]
    assert inside(properties["lon"], properties["lat"], code)


@pytest.mark.parametrize(
    ("place", "lon", "lat", "code"),
    [
        ("Valletta", 14.50, 35.89, "MT"),
        ("Luxembourg", 6.13, 49.61, "LU"),
        ("Nicosia", 33.36, 35.17, "CY"),
        ("Kyrenia mountains", 33.30, 35.30, "CY"),
        ("Jomala, Åland", 19.95, 60.15, "FI"),
        ("Paris", 2.35, 48.86, "FR"),
        ("Bern", 7.45, 46.95, "CHE"),
        ("Simferopol", 34.10, 44.95, "UKR"),
    ],
)
def test_places_lie_where_they_belong(place: str, lon: float, lat: float, code: str):
    assert inside(lon, lat, code), place
    assert [other for other in SHAPES if inside(lon, lat, other)] == [code]


@pytest.mark.parametrize(
    ("code", "square_km"), [("DE", 357_000), ("SE", 447_000), ("LU", 2_586), ("MT", 316)]
)
def test_areas_are_those_of_the_countries(code: str, square_km: float):
    # a degree of latitude is 111.2 km; at 1:50 million the atlas draws Malta a fifth too small
    found = sum(
        abs(signed_area(outline * np.array([np.cos(np.radians(outline[:, 1].mean())), 1.0])))
        for outline in outlines(code)
    )
    assert found * 111.2**2 == pytest.approx(square_km, rel=0.25 if code == "MT" else 0.06)


def test_a_caller_cannot_spoil_the_map_of_others():
    europe()["objects"].clear()
    assert europe()["objects"]


def test_the_record_names_source_and_licence():
    record = europe_record()
    assert record.licence.startswith("BSD-3-Clause")
    assert record.object in TOPOLOGY["objects"]
    assert any("Cyprus" in word for word in (record.recipe, *record.notes))
