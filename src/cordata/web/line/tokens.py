"""A page carries a token that says whose it is: what is typed is kept after a session ended."""

from django.core import signing

from cordata.accounts.models import User

SALT = "cordata.line"
LASTS = 3 * 24 * 3600  # seconds: a page left open over a weekend


def token_for(person: User) -> str:
    """It lets its holder add to this person's unsent forms, and read nothing."""
    return signing.TimestampSigner(salt=SALT).sign(person.public_id)


def person_of(token: str) -> User | None:
    """Whose page it was; None if it is too old or not ours."""
    try:
        public_id = signing.TimestampSigner(salt=SALT).unsign(token, max_age=LASTS)
    except signing.BadSignature:
        return None
    return User.objects.filter(public_id=public_id, is_active=True).first()
