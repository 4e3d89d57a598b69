"""The catalogue of components, which is there only while trying."""

ROWS = [("get", "catalogue:components", lambda _cast: {}, {"visitor": 200, "others": 200})]
