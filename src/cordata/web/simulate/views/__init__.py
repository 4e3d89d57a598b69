"""Views of simulating and of contexts."""
