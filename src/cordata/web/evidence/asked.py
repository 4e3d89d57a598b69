"""What a registered analysis asks, in words."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cordata.analysis.forms.definition import in_language
from cordata.analysis.methods import METHODS
from cordata.evidence.models import Analysis
from cordata.evidence.queries.offered import form_asked
from cordata.evidence.queries.tables import KINDS
from cordata.networks.models import Cohort
from cordata.networks.queries import country_name
from cordata.web.evidence.field_words import CHOICES
from cordata.web.evidence.field_words import label as field_label
from cordata.web.evidence.forms.spec_fields import written
from cordata.web.evidence.method_words import how, method_name
from cordata.web.models.words import axis_name, level_name
from cordata.web.reports.words import occasion_name, voice_name

# What a table is told that stands in words of its own.
ELSEWHERE = {
    "cohorts", "instrument", "voice", "area", "before", "after",
    "axis", "compared", "seen",
}  # fmt: skip
# The question itself, however usual.
ASKED = {"outcome", "fixed", "moderators", "traits", "conditions", "covariates"}
# Said elsewhere on the page.
QUIET = {"registered", "comparisons", "population"}


def cohort_name(cohort: Cohort) -> str:
    """As "Italy 2025/26"."""
    return f"{country_name(cohort.country_id, get_language() or 'en')} {cohort.name}"


def asked_in_words(analysis: Analysis) -> list[tuple[str, str]]:
    """Label and words, in the order one would ask."""
    told, spec = _usual(KINDS[analysis.kind].params) | analysis.params, analysis.ask["spec"]
    method = analysis.ask["method"]
    cohorts = Cohort.objects.filter(public_id__in=told.get("cohorts", [])).order_by(
        "starts_on", "country"
    )
    asked = [
        *_of_answers(told),
        *_of_models(told),
        (_("Table"), str(KINDS[analysis.kind].title)),
        (_("Which schools"), ", ".join(cohort_name(one) for one in cohorts)),
        *(
            (field_label(name), _value(one))
            for name, one in told.items()
            if name not in ELSEWHERE
        ),
        (_("Question"), method_name(method)),
        (_("How"), _how(method, knows_population=spec.get("population") is not None)),
        *_settings(analysis.kind, method, spec),
        (_("Comparisons"), _comparisons(analysis.comparisons)),
    ]
    return [(label, words) for label, words in asked if words]


def outcome_asked(told: Mapping[str, Any]) -> str:
    """As "Digital leadership (Teachers)"."""
    form, key = form_asked(told["instrument"]), told["area"]
    area = in_language(form.areas.get(key, {}), get_language() or "en") if form else ""
    return f"{area or key} ({voice_name(told['voice'])})"


def _of_answers(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Which answers, whose, when; nothing where a table is about none."""
    if "instrument" not in told:
        return []
    form, language = form_asked(told["instrument"]), get_language() or "en"
    key = told.get("area", "")
    area = in_language(form.areas.get(key, {}), language) if form else ""
    return [
        (_("What"), area or key),
        (
            _("Questionnaire"),
            in_language(form.titles, language) if form else told["instrument"],
        ),
        (_("Whose view"), voice_name(told["voice"])),
        (_("When"), _moments(told)),
    ]


def _of_models(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Which level of which axis is compared with its others; nothing where none is."""
    if "axis" not in told:
        return []
    return [
        (axis_name(told["axis"]), level_name(told["axis"], told["compared"])),
        (field_label("seen"), str(CHOICES[told["seen"]])),
    ]


def _moments(told: Mapping[str, Any]) -> str:
    if "after" not in told:
        return ""
    return _("from “%(before)s” to “%(after)s”") % {
        "before": occasion_name(told["before"]),
        "after": occasion_name(told["after"]),
    }


def _settings(kind: str, method: str, spec: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is asked about, and what was set otherwise than usual: "Cycles: 4"."""
    usual = {**_usual(METHODS[method].spec), **KINDS[kind].fits.get(method, {})}
    return [
        (field_label(name), _value(value))
        for name, value in spec.items()
        if name not in QUIET
        and value not in (None, "", [])
        and (name in ASKED or written(value) != written(usual.get(name)))
    ]


def _value(value: Any) -> str:
    """As it stands in the form."""
    shown = written(value)
    return str(CHOICES.get(shown, shown))


def _usual(told: type[Any]) -> dict[str, Any]:
    """What stands where nothing was said."""
    return {one.name: one.default for one in fields(told) if one.default is not MISSING}


def _how(method: str, *, knows_population: bool) -> str:
    if not knows_population:
        return how(method)
    beside = _("Beside it stands the change that the choice of these schools alone would make.")
    return f"{how(method)} {beside}"


def _comparisons(number: int) -> str:
    if number == 1:
        return _("this is the only one")
    return _("one of %(number)d that are looked at together") % {"number": number}
