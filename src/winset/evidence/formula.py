"""A computed claim's formula, worked out exactly: + - * / and parentheses, and nothing else.

The formula is cut into numbers, names and signs first, so that a name may hold hyphens and no
other text ever reaches the parser; then its tree is walked. Nothing is executed.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from winset.errors import suggestion
from winset.evidence.measure import Measure, powers

LONGEST = 400  # characters; deeper nesting than this can hold helps no reader
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)(?![\w.])"
    r"|(?P<name>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?!\w)"
    r"|(?P<sign>[-+*/()]))"
)


class FormulaError(ValueError):
    """The formula is no arithmetic, names what is not there, or adds unlike things."""


def evaluate(formula: str, amounts: Mapping[str, Measure]) -> Measure:
    """The exact result of a formula over named amounts.

    Raises
    ------
    FormulaError : with a message for the reader.

    Examples
    --------
    >>> from winset.evidence.measure import measure
    >>> parts = {"loan-part": measure(4.1, "EUR bn"), "facility-part": measure(1800, "EUR m")}
    >>> result = evaluate("loan-part + facility-part", parts)
    >>> float(result.size), result.powers
    (5900000000.0, (('EUR', 1),))
    """
    names = list(amounts)
    return _walk(_parse(formula, names), [amounts[name] for name in names])


def named(amount: Measure) -> str:
    """What an amount is an amount of, in words.

    >>> named(Measure(Fraction(1), (("EUR", 1), ("month", -1))))
    'EUR month^-1'
    """
    names = (name if power == 1 else f"{name}^{power}" for name, power in amount.powers)
    return " ".join(names) or "a plain number"


def _parse(formula: str, names: Sequence[str]) -> ast.expr:
    """The tree of a formula, its i-th name standing as `v<i>`."""
    if len(formula) > LONGEST:
        raise FormulaError(f"the formula is longer than {LONGEST} characters")
    text = " ".join(_python_token(token, names) for token in _tokens(formula))
    try:
        return ast.parse(text, mode="eval").body
    except (SyntaxError, RecursionError, MemoryError):
        raise FormulaError("numbers, names and signs do not follow each other properly") from None


def _tokens(formula: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    position, end = 0, len(formula.rstrip())
    while position < end:
        match = _TOKEN.match(formula, position)
        if match is None:
            raise FormulaError(f'"{formula[position:].split()[0]}" is no number, name or sign')
        found.append(match)
        position = match.end()
    return found


def _python_token(token: re.Match[str], names: Sequence[str]) -> str:
    name = token["name"]
    if name is None:
        return token["number"] or token["sign"]
    if name not in names:
        raise FormulaError(f'"{name}" is not among the claims in `from`; {suggestion(name, names)}')
    return f"v{names.index(name)}"


def _walk(node: ast.expr, amounts: Sequence[Measure]) -> Measure:
    match node:
        case ast.Constant(value=int() | float() as number):
            return Measure(Fraction(repr(number)))
        case ast.Name(id=name):
            return amounts[int(name[1:])]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            inner = _walk(operand, amounts)
            return Measure(-inner.size, inner.powers)
        case ast.BinOp(left=left, op=sign, right=right):
            return _combine(_walk(left, amounts), sign, _walk(right, amounts))
    raise FormulaError("only + - * / and parentheses are worked out")


def _combine(a: Measure, sign: ast.operator, b: Measure) -> Measure:
    match sign:
        case ast.Add() | ast.Sub():
            if a.powers != b.powers:
                raise FormulaError(f"{named(a)} and {named(b)} cannot be added or subtracted")
            return Measure(
                a.size + b.size if isinstance(sign, ast.Add) else a.size - b.size, a.powers
            )
        case ast.Mult():
            return Measure(a.size * b.size, _times(a, b, 1))
        case ast.Div() if b.size != 0:
            return Measure(a.size / b.size, _times(a, b, -1))
        case ast.Div():
            raise FormulaError("the formula divides by zero")
    raise FormulaError("only + - * / and parentheses are worked out")


def _times(a: Measure, b: Measure, sign: int) -> tuple[tuple[str, int], ...]:
    total = Counter(dict(a.powers))
    for name, power in b.powers:
        total[name] += sign * power
    return powers(total)
