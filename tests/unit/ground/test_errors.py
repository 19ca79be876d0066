from __future__ import annotations

from winset.errors import Code, Fault, Faults, Place, five_lines, nearest, suggestion

CODE = Code("X001", "a kind", "It matters.")


def test_a_fault_has_five_lines_whatever_is_known_of_it() -> None:
    for fault in (Fault(CODE, "what"), Fault(CODE, "what", Place("a", 1, "b"), "got", "fix")):
        assert len(five_lines(fault).splitlines()) == 5


def test_all_faults_are_told_at_once() -> None:
    told = str(Faults([Fault(CODE, "one"), Fault(CODE, "two")]))
    assert "X001: one" in told
    assert "X001: two" in told


def test_the_nearest_word_is_offered_only_if_it_is_near() -> None:
    assert nearest("Garantee", ["guarantee", "use"]) == "guarantee"
    assert suggestion("zzz", ["guarantee"]) == "known here: guarantee"
    assert suggestion("zzz", []) == "known here: (nothing)"
