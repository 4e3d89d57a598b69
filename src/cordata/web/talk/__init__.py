"""Talk of a cluster, its files, and the weekly letter."""
