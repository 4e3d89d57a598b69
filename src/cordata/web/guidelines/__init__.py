"""Guidelines: read, taken along as files, written, reviewed and published."""
