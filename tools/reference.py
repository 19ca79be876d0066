"""Writes docs/reference from the code: the language, the codes, the verbs, the reference tables."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from winset.cli.explain import known_codes
from winset.data.read import names, read
from winset.runs.stability import conflict_schema
from winset.scenario.schema import evidence_schema, scenario_schema

ROOM = Path(__file__).parents[1] / "docs" / "reference"
VERBS = (
    "scenarios", "check", "run", "brief", "explore", "explain", "replay", "power", "conflict",
    "validate", "schema",
)  # fmt: skip


def main() -> None:
    """Write every page."""
    ROOM.mkdir(parents=True, exist_ok=True)
    pages = {"codes": codes(), "language": language(), "verbs": verbs(), "tables": tables()}
    for name, lines in pages.items():
        (ROOM / f"{name}.md").write_text("\n".join(lines) + "\n", "utf-8")
        print(f"docs/reference/{name}.md")


def codes() -> Iterator[str]:
    """Every code of a fault, with its reason."""
    yield "# Codes\n\nMade by `make docs`. `winset explain CODE` prints the same.\n"
    for code in known_codes().values():
        yield f"## {code.id}: {code.title}\n\n{code.why}\n"
        if code.more:
            yield f"```\n{code.more}\n```\n"


def language() -> Iterator[str]:
    """Every key of scenario.yaml and evidence.yaml."""
    yield "# The scenario language\n\nMade by `make docs` from the nouns that read the files.\n"
    for file, schema in (
        ("scenario.yaml", scenario_schema()),
        ("evidence.yaml", evidence_schema()),
        ("A conflict for `winset conflict`", conflict_schema()),
    ):
        definitions = schema.pop("$defs", {})
        yield f"## {file}\n"
        yield from _keys(schema)
        for name, each in definitions.items():
            if "properties" in each:
                yield f"### {name}\n\n{each.get('description', '')}\n"
                yield from _keys(each)
    yield "### Quantity\n"
    yield from _keys(scenario_schema()["$defs"]["Quantity"]["anyOf"][2])


def verbs() -> Iterator[str]:
    """What every verb says of itself."""
    yield "# Verbs\n\nMade by `make docs`.\n"
    for verb in VERBS:
        told = subprocess.run(
            [sys.executable, "-m", "winset.cli", verb, "--help"],
            capture_output=True, text=True, check=True,
            env={"COLUMNS": "90", "TERM": "dumb", "NO_COLOR": "1", "PATH": "",
                 "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        ).stdout  # fmt: skip
        lines = (
            line.rstrip() for line in told.replace("python -m winset.cli", "winset").splitlines()
        )
        yield f"## winset {verb}\n\n```\n{chr(10).join(lines).strip()}\n```\n"


def tables() -> Iterator[str]:
    """Every reference table with its header."""
    yield "# Reference tables\n\nMade by `make docs` from the tables' own headers.\n"
    for name in names():
        table = read(name)
        yield f"## {name}: {table.title}\n"
        yield f"Vintage: {table.vintage}. Latest knowledge: {table.latest}."
        yield f"Source: {table.source}. Licence: {table.licence}.\n"
        yield "| column | unit | what it is |\n|---|---|---|"
        for column, unit in table.units.items():
            later = f" (later: {table.later[column]})" if column in table.later else ""
            yield f"| `{column}` | {unit} | {table.says.get(column, '')}{later} |"
        yield ""


def _keys(schema: dict[str, Any]) -> Iterator[str]:
    needed = schema.get("required", ())
    yield "| key | what | kind | needed |\n|---|---|---|---|"
    for key, each in schema.get("properties", {}).items():
        words = " ".join(str(each.get("description", "")).split())
        yield f"| `{key}` | {words} | {_kind(each)} | {'yes' if key in needed else ''} |"
    yield ""


def _kind(each: dict[str, Any]) -> str:
    if "$ref" in each:
        return str(each["$ref"]).rpartition("/")[2]
    if "enum" in each:
        return " / ".join(map(str, each["enum"]))
    if "const" in each:
        return str(each["const"])
    parts = each.get("anyOf") or each.get("oneOf")
    if parts:
        return " or ".join(dict.fromkeys(_kind(part) for part in parts))
    if each.get("type") == "array":
        return f"list of {_kind(each.get('items', {}))}" if each.get("items") else "list"
    if each.get("type") == "object" and isinstance(each.get("additionalProperties"), dict):
        return f"names: {_kind(each['additionalProperties'])}"
    return {"null": "nothing", "object": "names: anything"}.get(
        str(each.get("type")), str(each.get("type", "anything"))
    )


if __name__ == "__main__":
    main()
