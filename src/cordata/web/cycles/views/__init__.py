"""Views of the cycle: ``goals``."""
