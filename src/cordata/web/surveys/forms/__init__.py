"""Forms of rounds and of paper sheets."""
