"""Challenges, contributions and meetings; minutes are everybody's once they are published."""

from hashlib import sha256

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from cordata.accounts.models import User
from cordata.exchange.models import (
    Attendance,
    Challenge,
    Contribution,
    Decision,
    Guest,
    Meeting,
    MinutesBefore,
    Organisation,
    Output,
)
from cordata.exchange.rules import may_read_group


def challenges() -> QuerySet[Challenge]:
    """Every challenge, the newest first, with its ``said`` and ``met``."""
    found = Challenge.objects.annotate(
        said=Count("contributions__organisation", distinct=True),
        met=Count("meetings", distinct=True),
    )
    return found.order_by("-opened_at", "-pk")


def contributions_to(challenge: Challenge) -> QuerySet[Contribution]:
    """By country and organisation."""
    found = challenge.contributions.select_related("organisation")
    return found.order_by("organisation__country", "organisation__name", "pk")


def contribution_of(challenge: Challenge, organisation: Organisation) -> QuerySet[Contribution]:
    """What one organisation says, what was written last comes first."""
    found = challenge.contributions.filter(organisation=organisation)
    return found.select_related("written_by").order_by("-written_at", "-pk")


def mark_of(text: str) -> str:
    """A text by a short mark, however lines were broken on the way; nothing marks nothing."""
    lines = "\n".join(text.strip().splitlines())
    return sha256(lines.encode()).hexdigest()[:16] if lines else ""


def by_head(challenge: Challenge) -> list[tuple[str, list[Contribution]]]:
    """Under each of the fixed heads what was contributed, empty ones too."""
    found = list(contributions_to(challenge))
    return [
        (str(label), [one for one in found if one.under == under])
        for under, label in Contribution.Under.choices
    ]


def meetings_seen_by(person: User | None) -> QuerySet[Meeting]:
    """Who is in the group sees all; others those with published minutes, or still to come."""
    found = Meeting.objects.select_related("challenge")
    if person is None or not may_read_group(person):
        found = found.filter(Q(published_at__isnull=False) | Q(ends_at__gte=timezone.now()))
    return found.order_by("-starts_at", "-pk")


def with_everything(found: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Guests, attendance, decisions and outputs, each in its order."""
    return found.prefetch_related(
        Prefetch("guests", Guest.objects.select_related("school").order_by("pk")),
        Prefetch("attendances", _attendances()),
        Prefetch("decisions", Decision.objects.order_by("number")),
        Prefetch("outputs", Output.objects.select_related("file").order_by("pk")),
    )


def attendances_of(meeting: Meeting) -> QuerySet[Attendance]:
    """Organisations that were there, by country and name."""
    return _attendances().filter(meeting=meeting)


def minutes_before(meeting: Meeting) -> QuerySet[MinutesBefore]:
    """What everybody read before published minutes were changed, the last first."""
    return meeting.minutes_before.order_by("-until", "-pk")


def _attendances() -> QuerySet[Attendance]:
    found = Attendance.objects.select_related("organisation")
    return found.order_by("organisation__country", "organisation__name")


def outputs_seen_by(person: User | None) -> QuerySet[Output]:
    """Files and links of meetings whose minutes a person may read."""
    seen = meetings_seen_by(person)
    if person is None or not may_read_group(person):
        seen = seen.filter(published_at__isnull=False)
    return Output.objects.filter(meeting__in=seen.order_by().values("pk")).select_related(
        "file"
    )
