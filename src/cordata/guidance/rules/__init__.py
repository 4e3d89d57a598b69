"""Who may do what with guidance."""
