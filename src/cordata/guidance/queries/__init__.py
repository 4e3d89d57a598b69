"""What people read of guidance, and the one path of its figures."""
