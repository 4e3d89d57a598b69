"""A school tells a practice: kept as it grows, sent when it is whole, withdrawn at any time."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.cycles.models import Activity, DiaryEntry
from cordata.documents.actions.files import store_file
from cordata.documents.models import StoredFile
from cordata.networks.actions.stale import claim
from cordata.networks.models import Participation
from cordata.practices.actions.trail import note
from cordata.practices.models import MOST_WORDS, Practice, Prompt

SCREEN = 1600  # pixels: what a page shows, and a bad line can carry


@dataclass(frozen=True, slots=True)
class Told:
    """A school's answers; in a draft any of them may be empty."""

    title: str = ""
    situation: str = ""
    done: str = ""
    effort: str = ""
    worked: str = ""
    failed: str = ""
    advice: str = ""
    outcome: str = ""
    began_on: dt.date | None = None
    picture_says: str = ""
    picture_rights: str = ""
    picture_pupils: str = ""
    takes_questions: bool = False


class SentAlready(Exception):
    """The school has sent it: its words stay as they are."""


class NotWhole(Exception):
    """``empty`` and ``long`` name the answers that are missing, or over 60 words."""

    def __init__(self, empty: list[str], long: list[str]) -> None:
        super().__init__(", ".join(empty + long))
        self.empty, self.long = empty, long


class WithdrawnAlready(Exception):
    """The school has taken it back before."""


@transaction.atomic
def start_practice(
    participation: Participation,
    told: Told,
    *,
    language: str,
    entry: DiaryEntry | None = None,
    activity: Activity | None = None,
    upload: tuple[str, bytes] | None = None,
    receipt: UUID | None = None,
    by: User,
) -> Practice:
    """Keep a first draft. Sent again with its receipt, it is the draft that was kept first.

    entry, activity  where its words were carried over from
    Raises FileRefused.
    """
    sent = Practice.objects.filter(receipt=receipt, participation=participation)
    if receipt and (kept := sent.first()):
        return kept
    try:
        with transaction.atomic():
            practice = Practice.objects.create(
                participation=participation, language=language, entry=entry, activity=activity,
                receipt=receipt, written_by=by, **asdict(told),
            )  # fmt: skip
    except IntegrityError:
        return sent.get()  # the same page, sent twice at once
    practice.number = practice.pk
    practice.picture = _stored(upload, practice, by)
    practice.save(update_fields=["number", "picture"])
    note("practice.started", practice, by)
    return practice


@transaction.atomic
def change_practice(
    practice: Practice,
    told: Told,
    *,
    upload: tuple[str, bytes] | None = None,
    version: int | None,
    by: User,
) -> None:
    """Go on with a draft. Raises SentAlready, ChangedBySomebody, FileRefused."""
    # Held, so that nobody sends it between this look and the words.
    if Practice.objects.select_for_update().get(pk=practice.pk).sent_at is not None:
        raise SentAlready
    facts: dict[str, Any] = asdict(told)
    if upload:
        facts["picture"] = _stored(upload, practice, by)
    claim(practice, version, **facts)
    note("practice.changed", practice, by)


@transaction.atomic
def send_practice(practice: Practice, *, by: User) -> None:
    """Give it to the researchers. Raises NotWhole, SentAlready."""
    held = Practice.objects.select_for_update().get(pk=practice.pk)
    if held.sent_at is not None:
        raise SentAlready
    if empty := lacking(held):
        raise NotWhole(empty, [])
    if long := [one for one in Prompt.values if len(getattr(held, one).split()) > MOST_WORDS]:
        raise NotWhole([], long)
    # Counted up: a page that still shows the draft is behind what was sent.
    claim(practice, held.version, sent_at=timezone.now())
    note("practice.sent", practice, by, outcome=held.outcome)


def lacking(practice: Practice) -> list[str]:
    """The answers without which it cannot be sent."""
    needed: list[str] = [*Prompt.values, "outcome"]
    if practice.outcome == "did_not":
        needed.remove(Prompt.WORKED)  # then nothing may have
    if practice.picture_id is not None:
        needed += ["picture_says", "picture_rights", "picture_pupils"]
    return [one for one in needed if not getattr(practice, one)]


@transaction.atomic
def withdraw_practice(practice: Practice, *, why: str, by: User) -> None:
    """The school takes it back: the public reads that it is gone, and why.

    Raises WithdrawnAlready.
    """
    now = timezone.now()
    still = Practice.objects.filter(pk=practice.pk, withdrawn_at=None)
    if not still.update(withdrawn_at=now, withdrawn_by=by, withdrawn_why=why.strip()[:300]):
        raise WithdrawnAlready
    practice.refresh_from_db()
    note("practice.withdrawn", practice, by, why=practice.withdrawn_why)


@transaction.atomic
def set_takes_questions(practice: Practice, *, takes: bool, by: User) -> None:
    """Whether people who are signed in may write to the school about it."""
    practice.takes_questions = takes
    practice.save(update_fields=["takes_questions"])
    note("practice.takes_questions", practice, by, takes=takes)


def _stored(
    upload: tuple[str, bytes] | None, practice: Practice, by: User
) -> StoredFile | None:
    if upload is None:
        return None
    name, data = upload
    scope = f"country:{practice.participation.cohort.country_id}"
    return store_file(data, name=name, scope=scope, longest=SCREEN, by=by)
