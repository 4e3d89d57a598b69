"""Calls, applications, selection: how schools come into a cohort, in public."""
