"""Search: one page over everything that its reader may see."""
