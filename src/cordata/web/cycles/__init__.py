"""Pages of the cycle: the goals of a school."""
