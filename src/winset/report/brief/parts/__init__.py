"""The parts of a brief, one per file; `winset.report.brief.register` puts them in order."""
