"""What a report suggests as goals: the largest gap, the largest disagreement, the school's need.

Each comes with its reason and with what would show success, in words to be changed.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cordata.surveys.queries.reports import AreaLine, Report
from cordata.web.reports.words import decimal, voice_name

FURTHER = 0.5  # of a point: what a year may move
TOP = 5.0


@dataclass(frozen=True)
class Suggestion:
    """One suggestion; ``part`` is the area of the report that it rests on."""

    heading: str
    why: str
    success: str
    part: str


def suggestions_of(report: Report) -> list[Suggestion]:
    """At most three from the figures and the needs, then an empty one for own words."""
    found = [*_gap(report), *_apart(report), *_wanted(report)]
    own = Suggestion(_("In your own words"), "", "", "")
    return [*found[:3], own]


def _gap(report: Report) -> list[Suggestion]:
    gap, line = report.found.gap, report.gap
    if gap is None or line is None:
        return []
    mean = _mean(line, gap.voice)
    facts = {
        "area": line.label,
        "voice": voice_name(gap.voice),
        "mean": decimal(mean),
        "aim": decimal(min(TOP, mean + FURTHER)),
    }
    return [
        Suggestion(
            _("Largest gap: %(area)s") % facts,
            _("%(voice)s: no area lies lower for them than “%(area)s” (%(mean)s).") % facts,
            _("In the next round “%(area)s” is at least %(aim)s (%(voice)s; now %(mean)s).")
            % facts,
            line.code,
        )
    ]


def _apart(report: Report) -> list[Suggestion]:
    apart, line = report.found.disagreement, report.disagree
    if apart is None or line is None:
        return []
    facts = {
        "area": line.label,
        "higher": voice_name(apart.higher),
        "lower": voice_name(apart.lower),
        "high": decimal(_mean(line, apart.higher)),
        "low": decimal(_mean(line, apart.lower)),
    }
    return [
        Suggestion(
            _("Largest disagreement: %(area)s") % facts,
            _("We see “%(area)s” differently: %(higher)s %(high)s, %(lower)s %(low)s.") % facts,
            _(
                "In the next round %(higher)s and %(lower)s are less than half a point apart "
                "in “%(area)s”."
            )
            % facts,
            line.code,
        )
    ]


def _wanted(report: Report) -> list[Suggestion]:
    return [
        Suggestion(
            _("Your own priority: %(topic)s") % {"topic": one.topic.label},
            _("You named “%(topic)s” first when you joined.") % {"topic": one.topic.label},
            "",
            "",
        )
        for one in report.wanted[:1]
    ]


def _mean(line: AreaLine, voice: str) -> float:
    return next(one.mean or 0.0 for one in line.figures if one.voice == voice)
