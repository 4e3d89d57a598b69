"""Forms of the instruments: `question` for one question, `whole` for all of it."""
