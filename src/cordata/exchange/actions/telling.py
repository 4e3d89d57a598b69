"""Letters of the exchange: to the people of organisations, each in their own language."""

from collections.abc import Callable, Iterable
from urllib.parse import urljoin

from django.conf import settings
from django.utils import translation

from cordata.accounts.models import User
from cordata.exchange.models import Organisation
from cordata.exchange.queries.organisations import people_of
from cordata.notices.actions import compose_letter, post_letters


def page_of(language: str, path: str) -> str:
    """A page of ours in the reader's language; ``path`` without a slash before it."""
    return urljoin(settings.PUBLIC_ADDRESS, f"/{language}/{path}")


def tell(
    organisations: Iterable[Organisation],
    words: Callable[[User], tuple[str, str]],
    *,
    purpose: str,
    about: str,
    by: User | None,
    signing: bool = False,
    but: User | None = None,
) -> int:
    """One letter to each of their people, who may work for several; returns how many.

    words    subject and body for a person, in whose language it is called
    signing  only to those who may speak for their organisation
    but      whoever has done it knows
    """
    people = dict.fromkeys(one for one, _of in people_of(organisations, signing=signing))
    return post_letters(
        compose_letter(
            to=person.email,
            person=person,
            language=person.language,
            subject=subject,
            body=body,
            purpose=purpose,
            about=about,
            reply_to="",
            by=by,
        )
        for person in people
        if person != but
        for subject, body in [_in_their_language(person, words)]
    )


def _in_their_language(
    person: User, words: Callable[[User], tuple[str, str]]
) -> tuple[str, str]:
    with translation.override(person.language):
        return words(person)
