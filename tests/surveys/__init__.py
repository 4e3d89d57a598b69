"""Rounds and answers."""
