"""Reads of matching and clusters, by what they are about."""
