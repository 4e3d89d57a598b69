"""Recommendations: read, followed down to their evidence, written and decided on."""
