"""Decision rules and the exact analysis of the coalitions that they make winning."""
