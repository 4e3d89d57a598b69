"""People, what they may do and where, and the links that invite them."""
