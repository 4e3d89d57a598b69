"""Read the official school registers of six countries, and plain tables, into one form."""
