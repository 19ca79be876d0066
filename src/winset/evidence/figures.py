"""Figures that claims give: computed ones worked out again, and exchange rates they imply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from winset.errors import Fault
from winset.evidence.codes import COMPUTED_WRONG, FORMULA_UNREADABLE
from winset.evidence.fields import When
from winset.evidence.formula import FormulaError, evaluate, named
from winset.evidence.measure import Measure, agrees, measure, one_of
from winset.evidence.nouns import Amount, Claim, Computed, Evidence, Figure
from winset.evidence.shape import place
from winset.units import UnknownUnitError, unit


@dataclass(frozen=True, slots=True)
class Rate:
    """An exchange rate that a source implies by giving one amount in two currencies.

    Attributes
    ----------
    of : what the amount is an amount of.
    claims : the claims it is read from.
    base, counter : ISO 4217 codes.
    rate : units of counter for one of base.
    date : the day or month the amount speaks of, if given.
    """

    of: str
    claims: tuple[str, ...]
    base: str
    counter: str
    rate: float
    date: When | None = None


def figure_of(claim: Claim) -> Figure | None:
    """The figure that a claim gives, read or computed.

    >>> sum_ = Computed(inputs=("a",), formula="a", value=2, unit="EUR bn", of="gap")
    >>> figure_of(Claim(says="It is 2.", computed=sum_)).value
    2.0
    """
    done = claim.computed
    if done is None or done.of is None:
        return claim.figure
    return Figure(of=done.of, value=done.value, unit=done.unit, date=done.date)


def amount_of(claim: Claim) -> Measure | None:
    """The exact amount that a claim's value is; None where it gives none in a known unit."""
    given = claim.computed or claim.figure
    if given is None or given.value is None:
        return None
    try:
        return measure(given.value, given.unit)
    except UnknownUnitError:
        return None


def computed_faults(evidence: Evidence) -> tuple[Fault, ...]:
    """A fault for every computed claim whose formula does not give its value.

    The inputs are taken at the values their claims state, so that each step can be checked by
    itself; unknown inputs and units are reported by `winset.evidence.shape`.
    """
    amounts = {name: amount_of(claim) for name, claim in evidence.claims.items()}
    return tuple(
        fault
        for name, claim in evidence.claims.items()
        if claim.computed and amounts[name] is not None
        for fault in _recompute(name, claim.computed, amounts)
    )


def implied_rate(figure: Figure) -> float | None:
    """The exchange rate between a figure and the same amount in another currency, if it has one.

    >>> aid = Figure(of="aid", value=6, unit="EUR bn", equals=Amount(value=6.98, unit="USD bn"))
    >>> round(implied_rate(aid), 4)  # 6.98 / 6
    1.1633
    """
    if figure.equals is None or not figure.value:
        return None
    base, counter = unit(figure.unit), unit(figure.equals.unit)
    if None in (base.currency, counter.currency) or base.currency == counter.currency:
        return None
    one, other = measure(figure.value, figure.unit), measure(figure.equals.value, counter.text)
    return float(other.size / one.size)


def implied_rates(evidence: Evidence) -> tuple[Rate, ...]:
    """All exchange rates implied: within one claim, or by two claims on the same words."""
    return (*_within_claims(evidence), *_between_claims(evidence))


def _recompute(
    name: str, computed: Computed, amounts: Mapping[str, Measure | None]
) -> Iterator[Fault]:
    if any(each not in amounts for each in computed.inputs):
        return  # a claim that is not there: a fault of shape, told there
    inputs = {each: found for each in computed.inputs if (found := amounts.get(each))}
    at = place("claims", name, "computed")
    missing = [each for each in computed.inputs if each not in inputs]
    if missing:
        what = f"claim {missing[0]} gives no value for the formula of {name}"
        fix = f"give {missing[0]} a `figure` with `value` and `unit`, or leave it out of `from`"
        yield Fault(FORMULA_UNREADABLE, what, at, computed.formula, fix)
        return
    try:
        result = evaluate(computed.formula, inputs)
    except FormulaError as error:
        what = f"the formula of claim {name} cannot be worked out"
        yield Fault(FORMULA_UNREADABLE, what, at, computed.formula, str(error))
        return
    yield from _compare(name, computed, result)


def _compare(name: str, computed: Computed, result: Measure) -> Iterator[Fault]:
    stated = f"{computed.value:.15g} {computed.unit}"
    at = place("claims", name, "computed")
    if not _fits(result, computed.unit):
        what = f"the formula of claim {name} gives no {computed.unit}"
        fix = f"it gives {named(result)}; correct the formula or the unit"
        yield Fault(FORMULA_UNREADABLE, what, at, computed.formula, fix)
    elif not agrees(result.size, computed.value, computed.unit):
        found = float(result.size / one_of(computed.unit).size)
        what = f"the formula of claim {name} does not give {stated}"
        fix = f"it gives {found:.6g} {computed.unit}; correct the value or the formula"
        yield Fault(COMPUTED_WRONG, what, at, f"{computed.formula} = {stated}", fix)


def _fits(result: Measure, unit_text: str) -> bool:
    """Whether a result is an amount of a unit; a plain number may also be an exchange rate."""
    is_rate = sorted(power for _, power in result.powers) == [-1, 1]
    in_money = all(name != "month" for name, _ in result.powers)
    if unit(unit_text).text == "number" and is_rate and in_money:
        return True
    return result.powers == one_of(unit_text).powers


def _within_claims(evidence: Evidence) -> Iterator[Rate]:
    for name, claim in evidence.claims.items():
        if claim.figure:
            yield from _rate((name,), claim.figure)


def _between_claims(evidence: Evidence) -> Iterator[Rate]:
    for (a, one), (b, other) in combinations(evidence.claims.items(), 2):
        first, second = one.figure, other.figure
        if first and second and first.of == second.of and _same_words(one, other):
            if second.value is None:
                continue
            equals = Amount(value=second.value, unit=second.unit)
            yield from _rate((a, b), first.model_copy(update={"equals": equals}))


def _rate(claims: tuple[str, ...], figure: Figure) -> Iterator[Rate]:
    try:
        rate = implied_rate(figure)
    except UnknownUnitError:
        return  # a fault of shape, reported there
    if rate is not None and figure.equals is not None:
        base, counter = unit(figure.unit).currency, unit(figure.equals.unit).currency
        yield Rate(figure.of, claims, str(base), str(counter), rate, figure.date)


def _same_words(one: Claim, other: Claim) -> bool:
    """Whether two claims stand on the same words of the same text."""
    if one.within is None or other.within is None:
        return False
    return one.within == other.within and (one.within.quote or one.within.span) is not None
