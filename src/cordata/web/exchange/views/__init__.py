"""Views of the public side, by what they show."""
