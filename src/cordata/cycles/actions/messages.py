"""Send one message to many schools, once; take it back while its letters wait."""

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.models import Cluster
from cordata.cycles.models import Message
from cordata.cycles.queries.messages import Sending, Texts, preview_of, sending_of
from cordata.history.actions import record
from cordata.networks.models import Cohort
from cordata.notices.actions import compose_letter, post_letters, withdraw_letters

UNDO = dt.timedelta(minutes=10)
PURPOSE = "message"


class NobodyToWriteTo(Exception):
    """Nobody of these schools has joined yet, or nothing is written."""


class ReadersChanged(Exception):
    """Others would get it than the check page said; ``sending`` is who would now."""

    def __init__(self, sending: Sending) -> None:
        super().__init__(str(len(sending.readers)))
        self.sending = sending


class TooLate(Exception):
    """The ten minutes are over, or it is taken back already."""


def send_message(
    cohort: Cohort,
    *,
    group: str,
    clusters: Collection[Cluster],
    texts: Texts,
    readers: int,
    receipt: UUID,
    by: User,
) -> Message:
    """Put its letters in the outbox; they leave in ten minutes. The same receipt sends once.

    readers  how many the check page said
    Raises NobodyToWriteTo, ReadersChanged.
    """
    sent = Message.objects.filter(receipt=receipt).first()
    if sent:
        return sent
    try:
        return _send(cohort, group, clusters, texts, readers=readers, receipt=receipt, by=by)
    except IntegrityError:  # the same form, pressed twice at once
        return Message.objects.get(receipt=receipt)


@transaction.atomic
def _send(
    cohort: Cohort,
    group: str,
    clusters: Collection[Cluster],
    texts: Texts,
    *,
    readers: int,
    receipt: UUID,
    by: User,
) -> Message:
    sending = sending_of(cohort, group, clusters, texts)
    if not sending.readers or not texts:
        raise NobodyToWriteTo
    if len(sending.readers) != readers:
        raise ReadersChanged(sending)
    message = Message.objects.create(
        receipt=receipt,
        cohort=cohort,
        group=group,
        texts=texts,
        readers=readers,
        sent_by=by,
        undo_until=timezone.now() + UNDO,
    )
    message.clusters.set(clusters if group == Message.Group.CHOSEN else [])
    _write(message, sending)
    _note("message.sent", message, by, readers=readers, group=group)
    return message


def _write(message: Message, sending: Sending) -> None:
    words = preview_of(message.cohort, message.texts, by=message.sent_by)
    post_letters(
        compose_letter(
            to=reader.email,
            person=reader,
            language=language,
            purpose=PURPOSE,
            about=message.public_id,
            send_after=message.undo_until,
            by=message.sent_by,
            subject=words[language]["subject"],
            body=words[language]["body"],
        )
        for reader, language in sending.readers
    )


@transaction.atomic
def withdraw_message(message: Message, *, by: User) -> int:
    """Keep its letters from leaving; returns how many stayed. Raises TooLate."""
    now = timezone.now()
    young = Message.objects.filter(pk=message.pk, withdrawn_at=None, undo_until__gt=now)
    if not young.update(withdrawn_at=now):
        raise TooLate
    stayed = withdraw_letters(about=message.public_id)
    _note("message.withdrawn", message, by, letters=stayed)
    return stayed


def _note(verb: str, message: Message, by: User, **facts: Any) -> None:
    record(verb, on=message, by=by, scope=f"country:{message.cohort.country_id}", **facts)
