"""What drawers draw is what would be drawn here, and a drawer that fails is not missed."""

from __future__ import annotations

import pytest

from winset.report.press import draw, press
from winset.report.svg import Drawing, drawn

SPEC = {
    "data": {"values": [{"x": 1, "y": 2}, {"x": 3, "y": 5}]},
    "mark": "bar",
    "encoding": {
        "x": {"field": "x", "type": "quantitative"},
        "y": {"field": "y", "type": "quantitative"},
    },
}
DRAWINGS = [Drawing(SPEC | {"height": 50 + n}, f"d{n}", "Bars", "é < ü") for n in range(5)]
UNDRAWABLE = Drawing({"mark": "no such mark"}, "none", "None", "None")


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("-P", "-m", "winset.report.drawer"), id="at work"),
        pytest.param(("-c", "pass"), id="gone at once"),
        pytest.param(("-c", "print('no answer')"), id="speaks of something else"),
        pytest.param(("-c", "input(); print('[', end='')"), id="dies over its work"),
    ],
)
def test_drawings_are_the_same_wherever_they_are_made(command: tuple[str, ...]) -> None:
    with press(command) as at:
        made = [draw(at, each) for each in DRAWINGS]
        assert [each.result(60) for each in made] == [drawn(each) for each in DRAWINGS]


def test_what_cannot_be_drawn_is_told_and_the_drawer_goes_on() -> None:
    with press() as at:
        faults = [draw(at, UNDRAWABLE) for _ in range(4)]
        for each in faults:
            with pytest.raises(ValueError, match="conversion failed"):
                each.result(60)
        assert draw(at, DRAWINGS[0]).result(60) == drawn(DRAWINGS[0])


def test_leaving_the_press_ends_its_drawers() -> None:
    with press() as at:
        drawers = [at.idle.get() for _ in range(at.idle.qsize())]
    assert drawers
    assert all(drawer is not None and drawer.returncode is not None for drawer in drawers)
