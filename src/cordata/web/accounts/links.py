"""The link in a sign-in mail: signed, for 15 minutes, worthless after one sign-in."""

from datetime import timedelta

from django.conf import settings
from django.core import signing

from cordata.accounts.models import User

SALT = "cordata.sign-in"
LASTS = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)


def token_for(person: User) -> str:
    """A token that signs ``person`` in once: it names the sign-in before it."""
    return signing.dumps({"person": person.public_id, "last": _last(person)}, salt=SALT)


def person_of(token: str) -> User | None:
    """Whom a token signs in, or None if it is forged, too old or used."""
    try:
        said = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    person = User.objects.filter(public_id=said.get("person"), is_active=True).first()
    return person if person and _last(person) == said.get("last") else None


def _last(person: User) -> str:
    return person.last_login.isoformat() if person.last_login else ""
