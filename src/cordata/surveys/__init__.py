"""Instruments, rounds, answers, and what a school reads in its report."""
