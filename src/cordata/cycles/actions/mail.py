"""Answers that come by mail: posted, or sent back with the reason, or left alone."""

import datetime as dt
import re
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cordata.cycles.actions.calendar_answers import take_answer
from cordata.cycles.actions.sending_back import AUTOMATIC, Became, is_from, send_back
from cordata.cycles.actions.talk import ThreadClosed, answer
from cordata.cycles.models import MOST_CHARACTERS, Listener, Post
from cordata.cycles.queries.addresses import page_of
from cordata.cycles.queries.answers import invited_at
from cordata.cycles.rules import may_talk
from cordata.kit.incoming import Incoming, read_mail
from cordata.notices.actions import write_letter

TOKEN = re.compile(r"^reply\+([0-9a-f]{32})@")
SAID_ENOUGH = 2


@transaction.atomic
def receive(raw: bytes, *, by: None = None) -> Became:
    """Take in one mail (RFC 822). The address it came to says which thread and who answers.

    by  nobody of ours: whoever the address was made for
    """
    del by
    mail = read_mail(raw)
    # Google and others say of a pressed button that a machine sent it: so these come first.
    if invited := invited_at(mail.recipients):
        return take_answer(mail, *invited)
    if mail.is_automatic:
        return Became.MACHINE
    listener = _listener(mail)
    return _post(mail, listener) if listener else Became.UNKNOWN


def _post(mail: Incoming, listener: Listener) -> Became:
    person, thread = listener.person, listener.thread
    receipt = uuid5(NAMESPACE_URL, f"{listener.token}/{mail.key}")
    if Post.objects.filter(receipt=receipt).exists():
        return Became.AGAIN
    if why := _refused(mail, listener):
        return _back(mail, listener, why)
    if _is_repeated(mail, listener):
        return Became.MACHINE
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
        return _back(mail, listener, Became.CLOSED)
    if mail.has_files:
        _tell_of_files(listener)
    return Became.POSTED


def _listener(mail: Incoming) -> Listener | None:
    tokens = [found[1] for one in mail.recipients if (found := TOKEN.match(one))]
    known = Listener.objects.select_related("person", "thread__cluster__cohort")
    named = list(known.filter(token__in=tokens).order_by("pk"))
    # An answer to all may come to a colleague's address as well as to one's own.
    return next((one for one in named if is_from(mail, one.person)), next(iter(named), None))


def _refused(mail: Incoming, listener: Listener) -> Became | None:
    if not is_from(mail, listener.person):
        return Became.STRANGER
    if not listener.person.is_active or not may_talk(listener.person, listener.thread.cluster):
        return Became.OUTSIDE
    if not mail.text:
        return Became.EMPTY
    if len(mail.text) > MOST_CHARACTERS:
        return Became.TOO_LONG
    return None


def _is_repeated(mail: Incoming, listener: Listener) -> bool:
    """Whether it says the same for the third time in an hour, as programs do that do not say what
    they are: two of them would answer one another for ever.
    """
    lately = timezone.now() - dt.timedelta(hours=1)
    said = Post.objects.filter(
        thread=listener.thread, written_by=listener.person, by_mail=True, text=mail.text
    )
    return said.filter(written_at__gt=lately).count() >= SAID_ENOUGH


def _back(mail: Incoming, listener: Listener, why: Became) -> Became:
    return send_back(
        mail,
        why,
        person=listener.person,
        on=listener.thread,
        reason=lambda: _reason(why, listener),
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
            headers=dict(AUTOMATIC),
        )
