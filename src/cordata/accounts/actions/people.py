"""What people change of themselves, and what is noted of their coming and going."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.history.actions import record


@transaction.atomic
def change_me(person: User, *, name: str, language: str, by: User) -> None:
    """A person's own name and language."""
    person.name, person.language = name.strip(), language
    person.save(update_fields=["name", "language"])
    record("person.changed", on=person, by=by, concerns=person)


@transaction.atomic
def add_person(*, email: str, name: str, language: str, by: User | None) -> User:
    """A person without an invitation: the first administrator, or the people of a demo."""
    person = User.objects.create(email=email, name=name, language=language)
    record("person.added", on=person, by=by, concerns=person)
    return person


def use_up_links(person: User) -> bool:
    """Make the sign-in links of a person worthless; of two who press at once, one gets True."""
    mine = User.objects.filter(pk=person.pk, last_login=person.last_login, is_active=True)
    return bool(mine.update(last_login=timezone.now()))


def note_sign_in(person: User, *, by: User) -> None:
    """Remember that somebody signed in."""
    record("person.signed_in", on=person, by=by, concerns=person)


@transaction.atomic
def reset_second_step(person: User, *, by: User) -> int:
    """Take away apps, passkeys and spare codes of somebody whose phone is gone.

    Whoever asks must be known to be that person: that is for the coordinator to check.
    Returns how many were taken away.
    """
    taken: int
    taken, _kinds = Authenticator.objects.filter(user=person).delete()
    record("second_step.reset", on=person, by=by, concerns=person, taken=taken)
    return taken


def note_second_step(person: User, *, verb: str, by: User) -> None:
    """Remember that a way to sign in was added, taken away, or its spare codes renewed."""
    record(f"second_step.{verb}", on=person, by=by, concerns=person)


def note_sign_out(person: User, *, by: User, everywhere: bool = False) -> None:
    """Remember that somebody signed out, here or everywhere."""
    verb = "person.signed_out_everywhere" if everywhere else "person.signed_out"
    record(verb, on=person, by=by, concerns=person)
