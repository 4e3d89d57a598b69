"""What mentoring costs, who bears it, and what is got for it."""
