"""Pages of guidelines."""
