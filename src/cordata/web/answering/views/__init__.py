"""Begin, answer, send."""
