"""How a clause refuses a value: with its code, what is wrong and how to mend it."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

from winset.errors import Code


def refusal(code: Code, text: str, fix: str = "") -> PydanticCustomError:
    """A refusal that pydantic carries to the reader with its code and its mending."""
    return PydanticCustomError(code.id, "{text}", {"text": text, "fix": fix})
