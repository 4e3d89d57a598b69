"""The letter at once: only to who asked for it, each with an address to answer to."""

from django.utils import translation
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.cycles.models import Listener, Post, Thread
from cordata.cycles.queries.addresses import page_of, reply_address
from cordata.cycles.queries.talk import begins
from cordata.cycles.rules import may_talk
from cordata.kit.mail import BY_ITSELF
from cordata.kit.replies import MARK
from cordata.notices.actions import compose_letter, post_letters
from cordata.notices.models import Letter
from cordata.notices.queries import message_id


def tell_at_once(post: Post, *, by: User) -> int:
    """Write to everybody who hears of this thread at once and may still enter; how many."""
    thread = post.thread
    asked = Listener.objects.filter(
        thread=thread, hears=Listener.Hears.AT_ONCE, person__is_active=True
    ).exclude(person=by)
    return post_letters(
        _letter(post, listener, by)
        for listener in asked.select_related("person").order_by("pk")
        if may_talk(listener.person, thread.cluster)
    )


def _letter(post: Post, listener: Listener, by: User) -> Letter:
    reader, thread = listener.person, post.thread
    address = reply_address(listener)
    with translation.override(reader.language):
        facts = {
            "name": _writer(post),
            "title": thread.title,
            "text": post.text,
            "address": page_of(reader.language, f"talk/{thread.public_id}/"),
        }
        body = _(
            "%(name)s wrote in “%(title)s”:\n\n%(text)s\n\n"
            "The conversation, and how you hear of it:\n%(address)s"
        )
        if address:
            line = _("Write your answer above this line. Your colleagues will read it.")
            body = f"{MARK} {line} {MARK[::-1]}\n\n{body}"
        else:
            body = f"{body}\n\n" + _("Please answer on that page, not to this letter.")
    return compose_letter(
        to=reader.email,
        person=reader,
        language=reader.language,
        # Mail programs know this word in every language, and put answers together by it.
        subject=thread.title if begins(post) else f"Re: {thread.title}",
        body=body % facts,
        purpose="talk",
        about=post.public_id,
        reply_to=address,
        headers=_headers(thread),
        by=by,
    )


def _writer(post: Post) -> str:
    """Giulia Rossi (IC Le Betulle)."""
    name, school = post.written_by.name, post.school
    return f"{name} ({school.school.name})" if school else name


def _headers(thread: Thread) -> dict[str, str]:
    """Letters of one thread stand together, and no machine answers them."""
    root = message_id(thread.public_id)
    return {"In-Reply-To": root, "References": root} | BY_ITSELF
