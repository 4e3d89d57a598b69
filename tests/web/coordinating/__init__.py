"""Pages of the coordinator’s year."""
