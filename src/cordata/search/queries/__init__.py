"""What is searched, by whom, and what was found."""
