"""What people fill in about practices."""
