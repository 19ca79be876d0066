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
    conflict = "conflict"
    stability = "stability"


def join(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(schema)


def schema(what: What) -> None:
    """JSON Schema of what is read: a scenario, its evidence, a conflict; or of JSON results.

    results: of a run; explore: of what was explored; stability: of a conflict.
    """
    from winset.cli.explored import explored_schema
    from winset.runs.results import results_schema
    from winset.runs.stability import conflict_schema, stability_schema
    from winset.scenario.schema import evidence_schema, scenario_schema

    made = {
        What.scenario: scenario_schema,
        What.evidence: evidence_schema,
        What.results: results_schema,
        What.explore: explored_schema,
        What.conflict: conflict_schema,
        What.stability: stability_schema,
    }
    say_json(made[what]())
