"""Seven prompts, what came of it, and a picture with its rights."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cordata.documents.actions.files import FileRefused
from cordata.networks.models import Participation
from cordata.practices.actions.telling import Told
from cordata.practices.models import MOST_WORDS, Outcome, Practice, Prompt
from cordata.web.documents.files import IMAGE, file_input, read_upload, refusal_in_words
from cordata.web.forms import DateInput, offer
from cordata.web.practices.words import lacking_in_words

HINTS = {
    Prompt.SITUATION: _("Two or three sentences. No names of people."),
    Prompt.EFFORT: _("Unpaid hours count, too: guess, if nobody has counted."),
    Prompt.WORKED: _("What did you see, count or hear? If nothing worked, leave it empty."),
    Prompt.FAILED: _("The part that other schools learn most from."),
}
NEEDED = [*(one.value for one in Prompt if one != Prompt.WORKED), "outcome"]
PICTURE = ("picture_says", "picture_rights", "picture_pupils")


class TellingForm(forms.Form):
    """A draft may have holes; sent, every question is answered in under 60 words."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    school = forms.ChoiceField(label=_("School"))
    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=Outcome,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("All three are published alike, and worth as much to other schools."),
    )
    began_on = forms.DateField(
        label=_("Since when have you done it?"), widget=DateInput(), required=False
    )
    upload = forms.FileField(
        label=_("A picture"),
        required=False,
        widget=file_input(IMAGE),
        help_text=_("PNG or JPEG, up to 10 MB."),
    )
    picture_says = forms.CharField(
        label=_("What can be seen on it"), max_length=200, required=False
    )
    picture_rights = forms.ChoiceField(
        label=_("Whose picture is it?"),
        choices=Practice.Rights,
        widget=forms.RadioSelect,
        required=False,
    )
    picture_pupils = forms.ChoiceField(
        label=_("Are there pupils in it?"),
        choices=Practice.Pupils,
        widget=forms.RadioSelect,
        required=False,
    )
    takes_questions = forms.BooleanField(
        label=_("People who are signed in may write to our team about it"), required=False
    )

    def __init__(
        self,
        *args: Any,
        schools: Sequence[Participation],
        has_picture: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.has_picture = has_picture
        self.schools = {one.public_id: one for one in schools}
        offer(self, "school", [(one.public_id, one.school.name) for one in schools])
        if len(schools) == 1:
            field = self.fields["school"]
            field.widget, field.initial = forms.HiddenInput(), schools[0].public_id
        for prompt in Prompt:
            self.fields[prompt] = _prompt(prompt)
        self.order_fields(
            ["version", "school", *Prompt]
        )  # as on the page, for its list of errors
        if self.is_sent or not self.is_bound:  # only a draft may have holes
            for name in NEEDED:
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = lacking_in_words(name)

    @property
    def prompts(self) -> list[forms.BoundField]:
        """The seven questions in their order."""
        return [self[prompt] for prompt in Prompt]

    @property
    def is_sent(self) -> bool:
        """Whether it was pressed to send it, rather than to keep it."""
        return "send" in self.data

    def clean_began_on(self) -> Any:
        """It is done already."""
        given = self.cleaned_data["began_on"]
        if given and given > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return given

    def clean_upload(self) -> tuple[str, bytes] | None:
        """Its name and its bytes; only a picture can be shown."""
        file = self.cleaned_data["upload"]
        if not file:
            return None
        try:
            data = read_upload(file)
        except FileRefused as refused:
            raise forms.ValidationError(refusal_in_words(refused.code)) from refused
        if not data.startswith((b"\x89PNG", b"\xff\xd8\xff")):
            raise forms.ValidationError(_("This file is no PNG and no JPEG picture."))
        return file.name, data

    def clean(self) -> dict[str, Any]:
        """Holes and long answers are said when it is sent, never while it is kept."""
        data = super().clean() or {}
        if not self.is_sent:
            return data
        needed: list[str] = []
        if data.get("outcome") in {Outcome.WORKED, Outcome.PARTLY}:
            needed.append(Prompt.WORKED)
        if data.get("upload") or self.has_picture:
            needed += PICTURE
        for name in needed:
            if name not in self.errors and not data.get(name):
                self.add_error(name, lacking_in_words(name))
        for prompt in Prompt.values:
            self._not_too_long(prompt, len(data.get(prompt, "").split()))
        return data

    def _not_too_long(self, prompt: str, words: int) -> None:
        if words > MOST_WORDS:
            over = words - MOST_WORDS
            text = ngettext(
                "%(number)d word more than 60. Take one away.",
                "%(number)d words more than 60. Take some away.",
                over,
            )
            self.add_error(prompt, text % {"number": over})

    def told(self) -> Told:
        """What the school says."""
        data = self.cleaned_data
        names = [*Prompt.values, "outcome", "began_on", *PICTURE, "takes_questions"]
        return Told(**{name: data[name] for name in names})

    def writer(self) -> Participation:
        """The school that tells it."""
        return self.schools[self.cleaned_data["school"]]


def _prompt(prompt: Prompt) -> forms.CharField:
    if prompt == Prompt.TITLE:
        return forms.CharField(label=prompt.label, max_length=120, required=False)
    return forms.CharField(
        label=prompt.label,
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=HINTS.get(prompt, ""),
    )
