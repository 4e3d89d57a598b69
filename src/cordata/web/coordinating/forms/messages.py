"""One message to a group: who gets it, and its words in each language."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cordata.clusters.models import Cluster
from cordata.cycles.models import Message
from cordata.networks.models import Country
from cordata.web.forms import offer

NAMES = dict(settings.LANGUAGES)
BRIDGE = "en"  # for readers who read none of the country's languages


class WriteForm(forms.Form):
    """Fields for the country's languages, then for English; one of them must be written."""

    is_draft = True  # no field is optional by itself: ``clean`` asks for one language, whole

    group = forms.ChoiceField(
        label=_("Who gets it"), choices=Message.Group, widget=forms.RadioSelect
    )
    clusters = forms.MultipleChoiceField(
        label=_("Which clusters"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, country: Country, clusters: list[Cluster], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.open = {one.public_id: one for one in clusters}
        offer(
            self, "clusters", [(one.public_id, f"{one.letter}: {one.name}") for one in clusters]
        )
        self.languages = list(dict.fromkeys([*country.languages, BRIDGE]))
        for code in self.languages:
            self.fields[f"subject_{code}"] = forms.CharField(
                label=_("Subject"), max_length=150, required=False
            )
            self.fields[f"body_{code}"] = forms.CharField(
                label=_("Text"), max_length=10_000, required=False,
                widget=forms.Textarea({"rows": 8}),
            )  # fmt: skip

    def by_language(self) -> list[tuple[str, str, Any, Any]]:
        """Code, name and the two fields of each language."""
        return [
            (code, NAMES.get(code, code), self[f"subject_{code}"], self[f"body_{code}"])
            for code in self.languages
        ]

    def clean(self) -> dict[str, Any]:
        """A language has both or neither; at least one has both; chosen clusters are named."""
        given = super().clean() or {}
        for code in self.languages:
            said = [given.get(f"{part}_{code}") for part in ("subject", "body")]
            if any(said) and not all(said):
                lacking = "body" if said[0] else "subject"
                self.add_error(f"{lacking}_{code}", _("Write both, or neither."))
        if not self.errors and not self._texts(given):
            self.add_error(
                f"subject_{self.languages[0]}", _("Write it in one language at least.")
            )
        if given.get("group") == Message.Group.CHOSEN and not given.get("clusters"):
            self.add_error("clusters", _("Choose at least one cluster."))
        return given

    def _texts(self, given: dict[str, Any]) -> dict[str, dict[str, str]]:
        return {
            code: {"subject": given[f"subject_{code}"], "body": given[f"body_{code}"]}
            for code in self.languages
            if given.get(f"body_{code}") and given.get(f"subject_{code}")
        }

    def facts(self) -> dict[str, Any]:
        """As the action and its preview take them."""
        given = self.cleaned_data
        chosen = given["clusters"] if given["group"] == Message.Group.CHOSEN else []
        return {
            "group": given["group"],
            "clusters": [self.open[code] for code in chosen],
            "texts": self._texts(given),
        }


class SendForm(WriteForm):
    """The same, sent from the check page, which said how many get it."""

    readers = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
