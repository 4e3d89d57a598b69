"""Pupils in classes in schools: variance components from sums per group, fast at any size."""
