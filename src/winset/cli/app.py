"""The command `winset`: its verbs, and what happens when one of them fails.

Exit codes: 0 done; 1 what was given has faults; 2 what was asked for is not there; 130
interrupted.
"""

from __future__ import annotations

import gc
import sys

import typer

from winset.cli import (
    brief,
    check,
    conflict,
    explain,
    explore,
    power,
    replay,
    run,
    scenarios,
    schema,
    validate,
)
from winset.cli.compiled import cache_home, keep_compiled_code, keep_readings
from winset.cli.interrupted import INTERRUPTED, NOTHING_KEPT, Interrupted
from winset.cli.show import err, fault_data, say_faults, say_json
from winset.errors import Faults, RequestFaults, StoreError

SELDOM = 100_000
"""New objects between two looks for waste: a command is short, and makes many that last."""

app = typer.Typer(
    name="winset",
    help="Who would agree to what, what it costs each of them, what would change their minds.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
for verb in (
    scenarios, check, run, brief, explore, explain, replay, power, conflict, validate, schema,
):  # fmt: skip
    verb.join(app)


def main() -> None:
    """Run the command that stands on the command line."""
    keep_compiled_code(cache_home())
    keep_readings(cache_home())
    gc.set_threshold(SELDOM)
    try:
        app()
    except Faults as error:
        if "--json" in sys.argv:
            say_json({"faults": [fault_data(fault) for fault in error.faults]})
        say_faults(error.faults)
        sys.exit(2 if isinstance(error, RequestFaults) else 1)
    except StoreError as error:
        err().print(f"[bold red]error[/]: {error}")
        sys.exit(2)
    except Interrupted as stop:
        err().print(str(stop))
        sys.exit(INTERRUPTED)
    except (KeyboardInterrupt, SystemExit) as stop:
        if isinstance(stop, SystemExit) and stop.code != INTERRUPTED:
            raise
        err().print(NOTHING_KEPT)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
