"""How sure a number is, where what was drawn or assigned as one is a handful of clusters."""
