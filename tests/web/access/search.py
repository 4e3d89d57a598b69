"""Search is everybody's; what is found is each reader's own (tests/search/test_hidden.py)."""

OPEN = {"visitor": 200, "others": 200}


def _none(_cast):
    return {}


ROWS = [
    ("get", "search:search", _none, OPEN),
    ("get", "search:json", _none, OPEN),
]
