"""What an organisation says to a challenge: several colleagues write it, head by head."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.exchange.models import Challenge, Contribution, Organisation
from cordata.exchange.queries.meetings import contribution_of, mark_of
from cordata.history.actions import record
from cordata.networks.actions.stale import ChangedBySomebody


@transaction.atomic
def contribute(
    challenge: Challenge,
    organisation: Organisation,
    texts: dict[str, str],
    *,
    seen: dict[str, str] | None = None,
    language: str,
    by: User,
) -> int:
    """What an organisation says under the fixed heads; an empty one takes it back.

    seen     of each head the mark (``queries.meetings.mark_of``) of what the person was shown: a
             head they left as it was stays a colleague's; None writes all of them
    returns  how many stand

    Raises ChangedBySomebody: under a head that was changed here a colleague was faster.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # one after the other
    stands = {one.under: one for one in contribution_of(challenge, organisation)}
    for under in Contribution.Under.values:
        text, now = texts.get(under, "").strip(), stands.get(under)
        mark, is_now = mark_of(text), mark_of(now.text if now else "")
        if mark == is_now and (now is None or now.language == language or now.written_by != by):
            continue  # the same words: a colleague's stay in the language they say them in
        shown = is_now if seen is None else seen.get(under, "")
        if shown != is_now:
            if mark == shown:
                continue  # not touched here: what a colleague said meanwhile stays
            raise ChangedBySomebody(challenge)
        _say(challenge, organisation, under, text, language, by)
    scope = f"country:{organisation.country}"
    record("challenge.contributed", on=challenge, by=by, scope=scope, concerns=organisation)
    return contribution_of(challenge, organisation).count()


def _say(
    challenge: Challenge, organisation: Organisation, under: str, text: str, language: str,
    by: User,
) -> None:  # fmt: skip
    mine: dict[str, Any] = {
        "challenge": challenge,
        "organisation": organisation,
        "under": under,
    }
    if not text:
        Contribution.objects.filter(**mine).delete()
        return
    said = {"text": text, "language": language, "written_by": by}
    Contribution.objects.update_or_create(
        **mine, defaults=said | {"written_at": timezone.now()}
    )
