"""Does an agenda lead somewhere, forward in time, with chances that are chances?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from winset.consent.codes import CHANCES, SHAPE, TIME, UNKNOWN_NODE, UNKNOWN_OPTION
from winset.consent.question import Habits, Item, Question
from winset.errors import Fault, Place, suggestion

ROUNDING = 1e-9


def agenda_faults(
    agenda: Mapping[str, Item], questions: Mapping[str, Question], habits: Habits
) -> Iterator[Fault]:
    """What keeps an agenda from being solved; nothing where it can be."""
    draws = len(habits.temperature)
    for name, item in agenda.items():
        place = Place(path=f"agenda.{name}")
        if item.option not in questions:
            fix = suggestion(item.option, list(questions))
            yield Fault(UNKNOWN_OPTION, "an item on no option", place, item.option, fix)
        elif questions[item.option].worth.benefit.shape[0] != draws:
            got = str(questions[item.option].worth.benefit.shape)
            what = "an option valued in other draws"
            yield Fault(SHAPE, what, place, got, f"({draws}, member)")
        for following in item.fallbacks:
            if following not in agenda:
                fix = suggestion(following, list(agenda))
                yield Fault(UNKNOWN_NODE, "a fallback to nowhere", place, following, fix)
            elif agenda[following].day <= item.day:
                got = f"{following} on {agenda[following].day}, after {name} on {item.day}"
                yield Fault(TIME, "a fallback that is not later", place, got, "move its day")
        total = sum(item.fallbacks.values(), start=np.zeros(draws))
        if total.max() > 1 + ROUNDING or any(c.min() < 0 for c in item.fallbacks.values()):
            what = "chances of fallbacks that are no chances"
            yield Fault(CHANCES, what, place, f"{total.max():g}", "let them sum to at most 1")
