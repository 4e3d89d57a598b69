"""What people fill in about networks."""
