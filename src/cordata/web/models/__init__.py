"""Models of coordination: compared, as they are lived, and what nobody knows of them yet."""
