"""Analyses of frozen tables, findings that can be checked, and what is released of them."""
