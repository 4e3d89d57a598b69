"""Stop the letters that come without being asked for each, and have them again."""

from django.db import transaction

from cordata.accounts.models import User
from cordata.cycles.actions.dates import choose_invitations
from cordata.cycles.actions.digests import resume_digest, stop_digest
from cordata.cycles.queries.stopping import Kind


@transaction.atomic
def choose_letters(kind: Kind, person: User, *, wanted: bool, by: User | None) -> None:
    """Whether these letters come from now on. Twice is as once.

    by  nobody, where a link in a letter permits it
    """
    if kind == Kind.DATES:
        choose_invitations(person, wanted=wanted, by=by)
    elif wanted:
        resume_digest(person, by=by)
    else:
        stop_digest(person, by=by)
