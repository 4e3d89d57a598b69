"""What people fill in for their organisation, and at the desk."""
