"""Put the letters about a publication in the outbox; they leave when it can stand."""

import datetime as dt
from collections.abc import Iterable

from cordata.accounts.models import User
from cordata.clusters.queries.letters import Tied, letters_about
from cordata.notices.actions import write_letter


def write_letters(
    clusters: Iterable[Tied], *, about: str, send_after: dt.datetime | None = None, by: User
) -> int:
    """Write one letter to each person concerned; returns how many.

    about  public id of the publication or the cluster
    """
    letters = letters_about(clusters, by=by)
    for letter in letters:
        write_letter(
            to=letter.to.email,
            person=letter.to,
            language=letter.to.language,
            subject=letter.subject,
            body=letter.body,
            purpose="publication",
            about=about,
            send_after=send_after,
            by=by,
        )
    return len(letters)
