"""Pages of looking back."""
