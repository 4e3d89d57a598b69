"""The living catalogue of components, for who builds pages. Only while trying (DEBUG)."""
