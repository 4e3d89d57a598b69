"""Axes, levels, contexts and quarters in words: one place for all pages on models."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.analysis.coordination.enacted import Fit, Reading
from cordata.analysis.coordination.enough import Enough
from cordata.analysis.forms.definition import in_language
from cordata.cycles.queries.enacted import Quarter
from cordata.evidence.queries.gaps import Known, Outcome
from cordata.evidence.queries.kinds.models_of_clusters import FIELDS
from cordata.web.evidence.words import decimal


def axis_name(axis: str) -> str:
    """As the form of a cluster calls it: "They meet"."""
    return capfirst(str(FIELDS[axis].verbose_name))


def level_name(axis: str, level: str) -> str:
    """As it is declared; or what is lived between two levels."""
    if level == "shared":
        return _("Now the one, now the other")
    labels = dict(FIELDS[axis].flatchoices)
    return capfirst(str(labels.get(level, level)))


def quarter_name(quarter: Quarter) -> str:
    """As "October to December 2026"."""
    return {
        1: _("January to March %(year)d"),
        2: _("April to June %(year)d"),
        3: _("July to September %(year)d"),
        4: _("October to December %(year)d"),
    }[quarter.number] % {"year": quarter.year}


def records_in_words(axis: str, reading: Reading) -> str:
    """What the records are, with their number."""
    facts = {"yes": reading.yes, "number": reading.n}
    if axis == "initiative":
        return (
            ngettext(
                "%(yes)d of %(number)d activity was called by a school",
                "%(yes)d of %(number)d activities were called by a school",
                reading.n,
            )
            % facts
        )
    if axis == "mode":
        return (
            ngettext(
                "%(yes)d of %(number)d activity was online",
                "%(yes)d of %(number)d activities were online",
                reading.n,
            )
            % facts
        )
    return (
        ngettext(
            "%(yes)d of %(number)d activity that a school called was called by a mentored "
            "school, or held without the mentor school",
            "%(yes)d of %(number)d activities that schools called were called by a mentored "
            "school, or held without the mentor school",
            reading.n,
        )
        % facts
    )


def fit_in_words(fit: Fit) -> tuple[str, str]:
    """A word or two, and the tone of its tag."""
    return {
        Fit.SAME: (_("as declared"), "ok"),
        Fit.PARTLY: (_("in part"), "info"),
        Fit.OTHER: (_("otherwise than declared"), "warn"),
        Fit.FEW: (_("too few records to say"), ""),
    }[fit]


def context_name(context: str) -> str:
    """Which schools."""
    return {
        "remote": _("In the mountains or on an island"),
        "small": _("Up to 200 pupils"),
        "large": _("600 pupils or more"),
        "primary": _("Primary schools"),
        "secondary": _("Secondary schools"),
        "priority": _("Noted as coming first"),
    }[context]


def outcome_name(outcome: Outcome, language: str) -> str:
    """The words of its area."""
    return in_language(outcome.form.areas[outcome.area], language)


def lifts(found: Enough) -> str:
    """What would have to be there before a level can be compared with the others."""
    if not found.countries:
        return _(
            "No country has schools on both sides that were asked twice, so model and country "
            "cannot be told apart. Four clusters on each side, in the same countries, would lift it."
        )
    here, others = found.more
    if here or others:
        return _(
            "Too few clusters were asked before and after in countries that have both. Missing: "
            "of this kind %(here)d, of another %(others)d."
        ) % {"here": here, "others": others}
    return _(
        "The clusters are there; nobody has released a finding yet. They could show a difference "
        "of %(smallest)s standard deviations or more."
    ) % {"smallest": decimal(found.smallest or 0.0)}


def known_in_words(known: Known) -> list[str]:
    """How many there are, of what."""
    if not known.clusters:
        return [_("no such cluster")]
    found = [
        ngettext("%(number)d cluster", "%(number)d clusters", known.clusters)
        % {"number": known.clusters},
        ngettext("%(number)d mentored school", "%(number)d mentored schools", known.schools)
        % {"number": known.schools},
    ]
    if known.schools:
        asked = ngettext(
            "%(number)d of it asked before and after",
            "%(number)d of them asked before and after",
            known.schools,
        )
        found.append(asked % {"number": known.asked})
    return found


def missing_in_words(known: Known) -> str:
    """What a comparison lacks; "" where no country has both sides, for nothing can be promised."""
    found = known.enough
    return lifts(found) if found and found.countries and not found.is_enough else ""


def gap_in_words(gap: dict[str, str]) -> str:
    """A cell, as "They meet: online only. In the mountains or on an island"."""
    return _("%(axis)s: %(level)s. %(context)s") % {
        "axis": axis_name(gap["axis"]),
        "level": level_name(gap["axis"], gap["level"]),
        "context": context_name(gap["context"]),
    }
