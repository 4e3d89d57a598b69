"""Programmes, countries and cohorts; which schools take part; the rules of matching."""
