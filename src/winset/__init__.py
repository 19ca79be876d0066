"""winset: who would agree to what, what it costs each of them, what would change their minds."""
