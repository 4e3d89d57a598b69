"""Reads of instruments, rounds and reports."""
