"""The money of a run as members' own accounts see it, and why an amount is what it is."""
