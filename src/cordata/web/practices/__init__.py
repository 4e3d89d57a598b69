"""Practices: for everybody, for the school that tells one, for whoever documents and validates."""
