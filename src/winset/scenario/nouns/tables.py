"""Where something must be agreed, or is talked about: talks, tracks beside them, councils."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from winset.scenario.nouns.consent import Table as Council
from winset.scenario.nouns.talks import Talks, Track

AnyTable = Annotated[Talks | Track | Council, Field(discriminator="kind")]
"""A table of any kind."""
