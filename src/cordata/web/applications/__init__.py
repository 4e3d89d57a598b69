"""Applications: the school's pages behind its link, and what coordinators read of them."""
