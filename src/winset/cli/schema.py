"""`winset schema`: JSON Schema of what winset reads and of what it writes."""

from __future__ import annotations

from enum import StrEnum

import typer

from winset.cli.show import say_json


class What(StrEnum):
    """What a schema can be had of."""

    scenario = "scenario"
    evidence = "evidence"
    results = "results"
    explore = "explore"


def join(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(schema)


def schema(what: What) -> None:
    """JSON Schema of scenario.yaml, evidence.yaml or the JSON results of a run or of explore."""
    from winset.cli.explored import explored_schema
    from winset.runs.results import results_schema
    from winset.scenario.schema import evidence_schema, scenario_schema

    made = {
        What.scenario: scenario_schema,
        What.evidence: evidence_schema,
        What.results: results_schema,
        What.explore: explored_schema,
    }
    say_json(made[what]())
