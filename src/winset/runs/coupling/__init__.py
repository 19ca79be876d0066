"""The talks and the money brought together: scenario to engines, engines to each other."""
