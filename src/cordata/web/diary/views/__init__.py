"""Views of the diary: ``entries``, ``posts``."""
