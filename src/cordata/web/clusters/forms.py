"""Forms of matching and clusters."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.clusters.models import Cluster, Comment, CoordinationModel, Membership
from cordata.clusters.queries.why import Place
from cordata.web.forms import DateInput, offer_rows


class MoveForm(forms.Form):
    """Where to, and why if it breaks a must-have. "par_x" on site, "par_x+online" online."""

    mentor = forms.CharField()
    online = forms.BooleanField(required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Needed where a must-have is broken. It stays in the record."),
        required=False,
        max_length=300,
    )

    def __init__(self, data: Any = None, *, options: list[Place]) -> None:
        super().__init__(data)
        self.by_mentor = {option.mentor.public_id: option for option in options}

    def clean_mentor(self) -> str:
        """One of the mentors on the page."""
        chosen: str = self.cleaned_data["mentor"]
        if chosen not in self.by_mentor:
            raise forms.ValidationError(_("Choose one of the mentor schools on this page."))
        return chosen

    def clean(self) -> dict[str, Any]:
        """A broken must-have needs a reason."""
        data = super().clean() or {}
        place = self.by_mentor.get(data.get("mentor", ""))
        if place and not place.option.allowed and not (data.get("reason") or "").strip():
            self.add_error("reason", _("This pair breaks a must-have. Write why it is right."))
        return data


class ForbidForm(forms.Form):
    """Why two schools never go together."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class RoundForm(forms.Form):
    """Until when mentor schools comment."""

    until = forms.DateField(label=gettext_lazy("Comments until"), widget=DateInput())


class CommentForm(forms.Form):
    """What a mentor school thinks of its proposed cluster."""

    view = forms.ChoiceField(
        label=gettext_lazy("Your view"), choices=Comment.View, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("In your words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(forms.Form):
    """Why a school leaves, or why clusters change."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class HandOverForm(ReasonForm):
    """Which mentee school leads from now on."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("School that leads from now on"),
        queryset=Membership.objects.none(),
        empty_label="–",
    )

    def __init__(self, data: Any, *, mentees: Any, shown: Any = None) -> None:
        super().__init__(data)
        _choices(self.fields["to"], mentees, shown)


class SplitForm(ReasonForm):
    """Which mentee schools go on by themselves, and who leads them."""

    leaving = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Schools that go on in a new cluster"),
        queryset=Membership.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    led_by = forms.ModelChoiceField(
        label=gettext_lazy("Who of them leads"),
        queryset=Membership.objects.none(),
        empty_label="–",
    )

    def __init__(self, data: Any, *, mentees: Any, shown: Any = None) -> None:
        super().__init__(data)
        _choices(self.fields["leaving"], mentees, shown)
        _choices(self.fields["led_by"], mentees, shown)


class MergeForm(ReasonForm):
    """Which cluster takes these schools in."""

    into = forms.ModelChoiceField(
        label=gettext_lazy("Cluster"), queryset=Cluster.objects.none(), empty_label="–"
    )

    def __init__(self, data: Any, *, others: Any) -> None:
        super().__init__(data)
        offer_rows(self, "into", others)


class ModelForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic when it runs
    """How a cluster is coordinated from today on."""

    class Meta:
        model = CoordinationModel
        fields = (
            "label",
            "initiative",
            "participation",
            "direction",
            "setting",
            "mode",
            "support",
            "focus",
        )


def _choices(field: Any, mentees: Any, shown: Any) -> None:
    """Read once for all fields of a page; ``shown`` are the same rows, if they are read."""
    field.queryset = mentees
    read = mentees if shown is None else shown
    rows = [(one.pk, f"{one.code} {one.participation.school.name}") for one in read]
    multiple = isinstance(field, forms.ModelMultipleChoiceField)
    field.choices = rows if multiple else [("", "---------"), *rows]
