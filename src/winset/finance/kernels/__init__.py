"""The fast inner loops of the money: one path after another, compiled by numba."""
