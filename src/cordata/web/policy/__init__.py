"""What policy makers do for their organisation, and the desk of those who call the group together."""
