"""Forms of questions: what an instrument asks, in every language, and when."""
