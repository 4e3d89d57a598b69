"""The report of one school: voices side by side, and what they point to.

Every figure comes through ``gate``; page, PDF, spreadsheet and CSV all show this.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import places_of
from cordata.analysis.forms.definition import Form, in_language
from cordata.analysis.forms.document import from_document
from cordata.analysis.surveys.figures import Figure, SchoolReport
from cordata.analysis.surveys.reliability import Reliable
from cordata.clusters.models import Membership
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.networks.models import Interest
from cordata.surveys.models import Round
from cordata.surveys.queries.besides import Told, besides, is_asked
from cordata.surveys.queries.gate import THRESHOLDS, Audience, report_figures
from cordata.surveys.queries.rounds import round_before
from cordata.surveys.queries.similar import Bands, similar_bands
from cordata.surveys.queries.trust import Trust, trust_in


@dataclass(frozen=True)
class AreaLine:
    """One area and what each voice says of it, in the order of the voices.

    asked  the voices that the instrument asks about it, at the level of the round
    """

    code: str
    label: str
    figures: list[Figure]
    asked: frozenset[str]

    @property
    def shown(self) -> list[Figure]:
        """Those that carry a number."""
        return [one for one in self.figures if not one.hidden]


@dataclass(frozen=True)
class Report:
    """Everything that the report of a round says.

    least    people that a figure needs behind it for this audience
    found    voices, figures, gap and disagreement as the one scoring function made them
    strong   the area whose lowest voice stands highest
    wanted   what the school named first when it applied
    similar  where the middle half of similar schools stands, beside figures that are shown; for
             the school itself only
    trust    how reliable an area is in the answers of all schools that were asked together
    besides  open answers, and choices and numbers that count for no area
    ends     what the lowest and the highest answer say, if all statements have the same scale
    """

    round: Round
    before: Round | None
    least: int
    found: SchoolReport
    lines: list[AreaLine]
    strong: AreaLine | None
    wanted: list[Interest]
    similar: Bands
    trust: Trust
    besides: list[Told]
    ends: tuple[str, str] | None

    def line(self, code: str) -> AreaLine:
        """The line of an area."""
        return next(line for line in self.lines if line.code == code)

    def is_weak(self, line: AreaLine) -> bool:
        """Whether a figure of the area is not reliable enough for statements about one school."""
        known = {self.trust.get((one.area, one.voice)) for one in line.shown}
        return not known.isdisjoint({Reliable.DOUBTFUL, Reliable.GROUPS})

    @property
    def gap(self) -> AreaLine | None:
        """The area with the figure that lies lowest, measured by its own voice."""
        return self.line(self.found.gap.area) if self.found.gap else None

    @property
    def disagree(self) -> AreaLine | None:
        """The area on which two voices lie farthest apart, if it is worth a talk."""
        apart = self.found.disagreement
        return self.line(apart.area) if apart and apart.apart >= WORTH_A_TALK else None

    @property
    def voices(self) -> list[str]:
        """The voices that were invited or answered."""
        return [one.key for one in self.found.voices if one.respondents or one.invited]


WORTH_A_TALK = 12.5  # points of 100: half a point of a scale of five


def report_of(which: Round, audience: Audience, language: str) -> Report:
    """The report as this audience may see it; names of areas in a language."""
    form = from_document(which.instrument.document)
    before = round_before(which)
    found = report_figures(which, audience, before)
    spoke = {one.key for one in found.voices if one.respondents or one.invited}
    codes = dict.fromkeys(one.area for one in found.figures)
    gap = found.gap.area if found.gap else ""
    lines = [
        AreaLine(
            code=code,
            label=in_language(form.areas.get(code, {"en": code}), language),
            figures=_of(found, code, spoke),
            asked=_asked(form, code, spoke, which.level),
        )
        for code in codes
    ]
    return Report(
        which,
        before,
        THRESHOLDS[audience].people,
        found,
        lines,
        _strong(lines, gap),
        _wanted(which),
        _beside(similar_bands(which), found) if audience is Audience.SCHOOL else {},
        trust_in(which.wave_id, which.level),
        besides(which, form, found.voices, audience, language),
        _ends(form, language),
    )


def _beside(bands: Bands, found: SchoolReport) -> Bands:
    """A band says where a figure stands: where none is told of the school's own, there is none."""
    told = {(one.area, one.voice) for one in found.figures if not one.hidden}
    return {about: band for about, band in bands.items() if about in told}


def _of(found: SchoolReport, code: str, voices: set[str]) -> list[Figure]:
    return [one for one in found.figures if one.area == code and one.voice in voices]


def _asked(form: Form, code: str, voices: set[str], level: str) -> frozenset[str]:
    theirs = [one for one in form.questions() if one.area == code and one.is_scored]
    return frozenset(
        voice for voice in voices if any(is_asked(one, voice, level) for one in theirs)
    )


def _ends(form: Form, language: str) -> tuple[str, str] | None:
    """In the scale's own words: one counts "fully", another "completely sure"."""
    scales = {
        tuple(
            in_language(choice.labels, language)
            for choice in form.choices[one.choices]
            if choice.name.isdigit()
        )
        for one in form.questions()
        if one.is_scored
    }
    (scale, *others) = scales or [()]
    return (scale[0], scale[-1]) if scale and not others else None


def _strong(lines: list[AreaLine], gap: str) -> AreaLine | None:
    """Where even the voice that says least says most: a strength that nobody doubts."""
    seen = [line for line in lines if line.shown and line.code != gap]
    return max(seen, key=lambda line: min(one.mean or 0 for one in line.shown), default=None)


def _wanted(which: Round) -> list[Interest]:
    if which.participation is None or which.participation.is_mentor:
        return []
    interests = which.participation.interests.select_related("topic", "participation__school")
    return list(interests.filter(direction="needs", priority=3).order_by("topic__position"))


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
        | Q(participation__in=tied, shared__isnull=False)
        | Q(cluster__in=clusters_entered_by(person).values("pk")),
        snapshot__isnull=False,
    ).select_related(
        "instrument__instrument", "participation__school",
        "cluster", "participation__cohort__country", "participation__cohort__programme", "snapshot",
    )  # fmt: skip
