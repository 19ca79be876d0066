"""What the answer hangs on: drivers, discovery, sweeps."""
