"""What may be shown without telling what single people or schools answered."""
