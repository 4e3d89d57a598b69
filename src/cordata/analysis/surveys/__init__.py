"""Scores of questionnaires: for a person, a voice of a school, a round of a whole country."""
