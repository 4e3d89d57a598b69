"""Answer one head of the common guide for a country; what was said before stays readable."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from cordata.accounts.models import User
from cordata.exchange.models import Answer, Organisation
from cordata.history.actions import record
from cordata.networks.actions.stale import ChangedBySomebody


class WhoseWord(Exception):
    """An answer has an owner, or a published source."""


@transaction.atomic
def answer_guide(
    country: str,
    head: str,
    *,
    short: str,
    text: str,
    language: str,
    said_on: dt.date,
    source: str = "",
    organisation: Organisation | None,
    after: int | None,
    by: User,
) -> Answer:
    """A new answer; the one before stays in the history.

    after  the number that the writer saw; None takes whichever is the last

    Raises WhoseWord, ChangedBySomebody.
    """
    if organisation is None and not source:
        raise WhoseWord
    before = Answer.objects.select_for_update().filter(country=country, head=head)
    last = before.order_by("-number").first()
    number = before.aggregate(last=Max("number"))["last"] or 0
    if after is not None and after != number:
        raise ChangedBySomebody(last)
    answer = Answer.objects.create(
        country=country,
        head=head,
        number=number + 1,
        short=short,
        text=text,
        language=language,
        organisation=organisation,
        source=source,
        said_on=said_on,
        written_by=by,
    )
    scope = f"country:{country}"
    record("profile.answered", on=answer, by=by, scope=scope, concerns=organisation, head=head)
    return answer
