"""JSON Schema of the scenario language, so that editors complete and check while typing."""

from __future__ import annotations

from typing import Any

from winset.evidence.nouns import Evidence
from winset.scenario.nouns.scenario import LANGUAGE, Scenario

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def scenario_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of `scenario.yaml`."""
    return _titled(Scenario.model_json_schema(by_alias=True), "scenario")


def evidence_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of `evidence.yaml`."""
    return _titled(Evidence.model_json_schema(by_alias=True), "evidence")


def _titled(schema: dict[str, Any], what: str) -> dict[str, Any]:
    _widen_quantities(schema)
    return {"$schema": DIALECT, **schema, "title": f"winset {what}, version {LANGUAGE}"}


def _widen_quantities(schema: dict[str, Any]) -> None:
    """A quantity may also be a bare number or a number with its unit as words."""
    quantity = schema.get("$defs", {}).pop("Quantity", None)
    if quantity is not None:
        short = [{"type": "number"}, {"type": "string", "examples": ["140 EUR bn", "65 %"]}]
        schema["$defs"]["Quantity"] = {
            "description": quantity.get("description", ""),
            "anyOf": [*short, quantity],
        }
