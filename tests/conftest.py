"""Property tests try the same examples in every run, so that a change is judged by what it changes.

`HYPOTHESIS_PROFILE=search make test` tries new ones: a fault found that way is mended, or kept as
an example of its test.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.register_profile("search", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
