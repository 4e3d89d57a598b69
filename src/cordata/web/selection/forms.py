"""Forms of assessment and decision."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cordata.calls.models import Assessment, Criterion, Outcome
from cordata.web.forms import DateInput, offer
from cordata.web.templatetags.cordata import named


class AssessorForm(forms.Form):
    """Who assesses."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class StatementForm(forms.Form):
    """In which schools the assessor has a part."""

    conflicts = forms.MultipleChoiceField(
        label=_("Schools I have a part in"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("I work there, a relative does, or I have advised it. They go to others."),
    )
    statement = forms.CharField(
        label=_("In a word: which part"), max_length=300, required=False
    )
    sincere = forms.BooleanField(label=_("I have no part in any of the other schools."))

    def __init__(self, *args: Any, schools: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "conflicts", schools)


class MarksForm(forms.Form):
    """Points and words for each criterion, then comment and confidence."""

    def __init__(self, *args: Any, criteria: list[Criterion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.criteria = criteria
        for one in criteria:
            words: list[str] = next(iter(one.rubric.values()), [])
            self.fields[f"points:{one.public_id}"] = forms.TypedChoiceField(
                label=f"{named(one.names)} ({one.weight})",
                coerce=int,
                widget=forms.RadioSelect,
                choices=[
                    (points, f"{points}: {words[points]}" if points < len(words) else points)
                    for points in range(one.most_points + 1)
                ],
            )
            self.fields[f"words:{one.public_id}"] = forms.CharField(
                label=_("Why"), required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
        self.fields["confidence"] = forms.TypedChoiceField(
            label=_("How sure are you?"),
            coerce=int,
            choices=Assessment.Confidence.choices,
            widget=forms.RadioSelect,
        )
        self.fields["comment"] = forms.CharField(
            label=_("Comment"), required=False, widget=forms.Textarea(attrs={"rows": 3})
        )

    def given(self) -> dict[str, Any]:
        """As the action takes them."""
        data = self.cleaned_data
        return {
            "points": {one.public_id: data[f"points:{one.public_id}"] for one in self.criteria},
            "words": {one.public_id: data[f"words:{one.public_id}"] for one in self.criteria},
            "comment": data["comment"],
            "confidence": data["confidence"],
        }


class AskForm(forms.Form):
    """A question to a school."""

    text = forms.CharField(
        label=_("Question to the school"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReplyForm(forms.Form):
    """The school's answer."""

    answer = forms.CharField(
        label=_("Answer"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5})
    )


class OverrideForm(forms.Form):
    """Another result than the ranking's."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    result = forms.ChoiceField(label=_("Result"), choices=Outcome.Result)
    reasons = forms.CharField(
        label=_("Reasons, as the school will read them"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DecideForm(forms.Form):
    """What the decision is cited by, and who signs it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reference = forms.CharField(label=_("Reference of the decision"), max_length=60)
    decided_on = forms.DateField(label=_("Date of the decision"), widget=DateInput())
    signatory = forms.CharField(label=_("Signed by (name and office)"), max_length=200)
    reasons = forms.CharField(
        label=_("Reasons, for every letter"), widget=forms.Textarea(attrs={"rows": 4})
    )
    is_public = forms.BooleanField(
        label=_("Publish the ranked list on the page of the call"),
        required=False,
        help_text=_("Rank, school, points, result. Who is not listed stands there by number."),
    )


class DecideAloneForm(forms.Form):
    """What is decided on schools that come later, apart from any ranking."""

    result = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (Outcome.Result.ACCEPTED, _("accepted")),
            (Outcome.Result.REFUSED, _("not this time")),
        ],
        widget=forms.RadioSelect,
    )
    reference = forms.CharField(label=_("Reference of the decision"), max_length=60)
    signatory = forms.CharField(label=_("Signed by (name and office)"), max_length=200)
    reasons = forms.CharField(
        label=_("Reasons, as the school will read them"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CallInForm(forms.Form):
    """A school comes in from the waiting list."""

    reference = forms.CharField(label=_("Reference of the decision"), max_length=60)
    signatory = forms.CharField(label=_("Signed by (name and office)"), max_length=200)
    reasons = forms.CharField(
        label=_("Reasons, as the school will read them"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For a school out of turn: why not the one before it."),
    )


class AppealForm(forms.Form):
    """A school objects."""

    text = forms.CharField(
        label=_("What you object to, and why"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    sent_by = forms.CharField(label=_("Your name and office"), max_length=200)


class AppealDecisionForm(forms.Form):
    """What becomes of an appeal."""

    upheld = forms.ChoiceField(
        label=_("Decision"),
        choices=[("no", _("rejected")), ("yes", _("upheld: the school is accepted"))],
        widget=forms.RadioSelect,
    )
    decision = forms.CharField(
        label=_("Reasons"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    signatory = forms.CharField(label=_("Signed by (name and office)"), max_length=200)
