"""Published cases of collective decisions, each under its citation, replayed by a test."""
