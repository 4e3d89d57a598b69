"""Forms of research."""
