"""What researchers read, and how a number is computed again."""
