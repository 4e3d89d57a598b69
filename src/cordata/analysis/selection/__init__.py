"""Choosing among applicants: ranking, places, sensitivity to the weights, drawing lots."""
