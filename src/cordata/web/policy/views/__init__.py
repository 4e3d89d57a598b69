"""Views of those who write in the exchange, by what they do."""
