"""What people do with guidance."""
