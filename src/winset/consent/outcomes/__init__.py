"""Models that forecast a decision's outcome from positions, and how well they do."""
