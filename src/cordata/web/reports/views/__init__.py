"""Views of reports: ``report``, ``files``, ``choose``."""
