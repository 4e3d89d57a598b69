"""Letters about a practice: to the team of a school, or to who documents it."""

from collections.abc import Callable, Iterable

from django.utils import translation

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import people_with_role
from cordata.cycles.queries.addresses import page_of
from cordata.notices.actions import compose_letter, post_letters
from cordata.practices.models import Practice
from cordata.schools.models import School

# Called in the language of each reader: subject, and the lines between greeting and address.
Words = Callable[[], tuple[str, str]]


def write_to_school(
    school: School, words: Words, *, about: Practice, purpose: str, page: str, by: User
) -> int:
    """To its head and team, without whoever did it; returns how many."""
    kinds = [RoleKind.HEAD, RoleKind.TEAM]
    people = people_with_role(kinds, Scope.SCHOOL, [school.public_id])
    readers = dict.fromkeys(person for person, _place in people)
    return write_to(readers, words, about=about, purpose=purpose, page=page, by=by)


def write_to(
    readers: Iterable[User], words: Words, *, about: Practice, purpose: str, page: str, by: User
) -> int:
    """One letter each, in their language; ``page`` is where to go, without language."""
    letters = []
    for reader in readers:
        if reader == by or not reader.is_active:
            continue
        with translation.override(reader.language):
            subject, body = words()
        letters.append(
            compose_letter(
                to=reader.email, person=reader, language=reader.language, subject=subject,
                body=f"{body}\n\n{page_of(reader.language, page)}", purpose=purpose,
                about=about.public_id, by=by,
            )
        )  # fmt: skip
    return post_letters(letters)
