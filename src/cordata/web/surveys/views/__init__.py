"""Set up a round, watch it, close it; waves of a country."""
