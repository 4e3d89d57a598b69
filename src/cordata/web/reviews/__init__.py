"""Looking back: reflections, mid-term, the term's page, hand-over."""
