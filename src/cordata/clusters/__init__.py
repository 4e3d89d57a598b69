"""Matching drafts and plans, pins and prices, and the clusters that come of them."""
