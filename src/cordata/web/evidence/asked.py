"""What a registered analysis asks, in words."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cordata.analysis.forms.definition import in_language
from cordata.evidence.models import Analysis
from cordata.evidence.queries.offered import form_asked
from cordata.networks.models import Cohort
from cordata.networks.queries import country_name
from cordata.web.reports.words import occasion_name, voice_name


def cohort_name(cohort: Cohort) -> str:
    """As "Italy 2025/26"."""
    return f"{country_name(cohort.country_id, get_language() or 'en')} {cohort.name}"


def asked_in_words(analysis: Analysis) -> list[tuple[str, str]]:
    """Label and words, in the order one would ask."""
    told = analysis.params
    form, language = form_asked(told["instrument"]), get_language() or "en"
    area = in_language(form.areas.get(told["area"], {}), language) if form else ""
    cohorts = Cohort.objects.filter(public_id__in=told["cohorts"]).order_by(
        "starts_on", "country"
    )
    before, after = told.get("before", "baseline"), told.get("after", "end")
    moments = _("from “%(before)s” to “%(after)s”") % {
        "before": occasion_name(before),
        "after": occasion_name(after),
    }
    spec = analysis.ask["spec"]
    return [
        (_("What"), area or told["area"]),
        (
            _("Questionnaire"),
            in_language(form.titles, language) if form else told["instrument"],
        ),
        (_("Whose view"), voice_name(told["voice"])),
        (_("When"), moments),
        (_("Which schools"), ", ".join(cohort_name(one) for one in cohorts)),
        (_("How"), _how(spec.get("population") is not None)),
        (_("Comparisons"), _comparisons(spec.get("comparisons", 1))),
    ]


def _how(knows_population: bool) -> str:  # noqa: FBT001 - one private caller
    how = _(
        "The mean change of mentored schools that answered both times. Schools of one mentor "
        "count as one cluster. There is no comparison, so it is never called an effect."
    )
    beside = _("Beside it stands the change that the choice of these schools alone would make.")
    return f"{how} {beside}" if knows_population else how


def _comparisons(number: int) -> str:
    if number == 1:
        return _("this is the only one")
    return _("one of %(number)d that are looked at together") % {"number": number}
