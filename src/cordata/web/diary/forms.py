"""What people fill in about the diary."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.cycles.models import Activity, DiaryEntry, Goal, PublicPost
from cordata.documents.actions.files import FileRefused
from cordata.kit.days import day
from cordata.networks.models import Participation
from cordata.web.documents.files import file_input, read_upload, refusal_in_words
from cordata.web.forms import DateInput, ask_again_for, offer

PROMPTS = {
    DiaryEntry.Kind.ACTION: _("We did something: who did what, and what came of it?"),
    DiaryEntry.Kind.DECISION: _("We decided something: what, and why so?"),
    DiaryEntry.Kind.LEARNING: _("We learned something: what surprised you?"),
}


class EntryForm(forms.Form):
    """An entry: one of three prompts, words, a day, and who reads it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    school = forms.ChoiceField(label=_("School"))
    kind = forms.ChoiceField(
        label=_("What do you write about?"),
        choices=PROMPTS.items(),
        widget=forms.RadioSelect,
        initial=DiaryEntry.Kind.ACTION,
    )
    text = forms.CharField(
        label=_("In your words"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("An empty line begins a paragraph. No names of pupils."),
    )
    happened_on = forms.DateField(
        label=_("Day"), widget=DateInput(), initial=timezone.localdate
    )
    upload = forms.FileField(
        label=_("A picture or a file"),
        required=False,
        widget=file_input(),
        help_text=_("PNG, JPEG, PDF, DOCX, ODT or XLSX, up to 10 MB."),
    )
    video = forms.URLField(
        label=_("Link to a video"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("It begins with https:// and is shown as a link."),
    )
    goal = forms.ChoiceField(label=_("It belongs to this goal"), required=False)
    activity = forms.ChoiceField(label=_("It belongs to this activity"), required=False)
    readers = forms.ChoiceField(
        label=_("Who may read it"),
        choices=DiaryEntry.Readers,
        widget=forms.RadioSelect,
        initial=DiaryEntry.Readers.CLUSTER,
        help_text=_("Each of these includes those before it."),
    )

    def __init__(
        self,
        *args: Any,
        schools: Sequence[Participation],
        goals: Sequence[Goal],
        activities: Sequence[Activity],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.known: dict[str, dict[str, Any]] = {
            "school": {one.public_id: one for one in schools},
            "goal": {one.public_id: one for one in goals},
            "activity": {one.public_id: one for one in activities},
        }
        labels: dict[str, list[tuple[str, str]]] = {
            "school": [(one.public_id, one.school.name) for one in schools],
            "goal": [("", "–"), *((one.public_id, one.text) for one in goals)],
            "activity": [("", "–"), *((one.public_id, _named(one)) for one in activities)],
        }
        for name, choices in labels.items():
            offer(self, name, choices)
        if len(schools) == 1:
            self.fields["school"].widget = forms.HiddenInput()
            self.fields["school"].initial = schools[0].public_id
        for name in ("goal", "activity"):
            if not self.known[name]:
                del self.fields[name]

    def clean_happened_on(self) -> Any:
        """A diary tells of what was."""
        given = self.cleaned_data["happened_on"]
        if given > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return given

    def clean_video(self) -> str:
        """Only a link that nobody can listen to on its way."""
        given: str = self.cleaned_data["video"]
        if given and not given.startswith("https://"):
            raise forms.ValidationError(_("The link must begin with https://."))
        return given

    def clean_upload(self) -> tuple[str, bytes] | None:
        """Its name and its bytes."""
        file = self.cleaned_data["upload"]
        if not file:
            return None
        try:
            return file.name, read_upload(file)
        except FileRefused as refused:
            raise forms.ValidationError(refusal_in_words(refused.code)) from refused

    def clean(self) -> dict[str, Any]:
        """Whoever chose a file is told to choose it again."""
        ask_again_for(self, "upload")
        return self.cleaned_data

    def facts(self) -> dict[str, Any]:
        """What an entry says, with the goal and the activity themselves."""
        data = self.cleaned_data
        plain = ("kind", "text", "happened_on", "upload", "video", "readers")
        tied = {name: self.known[name].get(data.get(name, "")) for name in ("goal", "activity")}
        return {name: data[name] for name in plain} | tied

    def writer(self) -> Any:
        """The school that writes."""
        return self.known["school"][self.cleaned_data["school"]]


def _named(activity: Activity) -> str:
    return f"{activity.get_kind_display()}, {day(activity.starts_at)}"


class PostForm(forms.Form):
    """An entry in words for everybody."""

    title = forms.CharField(label=_("Title"), max_length=120)
    text = forms.CharField(
        label=_("What everybody may read"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Your school is named, people are not: write “a teacher”, “a pupil”."),
    )
    picture = forms.ChoiceField(
        label=_("Show its picture, too?"),
        choices=[
            ("no", _("No, without the picture")),
            (PublicPost.Consent.NOBODY, _("Yes: no pupil can be recognised in it")),
            (
                PublicPost.Consent.WRITTEN,
                _("Yes: some can, and there is written consent for each of them"),
            ),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, has_picture: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_picture:
            del self.fields["picture"]

    def facts(self) -> dict[str, Any]:
        """For the action; without a picture there is nothing to consent to."""
        data = self.cleaned_data
        said = data.get("picture", "no")
        consent = "" if said == "no" else said
        return {
            "title": data["title"],
            "text": data["text"],
            "with_picture": bool(consent),
            "consent": consent,
        }


class ReturnForm(forms.Form):
    """Why a post is sent back."""

    reason = forms.CharField(
        label=_("What should be different"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, posted: Any = None, *, post: str) -> None:
        super().__init__(posted, auto_id=f"{post}_%s")
