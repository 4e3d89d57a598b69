"""How clusters are coordinated: what was declared, what the records tell, and shares by model."""
