"""Posts as the page shows them: what depends on who reads is settled here, once for each."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from cordata.cycles.actions.talk import EDITABLE
from cordata.kit import days

NAMES = dict(settings.LANGUAGES)


def shown(
    posts: Iterable[dict[str, Any]], *, reader: int, read_to: int, zone: str
) -> Iterator[dict[str, Any]]:
    """Each post with ``when``, ``other_language``, ``is_new``, ``is_mine``, ``may_edit``.

    reader   key of the person who reads
    read_to  key of the last post they have seen before
    zone     the clock of the cluster's country
    """
    here, language = ZoneInfo(zone), get_language()
    young = timezone.now() - EDITABLE
    # Most posts of a thread are of a few days, and Django takes its time to write one.
    day_of = cache(days.day_month)
    for post in posts:
        at = post["written_at"].astimezone(here)
        is_mine = post["written_by"] == reader
        yield post | {
            "when": f"{day_of(at.date())}, {days.clock(at)}",
            "other_language": NAMES[post["language"]] if post["language"] != language else "",
            "is_new": post["pk"] > read_to and not is_mine,
            "is_mine": is_mine,
            "may_edit": is_mine and post["written_at"] > young,
            "gone_on": _day(post["withdrawn_at"], here),
        }


def _day(at: dt.datetime | None, zone: ZoneInfo) -> str:
    return days.day_month(at.astimezone(zone)) if at else ""
