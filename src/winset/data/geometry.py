"""The map of Europe: members of the EU-27 and their neighbours."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from winset._record import Record
from winset.data.header import SourceLine, Text
from winset.data.read import tables

MAP = "europe_50m"

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


class MapRecord(Record):
    """What a map says of itself.

    `object` names the collection of shapes in the topology; members are cut at `member_box`,
    neighbours at `background_box`.
    """

    title: Text
    vintage: Text
    latest: date
    retrieved: Text
    sources: tuple[SourceLine, ...]
    licence: Text
    recipe: Text
    notes: tuple[Text, ...]
    object: Text
    member_box: Box
    background_box: Box


def europe() -> dict[str, Any]:
    """The map as a TopoJSON object, longitude and latitude in degrees; the caller's own copy.

    `objects["countries"]` holds one shape per country. Its `id` is the Eurostat code of a member
    (EL for Greece) or three letters for a neighbour; its properties are `code` (None for
    neighbours), `name`, and `lon` and `lat` of a point well inside its largest part.

    Examples
    --------
    >>> shapes = europe()["objects"]["countries"]["geometries"]
    >>> sum(shape["properties"]["code"] is not None for shape in shapes)
    27
    """
    topology: dict[str, Any] = json.loads(_text())
    return topology


@cache
def _text() -> str:
    return tables().joinpath(f"{MAP}.topojson").read_text(encoding="utf-8")


def europe_record() -> MapRecord:
    """Source, licence, recipe and caveats of the map.

    >>> europe_record().licence[:12]
    'BSD-3-Clause'
    """
    text = tables().joinpath(f"{MAP}.yaml").read_text(encoding="utf-8")
    return MapRecord.model_validate(YAML(typ="safe", pure=True).load(text))
