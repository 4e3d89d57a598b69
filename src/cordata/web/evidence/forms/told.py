"""Fields for what a table is told: which schools, whose answers to what, when."""

from collections.abc import Callable, Sequence
from dataclasses import MISSING, fields
from typing import Any, get_type_hints

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cordata.analysis.forms.definition import in_language
from cordata.evidence.queries.offered import Offer
from cordata.networks.models import Cohort
from cordata.surveys.models import Invited, Occasion
from cordata.web.evidence.asked import cohort_name
from cordata.web.evidence.field_words import HELP, label
from cordata.web.evidence.forms.spec_fields import field_for, written

PARTED = "|"  # between a questionnaire and its area, in one choice


def told_fields(
    told: type[Any], cohorts: Sequence[Cohort], offers: Sequence[Offer]
) -> dict[str, forms.Field]:
    """By name, in the order in which the query is told; a questionnaire is chosen with its area."""
    hints, made = get_type_hints(told), {}
    known = _known(cohorts, offers)
    for one in fields(told):
        if one.name == "instrument" and "area" in hints:
            continue
        field = known[one.name]() if one.name in known else _other(one.name, hints[one.name])
        must = isinstance(field, forms.ChoiceField) and one.name in known
        field.required = one.default is MISSING or must
        if one.default is not MISSING:
            field.initial = written(one.default)
        made[one.name] = field
    return made


def _known(
    cohorts: Sequence[Cohort], offers: Sequence[Offer]
) -> dict[str, Callable[[], forms.Field]]:
    """What is chosen from what a programme has."""
    language = get_language() or "en"
    asked = {voice for one in offers for voice in one.voices}
    return {
        "cohorts": lambda: forms.MultipleChoiceField(
            label=_("Which schools"),
            help_text=_("Schools of these cohorts, as the table above says."),
            widget=forms.CheckboxSelectMultiple,
            choices=[(one.public_id, cohort_name(one)) for one in cohorts],
        ),
        "area": lambda: forms.ChoiceField(
            label=_("What"),
            choices=[("", _("Choose …")), *(_of(one, language) for one in offers)],
        ),
        "instrument": lambda: forms.ChoiceField(
            label=_("Questionnaire"),
            choices=[(one.slug, in_language(one.form.titles, language)) for one in offers],
        ),
        "voice": lambda: forms.ChoiceField(
            label=_("Whose view"),
            initial=Invited.Voice.TEACHERS,
            choices=[(one.value, one.label) for one in Invited.Voice if one in asked],
        ),
        "before": lambda: _moment(_("First moment")),
        "after": lambda: _moment(_("Later moment")),
    }


def _moment(label: Any) -> forms.Field:
    """An occasion of the year."""
    occasions = [(one.value, one.label) for one in Occasion if one != Occasion.ONCE]
    return forms.ChoiceField(label=label, choices=occasions)


def _other(name: str, hint: Any) -> forms.Field:
    """Whatever the type of the field says."""
    field = field_for(name, hint, ())
    field.label, field.help_text = label(name), HELP.get(name, "")
    return field


def _of(offer: Offer, language: str) -> tuple[str, list[tuple[str, str]]]:
    """A questionnaire with its areas."""
    areas = [
        (f"{offer.slug}{PARTED}{area}", in_language(words, language))
        for area, words in offer.form.areas.items()
    ]
    return in_language(offer.form.titles, language), areas
