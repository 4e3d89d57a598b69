"""The catalogue of components, which is there only while trying."""

OPEN = {"visitor": 200, "others": 200}


def _none(_cast):
    return {}


ROWS = [
    ("get", "catalogue:components", _none, OPEN),
    ("get", "catalogue:line", _none, OPEN),
    ("post", "catalogue:line", _none, {"visitor": 422, "others": 422}),
]
