"""Views of the instruments, by what one does with them."""
