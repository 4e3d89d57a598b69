"""The mentoring cycle: what a cluster sets out to do, and how it goes."""
