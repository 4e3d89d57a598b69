"""Texts: those of the platform are the administrators'."""


def _about(_cast):
    return {"slug": "about", "language": "it"}


ROWS = [
    ("get", "documents:texts", lambda _cast: {}, {"administrator": 200}),
    ("get", "documents:write", _about, {"administrator": 200}),
]
