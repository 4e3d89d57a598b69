"""Keep the catalogue. It holds nothing of its own, so the trail has no line of it."""
