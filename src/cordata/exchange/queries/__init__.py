"""What is read of the exchange: by everybody, and by those who work in it."""
