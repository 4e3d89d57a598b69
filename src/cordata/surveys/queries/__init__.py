"""Reads of surveys: instruments to choose from, rounds with their counts, sheets of answers."""
