"""Does every quantity carry what is needed to compute with it, and do the overrides fit?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import ValidationError

from winset import units
from winset.errors import Fault, Faults
from winset.scenario import codes
from winset.scenario.case import Case, place_of, text_of
from winset.scenario.change import with_values
from winset.scenario.faults import misfit
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import all_quantities, instrument_of

DATED = re.compile(r"money\.(settlement\.chance|liquidity\.needs\.[^.]+\.monthly)$")
"""Paths of quantities that may change with the month."""


def currencies_have_rates(case: Case) -> Iterator[Fault]:
    """An amount in a foreign currency needs an exchange rate."""
    known = {case.scenario.currency, *case.scenario.exchange_rates}
    for path, quantity in all_quantities(case.scenario):
        code = units.unit(quantity.unit).currency if quantity.unit else None
        if code is not None and code not in known:
            yield Fault(
                codes.NO_RATE,
                f"no exchange rate for {code}",
                place_of(case, path),
                text_of(case, path),
                f"add exchange_rates: {{{code}: ...}}",
            )


def every_quantity_has_a_basis(case: Case) -> Iterator[Fault]:
    """A quantity names its claims or says judgement; parts of a dated one may lean on the whole."""
    for path, quantity in all_quantities(case.scenario):
        whole = path.partition(".dated.")[0]
        if quantity.basis is None and quantity.dated is None and not _leans(case, path, whole):
            fix = "add `basis: [claims]` or `basis: judgement`"
            place, got = place_of(case, path), text_of(case, path)
            yield Fault(codes.NO_BASIS, "no basis is given", place, got, fix)


def dated_where_it_may_be(case: Case) -> Iterator[Fault]:
    """Values that change with the month stand where months are followed, and nowhere else."""
    for path, quantity in all_quantities(case.scenario):
        if quantity.dated is not None and not DATED.match(path):
            what = "a value for each month, where one is wanted for all"
            fix = "one value or range; dated can be money.settlement.chance and a need's `monthly`"
            yield Fault(codes.QUANTITY, what, place_of(case, path), text_of(case, path), fix)


def _leans(case: Case, path: str, whole: str) -> bool:
    return path != whole and dict(all_quantities(case.scenario))[whole].basis is not None


def accounts_fit(case: Case) -> Iterator[Fault]:
    """Every override of an account reaches something and is of the right kind.

    An account is tried as a whole; only where that fails is each override tried by itself.
    """
    for name, account in case.scenario.accounts.items():
        if not any(_fits(case, f"accounts.{name}.set", dict(account.set))):
            continue
        for path, value in account.set.items():
            yield from _fits(case, f"accounts.{name}.set.{path}", {path: value})


def options_fit(case: Case) -> Iterator[Fault]:
    """Every term that an option sets is a term of its instrument."""
    money = case.scenario.money
    if money is None:
        return
    for name, option in money.options.items():
        if option.instrument not in money.instruments:
            continue
        try:
            instrument_of(money, name)
        except (Faults, ValidationError) as error:
            yield from _override_faults(case, f"money.options.{name}.set", error, tuple(option.set))


def _fits(case: Case, path: str, change: dict[str, object]) -> Iterator[Fault]:
    try:
        with_values(case.scenario, change)
    except (Faults, ValidationError) as error:
        yield from _override_faults(case, path, error)


def _override_faults(
    case: Case, path: str, error: Faults | ValidationError, terms: tuple[str, ...] = ()
) -> Iterator[Fault]:
    """What is wrong with overrides at a path; of several terms, at the one that is meant."""
    if isinstance(error, Faults):
        for fault in error.faults:
            spot = f"{path}.{fault.got}" if fault.got in terms else path
            yield _override(case, fault.what, spot, fault.fix)
        return
    for detail in error.errors(include_url=False):
        within = ".".join(map(str, detail["loc"]))
        term = next((each for each in terms if f"{within}.".startswith(f"{each}.")), None)
        said = misfit(detail, term or within, Scenario, case.documents["scenario.yaml"].data)
        yield _override(case, said[0], path if term is None else f"{path}.{term}", said[1])


def _override(case: Case, what: str, path: str, fix: str) -> Fault:
    return Fault(codes.OVERRIDE, what, place_of(case, path), text_of(case, path), fix)
