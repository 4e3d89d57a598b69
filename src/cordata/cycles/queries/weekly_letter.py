"""The words of the weekly letter, in the language that is active: plain text, short."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.accounts.models import User
from cordata.cycles.models import Activity, Post, Stand
from cordata.cycles.queries.addresses import page_of
from cordata.cycles.queries.digests import Asked, News
from cordata.kit.days import daytime

EXCERPT = 240  # characters of a post
MOST_POSTS = 12
MOST_STANDS = 12


def weekly_letter(
    person: User, asked: Sequence[Asked], news: News, *, stop: str
) -> tuple[str, str]:
    """Subject and body. ``stop`` is the address of the page that stops these letters."""
    parts = [_("Hello %(name)s,") % {"name": person.name}]
    if asked:
        parts.append(_part(_("Asked of you this week"), (_task(one) for one in asked)))
    if news.visit:
        parts.append(_part(_("What comes next"), [_visit(news.visit)]))
    if news.posts:
        parts.append(_part(_("New in the conversations of your cluster"), _posts(news.posts)))
    if news.stands:
        moved = [_stand(one) for one in news.stands[:MOST_STANDS]]
        parts.append(_part(_("Goals that moved"), moved))
    parts.append(
        _("You get one such letter a week. If you do not want it, choose so here:\n%(address)s")
        % {"address": stop}
    )
    return _subject(asked, news), "\n\n".join(parts)


def _subject(asked: Sequence[Asked], news: News) -> str:
    """What is asked counts most; without it, what is new."""
    if asked:
        text = ngettext(
            "Your week: %(number)d thing to do (%(minutes)s min)",
            "Your week: %(number)d things to do (%(minutes)s min)",
            len(asked),
        )
        return text % {"number": len(asked), "minutes": sum(one.minutes for one in asked)}
    if news.posts:
        text = ngettext(
            "Your week: %(number)d new post", "Your week: %(number)d new posts", len(news.posts)
        )
        return text % {"number": len(news.posts)}
    return _("Your week in the cluster")


def _part(title: str, lines: Sequence[str] | Iterator[str]) -> str:
    return "\n".join([title.upper(), "", "\n\n".join(lines)])


def _task(one: Asked) -> str:
    minutes = ngettext("%(number)s minute", "%(number)s minutes", one.minutes)
    facts = ", ".join(part for part in (one.about, minutes % {"number": one.minutes}) if part)
    return f"- {one.sentence}\n  {facts}\n  {urljoin(settings.PUBLIC_ADDRESS, one.address)}"


def _visit(one: Activity) -> str:
    at = timezone.localtime(one.starts_at, ZoneInfo(one.cluster.cohort.country.time_zone))
    where = one.where or _("online")
    page = page_of(_language(), f"activities/{one.public_id}/")
    return f"- {one.get_kind_display()}, {daytime(at)}, {where}\n  {page}"


def _posts(posts: Sequence[Post]) -> Iterator[str]:
    """By thread, each post with its beginning; the rest is counted."""
    for _key, group in groupby(posts[:MOST_POSTS], key=lambda post: post.thread_id):
        said = list(group)
        thread = said[0].thread
        lines = [f"- {thread.title} ({thread.cluster.name})", *(_post(one) for one in said)]
        yield "\n".join([*lines, f"  {page_of(_language(), f'talk/{thread.public_id}/')}"])
    more = len(posts) - MOST_POSTS
    if more > 0:
        text = ngettext("and %(number)d more post", "and %(number)d more posts", more)
        yield text % {"number": more}


def _post(one: Post) -> str:
    words = Truncator(" ".join(one.text.split())).chars(EXCERPT)
    return f"  {one.written_by.name}: {words}"


def _stand(one: Stand) -> str:
    goal = one.goal
    page = page_of(_language(), f"goals/{goal.public_id}/")
    school = goal.participation.school.name
    said = _("“%(words)s”") % {"words": one.sentence}
    return f"- {goal.text}: {one.get_stop_display()} ({school})\n  {said}\n  {page}"


def _language() -> str:
    return translation.get_language() or "en"
