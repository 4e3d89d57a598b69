"""Pages of costs: what a cluster used, what a network costs, and the prices behind both."""
