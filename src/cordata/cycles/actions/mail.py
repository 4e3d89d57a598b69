"""Answers that come by mail: posted, or sent back with the reason, or left alone."""

import re
from enum import StrEnum
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.accounts.queries import person_with_email
from cordata.cycles.actions.talk import ThreadClosed, answer
from cordata.cycles.models import MOST_CHARACTERS, Listener, Post
from cordata.cycles.queries.addresses import page_of
from cordata.cycles.rules import may_talk
from cordata.history.actions import record
from cordata.kit.incoming import Incoming, read_mail
from cordata.notices.actions import write_letter
from cordata.notices.models import Letter

TOKEN = re.compile(r"^reply\+([0-9a-f]{32})@")


class Became(StrEnum):
    """What became of a mail. The first four are silent; the others get a letter back."""

    POSTED = "posted"
    AGAIN = "again"
    MACHINE = "machine"  # a holiday answer, a bounce
    UNKNOWN = "unknown"  # to no address of ours: nobody is told whether there is one
    STRANGER = "stranger"
    OUTSIDE = "outside"
    CLOSED = "closed"
    EMPTY = "empty"
    TOO_LONG = "too_long"


@transaction.atomic
def receive(raw: bytes, *, by: None = None) -> Became:
    """Take in one mail (RFC 822). The address it came to says which thread and who answers.

    by  nobody of ours: whoever the address was made for
    """
    del by
    mail = read_mail(raw)
    if mail.is_automatic:
        return Became.MACHINE
    listener = _listener(mail)
    if listener is None:
        return Became.UNKNOWN
    person, thread = listener.person, listener.thread
    receipt = uuid5(NAMESPACE_URL, f"{listener.token}/{mail.key}")
    if Post.objects.filter(receipt=receipt).exists():
        return Became.AGAIN
    if why := _refused(mail, listener):
        return _send_back(mail, listener, why)
    try:
        answer(
            thread,
            text=mail.text,
            language=person.language,
            receipt=receipt,
            by_mail=True,
            by=person,
        )
    except ThreadClosed:
        return _send_back(mail, listener, Became.CLOSED)
    if mail.has_files:
        _tell_of_files(listener)
    return Became.POSTED


def _listener(mail: Incoming) -> Listener | None:
    tokens = [found[1] for one in mail.recipients if (found := TOKEN.match(one))]
    known = Listener.objects.select_related("person", "thread__cluster__cohort")
    return known.filter(token__in=tokens).first()


def _refused(mail: Incoming, listener: Listener) -> Became | None:
    if not _is_from(mail, listener.person):
        return Became.STRANGER
    if not listener.person.is_active or not may_talk(listener.person, listener.thread.cluster):
        return Became.OUTSIDE
    if not mail.text:
        return Became.EMPTY
    if len(mail.text) > MOST_CHARACTERS:
        return Became.TOO_LONG
    return None


def _is_from(mail: Incoming, person: User) -> bool:
    sender = person_with_email(mail.sender)
    return sender is not None and sender.pk == person.pk


def _send_back(mail: Incoming, listener: Listener, why: Became) -> Became:
    """A polite letter to who wrote; once for a mail that comes twice."""
    about = f"mail_{mail.key[:18]}"
    if not mail.sender or Letter.objects.filter(about=about).exists():
        return why
    known = person_with_email(mail.sender)
    with translation.override(known.language if known else listener.person.language):
        write_letter(
            to=mail.sender,
            person=known,
            language=translation.get_language() or "en",
            subject=_("Your answer was not posted"),
            body=_reason(why, listener) if why != Became.STRANGER else _to_a_stranger(),
            purpose="talk_refused",
            about=about,
            reply_to="",
            headers={"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"},
        )
    record("mail.refused", on=listener.thread, by=None, concerns=listener.person, why=why)
    return why


def _to_a_stranger() -> str:
    """Nothing of the thread: the mail may have been passed on to anybody."""
    return _(
        "Hello,\n\nyour mail went to an address that belongs to another person: everybody has "
        "their own to answer to. It was not posted, and nobody has read it.\n\n"
        "If you wrote from a second address of yours, please answer from the one that our letters "
        "come to. If a colleague passed a letter on to you, ask them to answer it."
    )


def _reason(why: Became, listener: Listener) -> str:
    language = translation.get_language() or "en"
    facts = {
        "title": listener.thread.title,
        "address": page_of(language, f"talk/{listener.thread.public_id}/"),
        "most": MOST_CHARACTERS,
    }
    return {
        Became.OUTSIDE: _(
            "Hello,\n\nyour answer to “%(title)s” was not posted: your school is no longer in this "
            "cluster, or you are no longer in its team."
        ),
        Became.CLOSED: _(
            "Hello,\n\nyour answer to “%(title)s” was not posted: the cluster has come to its end. "
            "Its conversations can still be read:\n%(address)s"
        ),
        Became.EMPTY: _(
            "Hello,\n\nwe found no words of yours in your mail to “%(title)s”. Please write above the "
            "old letter, or answer on the page:\n%(address)s"
        ),
        Became.TOO_LONG: _(
            "Hello,\n\nyour answer to “%(title)s” was not posted: it has more than %(most)d "
            "characters. Please shorten it, or give it to the cluster as a file:\n%(address)s"
        ),
    }[why] % facts


def _tell_of_files(listener: Listener) -> None:
    person, thread = listener.person, listener.thread
    with translation.override(person.language):
        facts = {
            "title": thread.title,
            "address": page_of(person.language, f"clusters/{thread.cluster.public_id}/files/"),
        }
        write_letter(
            to=person.email,
            person=person,
            language=person.language,
            subject=_("Your answer is posted, without its file"),
            body=_(
                "Hello,\n\nyour answer to “%(title)s” is posted. The file in your mail was not kept: a "
                "file needs a title, a licence and a language. Give it to the cluster here:\n"
                "%(address)s"
            )
            % facts,
            purpose="talk_files",
            about=thread.public_id,
            reply_to="",
            headers={"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"},
        )
