"""What only the money can judge of a scenario: keys, caps, cash, dates."""

from __future__ import annotations

import math
from collections.abc import Iterator

from winset.data.clubs import club
from winset.errors import Code, Fault, Level, Place, suggestion
from winset.finance import codes
from winset.scenario.nouns.instrument import Bonds, Cap, CustodianCash, Guarantee, Instrument
from winset.scenario.nouns.quantity import Quantity, canonical_numbers
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.scenario.sections import stated_money
from winset.units import unit


def checks(scenario: Scenario) -> tuple[Fault, ...]:
    """All that the money finds at fault, with the paths where it stands; nothing without money.

    An option with its own terms is judged with them; a fault that its instrument shares is told
    once, at the instrument.
    """
    found: dict[tuple[str, str, str], Fault] = {}
    money = scenario.money
    if money is None:
        return ()
    for name, each in money.instruments.items():
        for fault in _instrument(scenario, each, f"money.instruments.{name}"):
            found.setdefault((fault.code.id, fault.what, name), fault)
    for name, option in money.options.items():
        each_set = instrument_of(money, name) if option.set else None
        if each_set is None:
            continue
        for fault in _instrument(scenario, each_set, f"money.options.{name}.set"):
            found.setdefault((fault.code.id, fault.what, option.instrument or ""), fault)
    return tuple(found.values())


def _instrument(scenario: Scenario, each: Instrument, path: str) -> Iterator[Fault]:
    members = club(scenario.clubs[stated_money(scenario).club].dataset).members
    yield from _exemptions(each, members, path)
    yield from _dates(scenario, each, path)
    yield from _bonds(each, path)
    yield from _cash(scenario, each, path)
    yield from _tribunal(scenario, each, path)
    if each.guarantee is not None:
        guarantors = (*members, *each.guarantee.outside)
        yield from _key(each.guarantee, guarantors, f"{path}.guarantee")
        yield from _idle_line(each.guarantee, f"{path}.guarantee.standby")
        if each.guarantee.cap is not None:
            yield from _cap(each, each.guarantee.cap, members, f"{path}.guarantee.cap")


def _exemptions(each: Instrument, members: tuple[str, ...], path: str) -> Iterator[Fault]:
    exempt = each.exempt.members if each.exempt else ()
    for code in exempt:
        if code not in members:
            yield _unknown(code, members, f"{path}.exempt.members")
    if set(members) <= set(exempt):
        where = f"{path}.exempt.members"
        yield _fault(codes.ALL_EXEMPT, "every member is exempt", where, "", "leave somebody in")


def _dates(scenario: Scenario, each: Instrument, path: str) -> Iterator[Fault]:
    day, last = each.first_cash.earliest, stated_money(scenario).last_year
    if day.year > last:
        where = f"{path}.first_cash.earliest"
        what = f"the first cash comes after {last}"
        yield _fault(codes.TOO_LATE, what, where, str(day), "an earlier day, or a later last_year")


def _bonds(each: Instrument, path: str) -> Iterator[Fault]:
    if isinstance(each.funding, Bonds) and each.service.paid_by == "nobody":
        where = f"{path}.service.paid_by"
        yield _fault(codes.NO_SERVICE, "nobody pays the interest on bonds", where, "nobody", "pool")


def _cash(scenario: Scenario, each: Instrument, path: str) -> Iterator[Fault]:
    """Compared at the likeliest values; draws that lend more are cut, one by one."""
    if not isinstance(each.funding, CustodianCash):
        return
    cash = stated_money(scenario).assets.cash
    first = each.use.first_call
    parts = [each.size, *([first.amount] if first else [])]
    if len({_currency(scenario, q) for q in (cash, *parts)}) > 1:
        return  # amounts in several currencies are compared draw by draw only
    lent = sum(_typical(part) for part in parts)
    if lent > _typical(cash) * (1 + 1e-9):
        what = f"{lent / 1e9:g} bn is lent of {_typical(cash) / 1e9:g} bn in cash"
        fix = "a smaller size, or more cash"
        yield _fault(codes.NO_CASH, what, f"{path}.size", f"{lent:g}", fix, "warning")


def _tribunal(scenario: Scenario, each: Instrument, path: str) -> Iterator[Fault]:
    stated = stated_money(scenario).events.arbitration
    if "treaty_arbitration" in each.triggers and stated is None:
        what = "treaty_arbitration is a trigger, but no arbitration is stated"
        fix = "state money.events.arbitration, or take the trigger away"
        yield _fault(codes.NO_TRIBUNAL, what, f"{path}.triggers", "treaty_arbitration", fix)


