"""Forms of a call, one file for each part of the task list."""
