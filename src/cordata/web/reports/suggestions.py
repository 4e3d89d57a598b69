"""What a report suggests as goals: the largest gap, the largest disagreement, the school's need.

Each comes with its reason and with what would show success, in words to be changed. The mentor
school reads them as they are proposed: a figure stands in them only where it may see it.
"""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cordata.networks.models import Interest
from cordata.practices.queries.published import Said, answering, title_in
from cordata.surveys.queries.reports import Report
from cordata.web.reports.words import decimal, voice_name

FURTHER = 0.5  # of a point: what a year may move
TOP = 5.0


@dataclass(frozen=True)
class Suggestion:
    """One suggestion.

    part       the area of the report that it rests on
    practices  public ones that answer the need: number and title, in the language it is in
    """

    heading: str
    why: str
    success: str
    part: str
    practices: tuple[tuple[int, Said], ...] = ()


def suggestions_of(report: Report, wider: Report) -> list[Suggestion]:
    """At most three from the figures and the needs, then an empty one for own words.

    report  as the school itself reads it: what is largest is looked for among all its figures
    wider   as others may read it: only its figures are put into words
    """
    found = [*_gap(report, wider), *_apart(report, wider), *_wanted(report)]
    own = Suggestion(_("In your own words"), "", "", "")
    return [*found[:3], own]


def _gap(report: Report, wider: Report) -> list[Suggestion]:
    gap, line = report.found.gap, report.gap
    if gap is None or line is None:
        return _only(report, wider)
    mean = wider.found.figure(gap.area, gap.voice).mean
    facts = {"area": line.label, "voice": voice_name(gap.voice)}
    why = _("%(voice)s: no area lies lower for them than “%(area)s”.") % facts
    success = _("In the next round “%(area)s” is at least half a point higher (%(voice)s).")
    success %= facts
    if mean is not None:
        facts |= {"mean": decimal(mean), "aim": decimal(min(TOP, mean + FURTHER))}
        why = _("%(voice)s: no area lies lower for them than “%(area)s” (%(mean)s).") % facts
        success = _(
            "In the next round “%(area)s” is at least %(aim)s (%(voice)s; now %(mean)s)."
        )
        success %= facts
    return [Suggestion(_("Largest gap: %(area)s") % facts, why, success, line.code)]


def _only(report: Report, wider: Report) -> list[Suggestion]:
    """Of one area, where nothing lies lower than anything else: its lowest voice that others see."""
    if len(report.lines) > 1:
        return []
    seen = [
        (one.mean, one.voice, line)
        for line in wider.lines
        for one in line.shown
        if one.mean is not None
    ]
    if not seen:
        return []
    mean, voice, line = min(seen, key=lambda one: one[0])
    facts = {
        "area": line.label,
        "voice": voice_name(voice),
        "mean": decimal(mean),
        "aim": decimal(min(TOP, mean + FURTHER)),
    }
    why = _("%(voice)s: “%(area)s” stands at %(mean)s.") % facts
    success = _("In the next round “%(area)s” is at least %(aim)s (%(voice)s; now %(mean)s).")
    return [Suggestion(line.label, why, success % facts, line.code)]


def _apart(report: Report, wider: Report) -> list[Suggestion]:
    apart, line = report.found.disagreement, report.disagree
    if apart is None or line is None:
        return []
    high, low = (
        wider.found.figure(apart.area, voice).mean for voice in (apart.higher, apart.lower)
    )
    facts = {
        "area": line.label,
        "higher": voice_name(apart.higher),
        "lower": voice_name(apart.lower),
    }
    why = _("We see “%(area)s” differently: higher %(higher)s, lower %(lower)s.") % facts
    if high is not None and low is not None:
        facts |= {"high": decimal(high), "low": decimal(low)}
        why = (
            _("We see “%(area)s” differently: %(higher)s %(high)s, %(lower)s %(low)s.") % facts
        )
    success = _(
        "In the next round %(higher)s and %(lower)s are less than half a point apart "
        "in “%(area)s”."
    )
    heading = _("Largest disagreement: %(area)s") % facts
    return [Suggestion(heading, why, success % facts, line.code)]


def _wanted(report: Report) -> list[Suggestion]:
    return [
        Suggestion(
            _("Your own priority: %(topic)s") % {"topic": one.topic.label},
            _("You named “%(topic)s” first when you joined.") % {"topic": one.topic.label},
            "",
            "",
            _practices(one),
        )
        for one in report.wanted[:1]
    ]


def _practices(need: Interest) -> tuple[tuple[int, Said], ...]:
    """Practices are found by topics; areas of a questionnaire are none, so only needs have them."""
    language = get_language() or "en"
    found = answering(need.topic, but=need.participation.school)
    return tuple(
        (number, title_in(one, language)) for one in found if (number := one.practice.number)
    )
