"""What people fill in about recommendations."""
