"""Put the letters about a publication in the outbox; they leave when it can stand."""

from collections.abc import Iterable

from cordata.accounts.models import User
from cordata.clusters.models import Publication
from cordata.clusters.queries.letters import Tied, letters_about
from cordata.notices.actions import write_letter


def write_letters(publication: Publication, clusters: Iterable[Tied], *, by: User) -> int:
    """Write one letter to each person concerned; returns how many."""
    letters = letters_about(clusters, by=by)
    for letter in letters:
        write_letter(
            to=letter.to.email,
            person=letter.to,
            language=letter.to.language,
            subject=letter.subject,
            body=letter.body,
            purpose="publication",
            about=publication.public_id,
            send_after=publication.undo_until,
            by=by,
        )
    return len(letters)
