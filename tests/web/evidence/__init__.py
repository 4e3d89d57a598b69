"""Pages of research, through the real views."""
