"""Tie a claim to what it rests on; say who learned a practice from whom."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.documents.actions.files import FileRefused
from cordata.evidence.models import Finding
from cordata.evidence.queries.projects import findings_seen_by
from cordata.practices.models import Edition, Evidence, Part
from cordata.practices.queries.records import places_of_claims
from cordata.schools.models import School
from cordata.web.documents.files import file_input, read_upload, refusal_in_words
from cordata.web.forms import DateInput, offer

SHORT = 70  # letters of a claim in the list
NEEDED = {"finding": "finding", "file": "upload", "page": "page"}  # by kind, the field


class EvidenceForm(forms.Form):
    """One piece of evidence for one claim."""

    claim = forms.ChoiceField(label=_("For which claim?"))
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=Evidence.Kind, widget=forms.RadioSelect
    )
    says = forms.CharField(
        label=_("What it shows, in a sentence"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("With its number and out of how many, if it has one."),
    )
    finding = forms.ChoiceField(label=_("Finding"), required=False)
    upload = forms.FileField(
        label=_("File"),
        required=False,
        widget=file_input(),
        help_text=_("PNG, JPEG, PDF, DOCX, ODT or XLSX, up to 10 MB."),
    )
    page = forms.URLField(
        label=_("Address of the page"), required=False, max_length=300, assume_scheme="https"
    )

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options | {"auto_id": "evidence_%s"})
        offer(
            self,
            "claim",
            [
                (f"{part}.{at}", f"{Part(part).label}, {at}: {_short(text)}")
                for part, at, text in places_of_claims(edition)
            ],
        )
        released = findings_seen_by(None).filter(state=Finding.State.RELEASED)
        found = released.defer("run__table__content")
        offer(self, "finding", [
            ("", "–"), *((one.public_id, _short(one.headline)) for one in found)
        ])  # fmt: skip

    def clean_page(self) -> str:
        """Only a page that nobody can change on its way."""
        given: str = self.cleaned_data["page"]
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
        """What it says it is, it is."""
        data = super().clean() or {}
        field = NEEDED.get(data.get("kind", ""))
        if field and not data.get(field) and field not in self.errors:
            self.add_error(field, _("This is what you chose above: please add it."))
        return data

    def facts(self) -> dict[str, Any]:
        """For the action; what belongs to another kind is left."""
        data = self.cleaned_data
        part, _dot, at = data["claim"].partition(".")
        facts = {"part": part, "paragraph": int(at), "kind": data["kind"], "says": data["says"]}
        field = NEEDED.get(data["kind"])
        return facts | ({field: data[field]} if field else {})


class PassingForm(forms.Form):
    """From whom, or by whom; when; and what is done otherwise."""

    other = forms.ChoiceField(label=_("School"))
    learned_on = forms.DateField(label=_("Learned on about"), widget=DateInput())
    changed = forms.CharField(
        label=_("What is done otherwise there?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was left out, added, made shorter. Empty: nothing."),
    )

    def __init__(
        self, *args: Any, others: Sequence[School], label: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.others = {one.public_id: one for one in others}
        self.fields["other"].label = label
        offer(self, "other", [(key, one.name) for key, one in self.others.items()])

    def clean_learned_on(self) -> Any:
        """It has been learned."""
        given = self.cleaned_data["learned_on"]
        if given > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return given

    def facts(self) -> dict[str, Any]:
        """When and what; the view says who."""
        return {name: self.cleaned_data[name] for name in ("learned_on", "changed")}

    def school(self) -> School:
        """The other one."""
        return self.others[self.cleaned_data["other"]]


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 2]} …"
