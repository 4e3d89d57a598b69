"""The declared queries that frozen tables are built by: one file for each kind."""
