"""Named consistency checks: what a well-formed scenario may still say wrongly."""
