"""Prices in force, terms as they were recorded and confirmed, and every figure made of them."""
