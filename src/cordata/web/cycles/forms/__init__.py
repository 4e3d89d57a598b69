"""What people fill in about goals and activities."""
