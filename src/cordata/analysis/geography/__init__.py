"""Where schools are: travel time, coordinates, outlines for maps drawn on the server."""
