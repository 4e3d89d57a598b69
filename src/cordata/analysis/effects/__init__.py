"""Did it help? Differences that may be called effects, and the reasons where they may not."""