def _idle_line(guarantee: Guarantee, path: str) -> Iterator[Fault]:
    standby = guarantee.standby
    if standby is None:
        return
    line, guarantors = (_typical(each) for each in (standby.within, guarantee.pays_within))
    if line >= guarantors:
        what = f"the line pays within {line:.3g} months, guarantors within {guarantors:.3g}"
        fix = "a longer pays_within, a shorter `within`, or no line"
        yield _fault(codes.IDLE_LINE, what, path, f"{line:.3g}", fix, "warning")


def _key(guarantee: Guarantee, guarantors: tuple[str, ...], path: str) -> Iterator[Fault]:
    outside = sum(_typical(share) for share in guarantee.outside.values())
    if outside > 1 + 1e-9:
        what = f"the outside guarantors take {outside:.4f} of 1"
        yield _fault(codes.OUTSIDE_ALL, what, f"{path}.outside", f"{outside:.4f}", "at most 1")
    if guarantee.key != "own":
        return
    if not guarantee.own_key:
        fix = "list guarantors with their shares in own_key"
        yield _fault(codes.KEY_SUM, "the key is `own` but lists nobody", f"{path}.own_key", "", fix)
        return
    for code in guarantee.own_key:
        if code not in guarantors:
            yield _unknown(code, guarantors, f"{path}.own_key.{code}")
    total = math.fsum(_typical(share) for share in guarantee.own_key.values())
    if abs(total - 1) > 1e-6:
        what = f"the shares of own_key sum to {total:.6f}"
        yield _fault(codes.KEY_SUM, what, f"{path}.own_key", f"{total:.6f}", "make them sum to 1")


def _cap(each: Instrument, cap: Cap, members: tuple[str, ...], path: str) -> Iterator[Fault]:
    ways = [way for way in ("of_size", "total", "each") if getattr(cap, way) is not None]
    if len(ways) != 1:
        got = " and ".join(ways)
        yield _fault(codes.TWO_CAPS, "a cap is stated in one of three ways", path, got, "keep one")
        return
    guarantee = each.guarantee
    assert guarantee is not None
    own = guarantee.own_key if guarantee.key == "own" else None
    guarantors = (*(own or members), *guarantee.outside)
    if cap.each is not None:
        yield from _each_cap(each, cap.each, guarantors, path)
    yield from _too_low(each, cap, path)


def _each_cap(
    each: Instrument, caps: dict[str, Quantity], guarantors: tuple[str, ...], path: str
) -> Iterator[Fault]:
    exempt = each.exempt.members if each.exempt else ()
    for code in caps:
        if code not in guarantors:
            yield _unknown(code, guarantors, f"{path}.each.{code}")
    missing = [code for code in guarantors if code not in caps and code not in exempt]
    if missing:
        what = f"{len(missing)} guarantors have no cap: {', '.join(missing[:6])}"
        where, fix = f"{path}.each", "give each guarantor its cap, or exempt it"
        yield _fault(codes.CAP_MISSING, what, where, missing[0], fix)


def _too_low(each: Instrument, cap: Cap, path: str) -> Iterator[Fault]:
    if cap.of_size is not None:
        factor = max(canonical_numbers(cap.of_size))
    else:
        asked = [cap.total] if cap.total is not None else list((cap.each or {}).values())
        first = each.use.first_call
        lent = _typical(each.size) + (_typical(first.amount) if first else 0.0)
        factor = math.fsum(_typical(amount) for amount in asked) / lent if lent else 1.0
    if factor < 1 - 1e-9 and not cap.partial:
        what = f"the guarantors stand behind {factor:.0%} of what is guaranteed"
        fix = "raise the cap, or write `partial: true`: the rest falls on custodian and host"
        yield _fault(codes.CAP_BELOW, what, path, f"{factor:.4f}", fix)


def _typical(quantity: Quantity) -> float:
    """The likeliest value, in canonical units of its own currency."""
    if quantity.likely is not None:
        return quantity.likely * _factor(quantity)
    written = canonical_numbers(quantity)
    return sum(written) / len(written)


def _factor(quantity: Quantity) -> float:
    return unit(quantity.unit).factor if quantity.unit else 1.0


def _currency(scenario: Scenario, quantity: Quantity) -> str:
    return (unit(quantity.unit).currency if quantity.unit else None) or scenario.currency


def _unknown(code: str, known: tuple[str, ...], path: str) -> Fault:
    what = f'"{code}" is nobody who pays'
    return _fault(codes.UNKNOWN_PAYER, what, path, code, suggestion(code, known, most=40))


def _fault(code: Code, what: str, path: str, got: str, fix: str, level: Level = "error") -> Fault:
    return Fault(code, what, Place(path=path), got, fix, level)
