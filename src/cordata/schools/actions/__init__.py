"""Verbs of schools and of the registers they come from."""
