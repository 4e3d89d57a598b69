"""From findings to advice: how sure we are, which verb may be used, how strongly to recommend."""
