"""Conditions, strata, criteria, papers: rows of a call, each a small form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.calls.models.call import Side
from cordata.web.forms import offer
from cordata.web.templatetags.cordata import level

LEVELS = ("02", "1", "2", "3")  # ISCED
SPARE = 2  # empty rows beyond those there are
FLAGS = ("remote", "priority")


class ConditionsForm(forms.Form):
    """Which schools: nothing filled in means all of them."""

    levels = forms.MultipleChoiceField(
        label=_("At least one of these levels"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    regions = forms.MultipleChoiceField(
        label=_("In one of these regions"),
        widget=forms.SelectMultiple(attrs={"size": 6}),
        required=False,
    )
    least_pupils = forms.IntegerField(label=_("Pupils, at least"), min_value=0, required=False)
    most_pupils = forms.IntegerField(label=_("Pupils, at most"), min_value=0, required=False)
    remote = forms.BooleanField(label=_("In the mountains or on an island"), required=False)
    priority = forms.BooleanField(label=_("Noted as coming first"), required=False)

    def __init__(self, *args: Any, regions: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "levels", [(one, level(one)) for one in LEVELS])
        offer(self, "regions", [(one, one) for one in regions])

    @property
    def folded(self) -> list[forms.BoundField]:
        """The conditions, which most rows leave empty."""
        names = ("levels", "regions", "least_pupils", "most_pupils", *FLAGS)
        return [self[name] for name in names]

    def clean(self) -> None:
        """Pupils are an interval."""
        super().clean()
        least, most = (self.cleaned_data.get(f"{end}_pupils") for end in ("least", "most"))
        if least is not None and most is not None and least > most:
            self.add_error("most_pupils", _("At most is smaller than at least."))

    def conditions(self) -> dict[str, Any]:
        """As ``analysis.selection.conditions`` reads them."""
        names = ("levels", "regions", "least_pupils", "most_pupils", *FLAGS)
        values = {name: self.cleaned_data.get(name) for name in names}
        return {
            name: value for name, value in values.items() if value not in (None, "", [], False)
        }


class EligibilityForm(ConditionsForm):
    """Which schools may apply at all."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class _Row(forms.Form):
    """A row of a call's part. A row without a name is left out."""

    public_id = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)

    @property
    def always(self) -> list[forms.BoundField]:
        """The fields that are always in sight."""
        hidden = {field.name for field in getattr(self, "folded", [])}
        return [field for field in self.visible_fields() if field.name not in hidden]

    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not self.cleaned_data.get("name")


class StratumForm(_Row, ConditionsForm):
    """Schools with places of their own."""

    mentor_places = forms.IntegerField(
        label=_("Places for mentor schools"), min_value=0, max_value=5000, initial=0
    )
    mentee_places = forms.IntegerField(
        label=_("Places for mentee schools"), min_value=0, max_value=20000, initial=0
    )
    field_order = ("name", "mentor_places", "mentee_places")


class CriterionForm(_Row):
    """What assessors look at."""

    side = forms.ChoiceField(label=_("For"), choices=Side, initial=Side.BOTH)
    weight = forms.IntegerField(label=_("Weight"), min_value=0, max_value=100, initial=25)
    most_points = forms.IntegerField(
        label=_("Most points"), min_value=1, max_value=20, initial=4
    )
    rubric = forms.CharField(
        label=_("What the points mean"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One line for each number of points, from 0 up."),
    )
    asks_evidence = forms.BooleanField(
        label=_("The school writes about it"), required=False, initial=True
    )


class PaperForm(_Row):
    """A document that schools send along."""

    side = forms.ChoiceField(label=_("For"), choices=Side, initial=Side.BOTH)
    is_required = forms.BooleanField(
        label=_("Nobody can send without it"), required=False, initial=True
    )
