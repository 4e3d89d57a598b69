"""Texts that people write and translate, with their revisions."""
