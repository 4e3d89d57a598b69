"""The report of one school: three voices side by side, and what they point to.

Every figure comes through ``gate.cleared``; page, PDF, spreadsheet and CSV all show this.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import places_of
from cordata.analysis.forms.definition import Form, in_language
from cordata.analysis.forms.document import from_document
from cordata.clusters.models import Membership
from cordata.networks.models import Interest
from cordata.surveys.models import Invited, Round
from cordata.surveys.queries.gate import Audience, Cleared, Figure, cleared, moved

ORDER = (
    Invited.Voice.LEADERS,
    Invited.Voice.TEACHERS,
    Invited.Voice.STUDENTS,
    Invited.Voice.ALL,
)


@dataclass(frozen=True)
class Mark:
    """What one voice says of one area, now and before; ``change`` is (points, low, high)."""

    voice: str
    figure: Figure
    before: Figure | None
    change: tuple[float, float, float] | None


@dataclass(frozen=True)
class AreaLine:
    """One area with its marks, in the order of the voices."""

    code: str
    label: str
    marks: list[Mark]

    @property
    def shown(self) -> list[Mark]:
        """Marks that carry a number."""
        return [mark for mark in self.marks if mark.figure.mean is not None]

    @property
    def middle(self) -> float | None:
        """Mean of the voices that are shown, each voice counting the same; for choosing only."""
        means = [mark.figure.mean for mark in self.shown if mark.figure.mean is not None]
        return sum(means) / len(means) if means else None

    @property
    def apart(self) -> float:
        """How far the highest voice lies above the lowest; 0 with fewer than two."""
        means = [mark.figure.mean for mark in self.shown if mark.figure.mean is not None]
        return round(max(means) - min(means), 1) if len(means) > 1 else 0.0

    @property
    def ends(self) -> tuple[str, str]:
        """The voice that says most and the voice that says least."""
        ordered = sorted(self.shown, key=lambda mark: mark.figure.mean or 0)
        return ordered[-1].voice, ordered[0].voice


@dataclass(frozen=True)
class Report:
    """Everything that the report of a round says.

    strong    the area that stands highest, None if nothing may be shown
    gap       the area that stands lowest
    disagree  the area where two voices lie furthest apart, None below half a point
    wanted    what the school named first when it applied
    """

    round: Round
    before: Round | None
    voices: list[tuple[str, int, int]]
    lines: list[AreaLine]
    strong: AreaLine | None
    gap: AreaLine | None
    disagree: AreaLine | None
    wanted: list[Interest]


ENOUGH = 0.5  # of a point: below it two voices say about the same


def report_of(which: Round, audience: Audience, language: str) -> Report:
    """The report as this audience may see it; area names in a language."""
    form = from_document(which.instrument.document)
    now = cleared(which, audience)
    before = round_before(which)
    then = cleared(before, audience) if before else None
    voices = [voice for voice in ORDER if voice in now.respondents or voice in now.invited]
    lines = [_line(code, form, language, voices, now, then) for code in now.areas]
    seen = [line for line in lines if line.shown]
    ranked = sorted(seen, key=lambda line: (line.middle or 0, line.code))
    apart = max(seen, key=lambda line: line.apart, default=None)
    return Report(
        round=which,
        before=before,
        voices=[
            (voice, now.respondents.get(voice, 0), now.invited.get(voice, 0))
            for voice in voices
        ],
        lines=lines,
        strong=ranked[-1] if ranked else None,
        gap=ranked[0] if len(ranked) > 1 else None,
        disagree=apart if apart and apart.apart >= ENOUGH else None,
        wanted=_wanted(which),
    )


def _line(
    code: str, form: Form, language: str, voices: list[Invited.Voice], now: Cleared,
    then: Cleared | None,
) -> AreaLine:  # fmt: skip
    marks = [
        Mark(
            voice=voice,
            figure=now.at(voice, code),
            before=then.at(voice, code) if then else None,
            change=moved(now, then, voice, code) if then else None,
        )
        for voice in voices
    ]
    return AreaLine(code, in_language(form.areas.get(code, {"en": code}), language), marks)


def _wanted(which: Round) -> list[Interest]:
    if which.participation is None or which.participation.is_mentor:
        return []
    interests = which.participation.interests.select_related("topic")
    return list(interests.filter(priority=3).order_by("topic__position"))


def round_before(which: Round) -> Round | None:
    """The last closed round of the same school with the same instrument, in any version."""
    if which.participation is None:
        return None
    earlier = Round.objects.filter(
        participation__school=which.participation.school_id,
        instrument__instrument=which.instrument.instrument_id,
        snapshot__isnull=False,
        opens_at__lt=which.opens_at,
    )
    found = earlier.select_related("instrument", "participation", "snapshot")
    return found.order_by("-opens_at").first()


def reports_read_by(person: User) -> QuerySet[Round]:
    """The set-wise twin of ``rules.may_read_report``, of rounds that are closed."""
    mine = places_of(person, RoleKind.TEAM, Scope.SCHOOL) | places_of(
        person, RoleKind.HEAD, Scope.SCHOOL
    )
    led = Membership.objects.filter(
        until=None, side="mentor", participation__school__public_id__in=mine
    ).values("cluster")
    tied = Membership.objects.filter(until=None, cluster__in=led).values("participation")
    return Round.objects.filter(
        Q(participation__school__public_id__in=mine)
        | Q(participation__in=tied, shared__isnull=False),
        snapshot__isnull=False,
    ).select_related(
        "instrument__instrument", "participation__school",
        "participation__cohort__country", "participation__cohort__programme", "snapshot",
    )  # fmt: skip
