"""Reference tables: typed, with unit, vintage, source and licence, read when first asked for."""
