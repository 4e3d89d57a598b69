"""Answering without an account."""
