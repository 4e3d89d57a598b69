"""Views of costs."""
