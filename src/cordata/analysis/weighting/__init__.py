"""Comparison schools made alike by weights, and how alike they are."""
