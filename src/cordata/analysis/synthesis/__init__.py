"""Effects of several countries or studies put together, and how far they differ."""
