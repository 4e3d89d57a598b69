"""Calls: the desk where they are written, and the pages where the public reads them."""
