"""Verbs of surveys: start and close rounds, take answers, print slips, enter paper."""
