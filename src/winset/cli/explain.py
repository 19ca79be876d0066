"""`winset explain`: what an error means, where a number comes from, why an amount is paid."""

from __future__ import annotations

import re
from dataclasses import asdict, fields, is_dataclass
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

import typer

from winset.cli import asked
from winset.cli.asked import DRAWS
from winset.cli.show import out, say_json
from winset.errors import Code, Fault, Place, RequestFaults, nearest, suggestion
from winset.runs.codes import BAD_REQUEST

if TYPE_CHECKING:
    from winset.finance.law import SettlementLaw
    from winset.runs.settlements import Settlements
    from winset.scenario.case import Case
    from winset.scenario.draws import Draws
    from winset.scenario.nouns.scenario import Scenario

PACKAGES = (
    "scenario", "evidence", "data", "rules", "finance", "finance.national", "world", "talks",
    "consent", "runs",
)  # fmt: skip
_CODE = re.compile(r"^[A-Z]\d{3}$")


def join(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(explain)


def explain(
    subject: Annotated[str, typer.Argument(metavar="CODE|PATH|CLAIM|BURDEN")],
    scenario: Annotated[
        str | None,
        typer.Option("--in", help="The scenario meant; else the first that ships and knows it."),
    ] = None,
    account: asked.Account = None,
    draw: Annotated[
        int, typer.Option("--draw", help="For burdens: which of the draws (from 0).")
    ] = 0,
    draws: asked.DrawCount = DRAWS,
    paths: asked.PathCount = 2000,
    seed: asked.Seed = 1,
    settlements: asked.SettlementsFrom = "talks",
    as_json: asked.AsJson = False,
) -> None:
    """What an error code means, where a quantity or claim comes from, or why an amount is paid.

    burden:OPTION:PAYER[:YEAR[:PATH]] explains what a payer bears on one path of one draw: which
    trigger, which layer, which share. PATH is a number from 0, worst (as without it) or median.
    """
    if subject.startswith("burden:"):
        _explain_amount(subject, scenario, account, (draw, draws, paths, seed),
                        settlements, as_json)  # fmt: skip
    elif _CODE.match(subject.upper()):
        _explain_code(subject.upper(), as_json)
    else:
        _explain_path(subject, scenario, as_json)


def known_codes() -> dict[str, Code]:
    """Every code of every package, by its id."""
    found: dict[str, Code] = {}
    for package in PACKAGES:
        try:
            module = import_module(f"winset.{package}.codes")
        except ModuleNotFoundError:
            continue
        codes = (each for each in vars(module).values() if isinstance(each, Code))
        found |= {code.id: code for code in codes}
    return dict(sorted(found.items()))


def _explain_code(name: str, as_json: bool) -> None:
    codes = known_codes()
    if name not in codes:
        fault = Fault(
            BAD_REQUEST, f"no code {name}", Place(), name, suggestion(name, list(codes), 80)
        )
        raise RequestFaults([fault])
    code = codes[name]
    if as_json:
        say_json(asdict(code))
        return
    console = out()
    console.print(f"[bold]{code.id}[/] {code.title}\n\n{code.why}")
    if code.more:
        console.print(f"\n{code.more}", markup=False)


def _explain_path(path: str, reference: str | None, as_json: bool) -> None:
    from winset.runs.origin import origin

    found = origin(reference or _meant(path), path)
    if as_json:
        say_json(_plain(found))
        return
    out().print("\n".join(found.sentences), markup=False)


def _explain_amount(
    subject: str,
    reference: str | None,
    account: str | None,
    of: tuple[int, int, int, int],
    settlements: Settlements,
    as_json: bool,
) -> None:
    from winset.runs.national.amounts import amount, asked_for, only
    from winset.runs.settlements import STATED, settlements_of
    from winset.scenario.draws import draws_of
    from winset.scenario.load import load
    from winset.scenario.reading import under_account

    wanted = asked_for(subject)
    case = load(reference or _meant(wanted.option, priced=True))
    read = under_account(case, account) if account else case
    played, scenario = settlements_of(read, settlements) != STATED, read.scenario
    draw, draws, paths, seed = of
    one = only(draws_of(scenario, draws, seed), draw)
    law = _law(scenario, wanted.option, one, paths) if played else None
    found = amount(scenario, wanted, one, paths, law=law)
    if as_json:
        say_json(_plain(found))
        return
    out().print("\n".join(found.sentences), markup=False)


def _law(scenario: Scenario, option: str, draws: Draws, paths: int) -> SettlementLaw | None:
    """When settlements come under an option, as the talks say; None: as the scenario states."""
    from winset.finance.law import law_of
    from winset.runs.coupling.loop import coupled

    return law_of(coupled(scenario, draws, paths).laws, option)


def _meant(subject: str, priced: bool = False) -> str:
    """The first scenario that ships and knows the subject, or at least something much like it.

    priced : only those that state money are asked.
    """
    from winset.scenario.bundled import bundled
    from winset.scenario.load import load

    cases = {name: load(name) for name in bundled()}
    known = {
        name: _subjects(case)
        for name, case in cases.items()
        if case.scenario.money is not None or not priced
    }
    return next(
        chain(
            (name for name, words in known.items() if subject in words),
            (name for name, words in known.items() if nearest(subject, words)),
            known,
        )
    )


def _subjects(case: Case) -> list[str]:
    """What can be asked of a scenario: quantities, claims, and options for a burden."""
    from winset.scenario.options import all_quantities

    money = case.scenario.money
    paths = [path for path, _ in all_quantities(case.scenario)]
    return [*paths, *case.evidence.claims, *(money.options if money is not None else ())]


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
