"""Pages about schools."""
