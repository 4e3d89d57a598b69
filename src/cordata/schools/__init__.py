"""Schools, their sites and legal entities, and the registers they come from."""
