"""Assessment and decision: the pages of assessors, coordinators, and schools that appeal."""
