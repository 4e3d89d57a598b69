"""What leaves the house: described, packed so that strangers can check it, and opened again."""
