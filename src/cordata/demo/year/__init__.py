"""A year that the demo's clusters have lived: from words in six languages, and a seed."""
