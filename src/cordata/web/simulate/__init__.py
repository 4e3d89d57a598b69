"""From six numbers to the bill, saved scenarios, and whether evidence fits a place."""
