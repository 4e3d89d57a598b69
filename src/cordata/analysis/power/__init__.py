"""What a design can see before anybody is asked: smallest effects, power, sizes."""
