"""What schools tried: told by them, documented by researchers, learned by other schools."""
