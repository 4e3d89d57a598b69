"""Jobs of the evidence engine and of its peers, on the same inputs; see ``bench/analysis.py``."""
