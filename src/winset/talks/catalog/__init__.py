"""Published cases of bargaining, each under its citation, replayed by a test."""
