"""What is stored of it."""
