"""What follows from the evidence: models of coordination, recommendations, guidelines."""
