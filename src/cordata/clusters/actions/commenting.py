"""Ask mentor schools before clusters are published; they say what they think."""

import datetime as dt
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.clusters.models import Comment, CommentRound, Draft
from cordata.clusters.queries.comments import readers_of
from cordata.history.actions import record
from cordata.kit.days import day
from cordata.networks.models import Participation
from cordata.notices.actions import write_letter


class RoundOver(Exception):
    """The day has passed, or the draft is published or no longer ready."""


@transaction.atomic
def open_round(draft: Draft, *, until: dt.date, by: User) -> CommentRound:
    """Let each mentor school see the cluster it would lead, and comment until that day.

    Opening it again only moves the day; letters go out once. Raises RoundOver.
    """
    if draft.state != Draft.State.READY or until < timezone.localdate():
        raise RoundOver
    round_, is_new = CommentRound.objects.update_or_create(
        draft=draft,
        defaults={"until": until},
        create_defaults={"until": until, "opened_by": by},
    )
    written = _write_letters(round_, by) if is_new else 0
    scope = f"country:{draft.cohort.country_id}"
    record("comments.asked", on=draft, by=by, scope=scope, until=str(until), letters=written)
    return round_


@transaction.atomic
def give_comment(
    round_: CommentRound, mentor: Participation, *, view: str, text: str, by: User
) -> Comment:
    """Say what a mentor school thinks; saying it again replaces it. Raises RoundOver."""
    if not is_open(round_):
        raise RoundOver
    comment, _new = Comment.objects.update_or_create(
        round=round_,
        mentor=mentor,
        defaults={"view": view, "text": text.strip(), "said_by": by},
    )
    scope = f"country:{mentor.cohort.country_id}"
    record("comment.given", on=round_.draft, by=by, scope=scope, view=view)
    return comment


def is_open(round_: CommentRound) -> bool:
    """Whether comments are still taken."""
    ready = round_.draft.state == Draft.State.READY
    return ready and round_.until >= timezone.localdate()


def _write_letters(round_: CommentRound, by: User) -> int:
    number = 0
    for mentor, people in readers_of(round_.draft):
        for reader in people:
            number += 1
            _write(round_, mentor, reader, by)
    return number


def _write(round_: CommentRound, mentor: Participation, reader: User, by: User) -> None:
    with translation.override(reader.language):
        path = f"/{reader.language}/proposals/{round_.public_id}/{mentor.public_id}/"
        facts = {
            "name": reader.name,
            "school": mentor.school.name,
            "until": day(round_.until),
            "address": urljoin(settings.PUBLIC_ADDRESS, path),
            "coordinator": by.name,
        }
        write_letter(
            to=reader.email,
            person=reader,
            language=reader.language,
            subject=_("%(school)s: what do you think of your proposed cluster?") % facts,
            body=_(
                "Dear %(name)s,\n\nthe clusters are proposed, not decided. Look at the schools "
                "that %(school)s would lead, and say by %(until)s whether you agree or have a "
                "concern:\n%(address)s\n\n%(coordinator)s"
            )
            % facts,
            purpose="comment-round",
            about=round_.public_id,
            by=by,
        )
