"""Schools that begin in different years: effects by cohort and year, and honest summaries."""
