"""Pages of matching and clusters, by what a person does on them."""
