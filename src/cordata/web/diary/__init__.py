"""Diary: of a cluster, shared ones, and what the public reads of them."""
