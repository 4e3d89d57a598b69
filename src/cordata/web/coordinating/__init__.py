"""What a coordinator does in the year: calls, messages, reports."""
