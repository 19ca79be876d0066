"""The money: needs and receipts, instruments composed from parts, and what they cost whom."""
