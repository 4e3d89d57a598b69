"""Views of dates, by page."""
