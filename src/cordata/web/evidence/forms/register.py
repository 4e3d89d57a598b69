"""Write down what will be asked, before it is computed."""

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cordata.analysis.contract import SpecError
from cordata.analysis.forms.definition import in_language
from cordata.evidence.queries.offered import Offer
from cordata.networks.models import Cohort
from cordata.surveys.models import Invited, Occasion
from cordata.web.evidence.asked import cohort_name

KIND = "change-of-schools/1"
METHOD = "change"
SEEDS = 2**31
PARTED = "|"  # between a questionnaire and its area, in one choice
# The columns of the table that the method reads.
COLUMNS = {
    "school": "school",
    "mentor": "mentor",
    "before": "before",
    "after": "after",
    "response": "response",
}
SAID = {
    "cohorts": _("Choose at least one cohort of this programme."),
    "voice": _("This voice is not asked by the questionnaire: choose another one."),
    "after": _("Choose two different moments."),
    "population": _("Give both the mean of all schools and its reliability, or neither."),
    "reliability": _("A reliability is a number from 0 to 1."),
    "comparisons": _("At least one: this one."),
}


class RegisterForm(forms.Form):
    """Which schools, what of them, when; and how many such questions there are."""

    title = forms.CharField(label=_("Title"), max_length=200)
    expects = forms.CharField(
        label=_("What we expect, and why"),
        help_text=_("How much, in which direction, and what would make you doubt it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    cohorts = forms.MultipleChoiceField(
        label=_("Which schools"),
        help_text=_("Mentored schools of these cohorts that answered both times."),
        widget=forms.CheckboxSelectMultiple,
    )
    area = forms.ChoiceField(label=_("What"))
    voice = forms.ChoiceField(label=_("Whose view"), initial=Invited.Voice.TEACHERS)
    before = forms.ChoiceField(label=_("First moment"), initial=Occasion.BASELINE)
    after = forms.ChoiceField(label=_("Later moment"), initial=Occasion.END)
    comparisons = forms.IntegerField(
        label=_("How many such comparisons do you look at together?"),
        help_text=_("All areas, voices and groups that you will look at, this one among them."),
        initial=1,
    )
    population = forms.FloatField(
        label=_("Mean of all schools that they were chosen from"),
        help_text=_(
            "In points, at the first moment. Weak schools rise a little by chance alone: with "
            "this and the next number, the page can say by how much."
        ),
        required=False,
    )
    reliability = forms.FloatField(
        label=_("Reliability of a school’s mean"),
        help_text=_("Correlation of two measurements without any change, 0 to 1."),
        required=False,
    )

    def __init__(
        self, *args: Any, cohorts: Sequence[Cohort], offers: Sequence[Offer], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        language = get_language() or "en"
        voices = {voice for one in offers for voice in one.voices}
        occasions = [(one.value, one.label) for one in Occasion if one != Occasion.ONCE]
        choices: dict[str, list[Any]] = {
            "cohorts": [(one.public_id, cohort_name(one)) for one in cohorts],
            "area": [("", _("Choose …")), *(_of(one, language) for one in offers)],
            "voice": [(one.value, one.label) for one in Invited.Voice if one in voices],
            "before": occasions,
            "after": occasions,
        }
        self.voices = {one.slug: one.voices for one in offers}
        for name, these in choices.items():
            self.fields[name].choices = these  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A voice that this questionnaire asks."""
        given: dict[str, Any] = self.cleaned_data
        slug = str(given.get("area", "")).partition(PARTED)[0]
        if slug and given.get("voice") and given["voice"] not in self.voices[slug]:
            self.add_error("voice", SAID["voice"])
        return given

    def facts(self) -> dict[str, Any]:
        """As the action takes them, with a seed that nobody chose."""
        given = self.cleaned_data
        slug, _parted, area = given["area"].partition(PARTED)
        params = {"cohorts": given["cohorts"], "instrument": slug, "area": area}
        spec = {name: given[name] for name in ("population", "reliability", "comparisons")}
        return {
            "title": given["title"],
            "expects": given["expects"],
            "kind": KIND,
            "params": params | {name: given[name] for name in ("voice", "before", "after")},
            "ask": {
                "method": METHOD,
                "seed": secrets.randbelow(SEEDS),
                "spec": COLUMNS | spec,
            },
        }

    def refuse(self, wrong: SpecError) -> None:
        """What cannot be asked, said at its field."""
        where = wrong.where.removeprefix("spec.")
        if where in SAID and where in self.fields:
            self.add_error(where, SAID[where])
        else:
            text = _("This cannot be computed: %(what)s.") % {"what": wrong.what}
            self.add_error(None, text)


def _of(offer: Offer, language: str) -> tuple[str, list[tuple[str, str]]]:
    """A questionnaire with its areas."""
    areas = [
        (f"{offer.slug}{PARTED}{area}", in_language(words, language))
        for area, words in offer.form.areas.items()
    ]
    return in_language(offer.form.titles, language), areas
