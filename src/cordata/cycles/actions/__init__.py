"""Verbs of the cycle, by what they are about."""
