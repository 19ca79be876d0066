"""`winset validate`: how well the engine's models forecast decisions that were taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from winset.cli.asked import AsJson
from winset.cli.show import out, progress, say_json
from winset.errors import Fault, Place, RequestFaults, suggestion
from winset.runs.codes import BAD_REQUEST

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("deu",)
BASELINE = "mean"


def join(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(validate)


def validate(
    kind: Annotated[str, typer.Argument(metavar="deu", help="What kind of record the file is.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Positions and outcomes by issue.")],
    train: Annotated[
        Path | None, typer.Option("--train", metavar="FILE", help="A file apart to learn from.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """How far models of outcomes miss decisions that were taken, and how often their bands hold.

    FILE holds a row for each issue in the form of the DEU data: positions (p...), salience (s...),
    the reference point and the outcome, separated by tabs or commas. Without --train, proposals
    are forecast in turn by models that learnt from the others.
    """
    if kind not in KINDS:
        what = f"nothing to hold {kind!r} against"
        raise RequestFaults(
            [Fault(BAD_REQUEST, what, Place("validate"), kind, suggestion(kind, KINDS))]
        )
    frame, apart = read_frame(file), read_frame(train) if train else None
    with progress() as told:
        told("Forecasting decisions", 0, 1)
        from winset.consent.outcomes.validate import validate as hold_against

        report = hold_against(frame, apart)
        told("Forecasting decisions", 1, 1)
    if as_json:
        say_json(measured(report))
    else:
        _say(report, apart is not None)


def measured(report: dict[str, Any]) -> dict[str, Any]:
    """What was measured of each model: `{models: {name: {mae, n, coverage}}}`."""
    kept = ("mae", "n", "coverage")
    models = report["models"].items()
    return {"models": {name: {key: each[key] for key in kept} for name, each in models}}


def read_frame(file: Path) -> pd.DataFrame:
    """A table of issues, separated by tabs or commas.

    Raises
    ------
    RequestFaults : X101 for a file that is not there or holds no table.
    """
    import pandas as pd

    try:
        first = file.read_text("utf-8").partition("\n")[0]
        return pd.read_csv(file, sep="\t" if "\t" in first else ",")
    except (OSError, ValueError) as error:
        told = error.strerror if isinstance(error, OSError) else str(error)
        what = f"the file cannot be read: {told}"
        fix = "give a text file with a head and a row for each issue"
        raise RequestFaults([Fault(BAD_REQUEST, what, Place(str(file)), str(file), fix)]) from error


def _say(report: dict[str, Any], apart: bool) -> None:
    models = report["models"]
    table = Table("model", box=None, pad_edge=False)
    headings = ("mean miss", "skill", "in 50 %", "in 80 %", "in 95 %", "width 80 %")
    for heading in headings:
        table.add_column(heading, justify="right")
    for name in sorted(models, key=lambda name: models[name]["mae"]):
        each = models[name]
        held = (f"{100 * each['coverage'][level]:.0f} %" for level in ("50", "80", "95"))
        skill = f"{each['skill'][BASELINE]:+.3f}"
        miss, width = f"{each['mae']:.2f}", f"{each['width']['80']:.0f}"
        table.add_row(name.replace("_", " "), miss, skill, *held, width)
    console = out()
    console.print(table)
    how = "learnt from a file apart" if apart else "each proposal forecast from the others"
    issues = next(iter(models.values()))["n"]
    console.print(
        f"{issues:,} issues, {how}. Mean miss: on the scale of 0 to 100. Skill: the part of the "
        "plain mean's miss that is saved. In 50, 80, 95 %: how many outcomes lay within the band "
        "stated for that share.",
        style="dim",
    )
