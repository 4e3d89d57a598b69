"""Pure mathematics of the field: typed, deterministic; no Django, database, clock or network."""
