"""What authorities make of recommendations: organisations, positions, meetings, what came of it."""
