"""Pages for people who write and translate."""
