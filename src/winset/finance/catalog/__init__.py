"""Joint European facilities of the past, composed from the same parts as any other instrument."""
