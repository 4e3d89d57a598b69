"""Only administrators administer."""

from cordata.accounts.models import Role


def _none(_cast):
    return {}


def _role(cast):
    return {"role": Role.objects.get(person=cast.people["teacher"]).public_id}


ROWS = [
    ("get", "admin:roles", _none, {"administrator": 200}),
    ("post", "admin:end-role", _role, {"administrator": 302}),
    ("get", "admin:audit", _none, {"administrator": 200}),
    ("get", "admin:health", _none, {"administrator": 200}),
]
