"""Whether the basis of a quantity can bear it: claims that exist, not weak alone, not astray."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from winset.errors import Fault, Place, suggestion
from winset.evidence.codes import BASIS_ASTRAY, UNKNOWN_CLAIM, WEAK_ALONE
from winset.evidence.figures import amount_of, figure_of
from winset.evidence.lineage import rests_on_weak
from winset.evidence.measure import Measure, agrees, measure
from winset.evidence.nouns import Evidence
from winset.units import UnknownUnitError

JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Use:
    """A quantity of a scenario, as far as evidence is concerned.

    Attributes
    ----------
    path : its address in the scenario.
    basis : claim ids, and the word `judgement` where somebody judged.
    value : the number taken (the likely one of a range).
    low, high : the ends of its range, if it has one.
    unit : what the numbers are numbers of, if it has a unit.
    contested : whether the scenario marks it as contested.
    where : its place in a file, for messages.
    """

    path: str
    basis: tuple[str, ...] = ()
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    contested: bool = False
    where: Place | None = None


def use_faults(evidence: Evidence, use: Use) -> Iterator[Fault]:
    """What is wrong with a quantity's basis: unknown claims, weak ones alone, figures left out."""
    yield from _unknown(evidence, use)
    claims = known_claims(evidence, use)
    if claims and JUDGEMENT not in use.basis:
        yield from _weak_alone(evidence, use, claims)
        yield from _astray(evidence, use, claims)


def known_claims(evidence: Evidence, use: Use) -> tuple[str, ...]:
    """The claims in a quantity's basis that exist."""
    return tuple(name for name in use.basis if name in evidence.claims)


def _unknown(evidence: Evidence, use: Use) -> Iterator[Fault]:
    known = [*evidence.claims, JUDGEMENT]
    for name in use.basis:
        if name not in known:
            what = f'no claim "{name}" for {use.path} to rest on'
            yield Fault(UNKNOWN_CLAIM, what, _place(use), name, suggestion(name, known))


def _weak_alone(evidence: Evidence, use: Use, claims: tuple[str, ...]) -> Iterator[Fault]:
    if not all(rests_on_weak(evidence, name)[1] for name in claims):
        return
    one_end = any(_is_an_end(use, amount_of(evidence.claims[name])) for name in claims)
    if use.contested and one_end:
        return
    what = f"{use.path} rests on sources of grade W alone"
    fix = "add a better source, or make the figure one end of a range marked `contested: true`"
    yield Fault(WEAK_ALONE, what, _place(use), f"basis: [{', '.join(use.basis)}]", fix)


def _is_an_end(use: Use, amount: Measure | None) -> bool:
    """Whether an amount is one end of a quantity's range, and the other end is another."""
    if amount is None or use.low is None or use.high is None or use.low == use.high:
        return False
    return any(_is_near(amount, end, use.unit) for end in (use.low, use.high))


def _astray(evidence: Evidence, use: Use, claims: tuple[str, ...]) -> Iterator[Fault]:
    """A notice where a quantity cites figures of its own unit and covers none of them."""
    try:
        own = _range_of(use.value, use.low, use.high, use.unit)
    except UnknownUnitError:
        return
    figures = [f for name in claims if (f := figure_of(evidence.claims[name]))]
    given = [(f, r) for f in figures if (r := _range_of(f.value, f.low, f.high, f.unit))]
    alike = [(f, r) for f, r in given if own and r[0].powers == own[0].powers]
    if own is None or not alike or any(_meets(use, own, r) for _, r in alike):
        return
    what = f"{use.path} cites figures of its own unit and covers none of them"
    got = _numbers(use.value, use.low, use.high, use.unit)
    cited = "; ".join(_numbers(f.value, f.low, f.high, f.unit) for f, _ in alike)
    fix = f"the figures cited are {cited}; widen the range, or add `judgement` and a note"
    yield Fault(BASIS_ASTRAY, what, _place(use), got, fix, "notice")


def _meets(use: Use, own: tuple[Measure, Measure], cited: tuple[Measure, Measure]) -> bool:
    if own[0].size <= cited[1].size and cited[0].size <= own[1].size:
        return True
    return use.value is not None and any(_is_near(end, use.value, use.unit) for end in cited)


def _range_of(
    value: float | None, low: float | None, high: float | None, unit_text: str | None
) -> tuple[Measure, Measure] | None:
    numbers = [number for number in (low, value, high) if number is not None]
    if not numbers or unit_text is None:
        return None
    return measure(min(numbers), unit_text), measure(max(numbers), unit_text)


def _is_near(amount: Measure, value: float, unit_text: str | None) -> bool:
    """Whether an amount is a value at the precision the value is written to."""
    try:
        like = unit_text is not None and measure(value, unit_text).powers == amount.powers
        return like and unit_text is not None and agrees(amount.size, value, unit_text)
    except UnknownUnitError:
        return False


def _numbers(
    value: float | None, low: float | None, high: float | None, unit_text: str | None
) -> str:
    numbers = [f"{number:.15g}" for number in (low, value, high) if number is not None]
    return f"{' - '.join(dict.fromkeys(numbers))} {unit_text}"


def _place(use: Use) -> Place:
    return use.where or Place(path=use.path)
