"""Charts, one per file: each reads a run's tables and returns an Altair chart."""
