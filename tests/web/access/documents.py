"""Texts: those of the platform are the administrators', a country's its coordinators'."""


def _about(_cast):
    return {"slug": "about", "language": "it"}


ROWS = [
    ("get", "documents:texts", lambda _cast: {}, {"administrator": 200, "coordinator": 200, "coordinator_elsewhere": 200}),
    ("post", "documents:start", lambda _cast: {"cc": "it"}, {"coordinator": 302, "programme_coordinator": 403}),
    ("get", "documents:write", _about, {"administrator": 200}),
    ("get", "documents:history", _about, {"administrator": 200}),
    ("get", "documents:revision", lambda cast: _about(cast) | {"number": 1}, {"administrator": 200}),
]  # fmt: skip
