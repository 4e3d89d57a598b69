"""Pages of reports: what a school reads of its answers, and what it chooses from them."""
