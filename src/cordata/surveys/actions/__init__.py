"""What is done with instruments, rounds and answers."""
