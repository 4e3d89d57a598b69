"""Ask, do one thing, show."""
