"""What a number rests on: claims of `evidence.yaml`, or the word `judgement`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ValidationError, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import PydanticCustomError


def _basis(given: object, handler: ValidatorFunctionWrapHandler) -> object:
    """Say once what a basis is, whichever of the two was meant."""
    try:
        return handler(given)
    except ValidationError as error:
        fix = "write `basis: [claim, ...]` with claims of evidence.yaml, or `basis: judgement`"
        what = "neither a list of claims nor the word judgement"
        raise PydanticCustomError("basis_form", what, {"fix": fix}) from error


Basis = Annotated[tuple[str, ...] | Literal["judgement"], WrapValidator(_basis)]
