"""Rounds for the school, its cluster and its coordinator."""
