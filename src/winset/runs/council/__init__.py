"""Where a council meets the money: what options cost its members, and how they then vote."""
