"""Verbs of research: freeze, register, run, find, review, release."""
