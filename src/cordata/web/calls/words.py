"""Conditions, gaps and phases in sentences."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.analysis.selection.conditions import Unmet
from cordata.calls.models import Stratum
from cordata.calls.queries.clock import Phase
from cordata.calls.queries.ready import Lack
from cordata.web.templatetags.cordata import level, named


def conditions_in_words(conditions: Mapping[str, Any]) -> list[str]:
    """One sentence for each condition; none if every school is meant."""
    said = []
    for key, value in conditions.items():
        said.append(_condition(key, value))
    return said


def _condition(key: str, value: Any) -> str:
    if key == "levels":
        return _("Level: %(levels)s.") % {"levels": ", ".join(level(one) for one in value)}
    if key == "regions":
        return _("Region: %(regions)s.") % {"regions": ", ".join(value)}
    if key == "least_pupils":
        return _("At least %(number)s pupils.") % {"number": value}
    if key == "most_pupils":
        return _("At most %(number)s pupils.") % {"number": value}
    return {
        "remote": _("In the mountains or on an island."),
        "priority": _("Noted by the coordinator as coming first."),
    }.get(key, str(value))


def unmet_in_words(lack: Unmet) -> str:
    """What a school lacks, and what the register says of it."""
    wanted = _condition(lack.key, lack.wanted)
    if lack.key in {"remote", "priority"}:
        return wanted
    if lack.found in (None, "", []):
        return _("%(wanted)s The register does not tell it of this school.") % {
            "wanted": wanted
        }
    found = ", ".join(map(str, lack.found)) if isinstance(lack.found, list) else lack.found
    if lack.key == "levels":
        found = ", ".join(level(one) for one in lack.found)
    return _("%(wanted)s The register says: %(found)s.") % {"wanted": wanted, "found": found}


def lack_in_words(lack: Lack) -> str:
    """What stands in the way of publishing."""
    return {
        Lack.TEXT: _("Write the text of the call and publish it."),
        Lack.DATES: _("Set when it opens, when it closes and when answers go out."),
        Lack.PAST: _("It would have closed already: set another date."),
        Lack.STRATA: _("Say how many places there are, in at least one stratum."),
        Lack.PLACES: _("A role is sought for which no stratum has a place."),
        Lack.CRITERIA: _("Each role needs at least one criterion."),
        Lack.WEIGHTS: _("The weights of each role's criteria must sum to 100."),
    }[lack]


def phase_in_words(phase: Phase) -> str:
    """Where a call stands, in a word or two."""
    return {
        Phase.DRAFT: _("Draft"),
        Phase.PLANNED: _("Opens soon"),
        Phase.OPEN: _("Open"),
        Phase.GRACE: _("Closed; hours of grace"),
        Phase.CLOSED: _("Closed"),
        Phase.WITHDRAWN: _("Withdrawn"),
    }[phase]


def gap_in_words(stratum: Stratum, side: str, missing: int) -> str:
    """ "You still need 2 mentee schools: small schools of Puglia"."""
    if side == "mentor":
        text = ngettext(
            "You still need %(number)d mentor school: %(stratum)s.",
            "You still need %(number)d mentor schools: %(stratum)s.",
            missing,
        )
    else:
        text = ngettext(
            "You still need %(number)d mentee school: %(stratum)s.",
            "You still need %(number)d mentee schools: %(stratum)s.",
            missing,
        )
    return text % {"number": missing, "stratum": named(stratum.names)}
