"""Options that belong together: an instrument as drafted, and the same under other terms."""

from __future__ import annotations

from dataclasses import dataclass

from winset.report.reading import per_draw
from winset.runs.record import Run
from winset.scenario.nouns.money import MoneySection


@dataclass(frozen=True, slots=True)
class Family:
    """An option and its variants.

    Attributes
    ----------
    main : the option as drafted.
    variants : options that are the same instrument under other terms, in the scenario's order.
    """

    main: str
    variants: tuple[str, ...]


def families(money: MoneySection) -> tuple[Family, ...]:
    """Every option that pays, with its variants, in the scenario's order."""
    mains = [n for n, o in money.options.items() if o.instrument and o.variant_of is None]
    return tuple(
        Family(main, tuple(n for n, o in money.options.items() if o.variant_of == main))
        for main in mains
    )


def nothing_of(money: MoneySection) -> str | None:
    """The option in which nothing is agreed, if the scenario has it."""
    return next((n for n, option in money.options.items() if option.instrument is None), None)


def exposed(money: MoneySection, run: Run) -> Family | None:
    """The family that leaves most to the host of the assets; None where none leaves anything."""
    at_stake = {family: _most(run, family) for family in families(money)}
    worst = max(at_stake, key=lambda family: at_stake[family], default=None)
    return worst if worst is not None and at_stake[worst] > 0 else None


def by_exposure(family: Family, run: Run) -> tuple[str, ...]:
    """The options of a family: the draft, then those that leave most to the host first."""
    variants = sorted(family.variants, key=lambda name: -_left_to_host(run, name))
    return (family.main, *variants)


def _most(run: Run, family: Family) -> float:
    return max(_left_to_host(run, name) for name in (family.main, *family.variants))


def _left_to_host(run: Run, option: str) -> float:
    return float(per_draw(run, "options", "host_peak", option=option).mean())
