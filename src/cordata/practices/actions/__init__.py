"""Verbs of practices: ``telling``, ``documenting``, ``evidence``, ``agreeing``, ``validating``, ``passing``, ``contact``."""
