"""`python -m winset.cli`: the same as the command `winset`."""

from __future__ import annotations

from winset.cli.app import main

if __name__ == "__main__":
    main()
