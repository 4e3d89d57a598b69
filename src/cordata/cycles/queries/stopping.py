"""Letters that come without being asked for each: the links that stop them, and who gets them."""

from enum import StrEnum

from django.core import signing

from cordata.accounts.models import User
from cordata.cycles.models import NoDigest, PersonalCalendar
from cordata.cycles.queries.addresses import page_of


class Kind(StrEnum):
    """What can be stopped; each is the address of its page, too."""

    WEEKLY = "weekly-letter"
    DATES = "letters-about-dates"


def stop_token(kind: Kind, person: User) -> str:
    """What lets anybody who reads the person's mail stop these letters, and no more."""
    return signing.Signer(salt=kind).sign(person.public_id)


def stop_page(kind: Kind, person: User) -> str:
    """Where these letters are stopped, and begun again, without signing in."""
    return page_of(person.language, f"{kind}/{stop_token(kind, person)}/")


def person_with(kind: Kind, token: str) -> User | None:
    """Whose letters a link is about."""
    try:
        public_id = signing.Signer(salt=kind).unsign(token)
    except signing.BadSignature:
        return None
    return User.objects.filter(public_id=public_id, is_active=True).first()


def gets_letters(kind: Kind, person: User) -> bool:
    """Whether they come, if there is something to tell."""
    if kind == Kind.WEEKLY:
        return not NoDigest.objects.filter(person=person).exists()
    return not PersonalCalendar.objects.filter(person=person, invitations=False).exists()
