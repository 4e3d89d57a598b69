"""Start a call; its dates and roles; a change that is announced; a question, an answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.calls.models import Call
from cordata.web.forms import DateInput, MomentField, in_zone, offer


class StartForm(forms.Form):
    """A new call, from nothing or from an earlier one."""

    cohort = forms.ChoiceField(label=_("Cohort"))
    title = forms.CharField(label=_("Title"), max_length=200)
    is_open_door = forms.BooleanField(
        label=_("Open all year"),
        required=False,
        help_text=_(
            "For schools that come later, or form a cluster of their own. You decide one by "
            "one; there is no ranking."
        ),
    )
    copy = forms.ChoiceField(label=_("Begin with the text and rules of"), required=False)

    def __init__(self, *args: Any, cohorts: Any, calls: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(
            self,
            "cohort",
            [(one.public_id, f"{one.programme.name}, {one.name}") for one in cohorts],
        )
        offer(
            self,
            "copy",
            [
                ("", _("nothing: an empty call")),
                *((one.public_id, one.reference) for one in calls),
            ],
        )


class BasicsForm(forms.Form):
    """Dates, roles, hours, how many assessors, and whether lots are drawn."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    opens_at = MomentField(label=_("Opens"))
    closes_at = MomentField(label=_("Closes"))
    grace_hours = forms.IntegerField(
        label=_("Hours of grace"),
        min_value=0,
        max_value=168,
        help_text=_("For schools that had begun before the call closed. They are told of it."),
    )
    decided_by_date = forms.DateField(label=_("Answers go out before"), widget=DateInput())
    appeal_days = forms.IntegerField(label=_("Days for an appeal"), min_value=0, max_value=90)
    seeks_mentors = forms.BooleanField(label=_("Mentor schools may apply"), required=False)
    seeks_mentees = forms.BooleanField(label=_("Mentee schools may apply"), required=False)
    takes_ready_clusters = forms.BooleanField(
        label=_("Schools may apply together, as a ready cluster"), required=False
    )
    mentor_hours = forms.IntegerField(
        label=_("Hours a year, mentor school"), min_value=0, max_value=2000
    )
    mentee_hours = forms.IntegerField(
        label=_("Hours a year, mentee school"), min_value=0, max_value=2000
    )
    assessors_each = forms.IntegerField(
        label=_("Assessors for each school"), min_value=1, max_value=5
    )
    by_lot = forms.BooleanField(
        label=_("Draw lots where a stratum has more suitable schools than places"),
        required=False,
        help_text=_(
            "The seed of the lots is made when the call is published. Its digest is public at "
            "once, the seed itself only after the draw: anybody can then repeat it."
        ),
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics that schools may name"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None chosen: the whole vocabulary."),
    )

    def __init__(self, *args: Any, call: Call, topics: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("opens_at", "closes_at"):
            in_zone(self, name, call.time_zone)
            self.fields[name].help_text = call.time_zone
        offer(self, "topics", list(topics.items()))
        if call.is_open_door:
            for name in OF_A_CHOICE:
                del self.fields[name]

    def clean(self) -> None:
        """It closes after it opens, and seeks somebody."""
        super().clean()
        data = self.cleaned_data
        if data.get("opens_at") and data.get("closes_at"):
            if data["closes_at"] <= data["opens_at"]:
                self.add_error("closes_at", _("The end must be later than the start."))
            elif (
                data.get("decided_by_date")
                and data["decided_by_date"] < data["closes_at"].date()
            ):
                self.add_error("decided_by_date", _("Answers can go out only after closing."))
        if not data.get("seeks_mentors") and not data.get("seeks_mentees"):
            self.add_error("seeks_mentees", _("Choose at least one of the two roles."))

    def facts(self) -> dict[str, Any]:
        """The fields of the call."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


# What only a call needs that chooses between schools.
OF_A_CHOICE = ("grace_hours", "decided_by_date", "assessors_each", "by_lot")


class AnnounceForm(forms.Form):
    """New dates of a published call, and the note that tells of them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    closes_at = MomentField(label=_("Closes"))
    decided_by_date = forms.DateField(label=_("Answers go out before"), widget=DateInput())
    words = forms.CharField(
        label=_("Note for everybody"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What changes and why. It stands on the public page for good."),
    )

    def __init__(self, *args: Any, call: Call, **options: Any) -> None:
        super().__init__(*args, **options)
        in_zone(self, "closes_at", call.time_zone)
        self.fields["closes_at"].help_text = call.time_zone
        if call.is_open_door:
            del self.fields["decided_by_date"]


class QuestionForm(forms.Form):
    """A question of anybody."""

    text = forms.CharField(
        label=_("Your question"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_("The answer comes there, too. It is never shown."),
    )


class AnswerForm(forms.Form):
    """The coordinator's answer."""

    answer = forms.CharField(
        label=_("Answer"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_hidden = forms.BooleanField(label=_("For the asker alone"), required=False)


class InviteForm(forms.Form):
    """Whom to invite."""

    lines = forms.CharField(
        label=_("Schools to invite"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "One line a school: national code; e-mail address. From a spreadsheet, too."
        ),
    )
