"""What is typed is kept for whoever the page's token names; the pages of a device are open."""

OPEN = {"visitor": 200, "others": 200}
WITHOUT_RECEIPT = {"visitor": 400, "others": 400}


def _none(_cast):
    return {}


ROWS = [
    ("post", "line:keep", _none, WITHOUT_RECEIPT),
    ("post", "line:forget", _none, WITHOUT_RECEIPT),
    ("get", "line:kept", _none, OPEN),
    ("get", "service-worker", _none, OPEN),
]
