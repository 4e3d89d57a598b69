"""Public pages, and this week."""

OPEN = {"visitor": 200, "others": 200}


def _none(_cast):
    return {}


ROWS = [
    ("get", "home:home", _none, OPEN),
    ("get", "home:this-week", _none, {"others": 200}),
    ("post", "home:theme", _none, {"visitor": 302, "others": 302}),
    ("get", "home:health", _none, OPEN),
    ("get", "home:text", lambda _cast: {"slug": "about"}, OPEN),
    ("get", "robots", _none, OPEN),
    ("get", "sitemap", _none, OPEN),
    ("get", "alive", _none, OPEN),
]
