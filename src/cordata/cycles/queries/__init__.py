"""What people see of the cycle."""
