"""Views by page: clusters to call, messages, reports, and what a school sees of itself."""
