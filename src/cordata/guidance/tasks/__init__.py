"""What the machine does with guidance while nobody looks."""
