"""What clusters use, what it costs, and who confirmed it."""
