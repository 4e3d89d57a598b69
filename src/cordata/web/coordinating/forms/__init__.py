"""Forms by page."""
