"""What leaves the house of a finding: its files, and what stands beside them."""
