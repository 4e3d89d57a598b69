"""What leaves the house, and what a stranger may do with it."""
