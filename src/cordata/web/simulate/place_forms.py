"""What schools a place has: typed number by number, or taken from a file after a look."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.analysis.advice.places import VALUES, Problem, read_place
from cordata.networks.models import Country
from cordata.web.forms import DateInput
from cordata.web.simulate.naming import dimension_name, problem_in_words, value_name

LARGEST = 64 * 1024
PARTED = "-"
MOST_SAID = 10  # problems of a file that are written out
KINDS = {**VALUES, "language": tuple(code for code, _name in settings.LANGUAGES)}


class PlaceForm(forms.Form):
    """Which place, as of when, who says so: asked of every context."""

    country = forms.ModelChoiceField(
        Country.objects.none(), label=_("Country"), empty_label="–"
    )
    region = forms.CharField(
        label=_("Region"), max_length=80, required=False,
        help_text=_("Empty: the whole country."),
    )  # fmt: skip
    dated_on = forms.DateField(label=_("As of"), widget=DateInput)
    source = forms.CharField(
        label=_("Source"), max_length=300,
        help_text=_("Who counted, in which publication: so that others can look it up."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, countries: QuerySet[Country], today: dt.date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.today = today
        field: Any = self.fields["country"]
        field.queryset, field.empty_label = countries, None

    def clean_dated_on(self) -> dt.date:
        """Not of a day to come."""
        on: dt.date = self.cleaned_data["dated_on"]
        if on > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return on

    def told(self) -> dict[str, Any]:
        """As the action takes it, but for the schools."""
        return {name: self.cleaned_data[name] for name in ("region", "dated_on", "source")}


class TypedForm(PlaceForm):
    """A number of schools for each kind; what is left empty is not told."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for dimension, values in KINDS.items():
            for value in values:
                self.fields[f"{dimension}{PARTED}{value}"] = forms.IntegerField(
                    label=value_name(dimension, value), required=False, min_value=0,
                    max_value=1_000_000,
                )  # fmt: skip

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each dimension by its name, with its fields."""
        return [
            (dimension_name(dimension), [self[f"{dimension}{PARTED}{one}"] for one in values])
            for dimension, values in KINDS.items()
        ]

    def schools(self) -> dict[str, dict[str, float]]:
        """By dimension and value."""
        found: dict[str, dict[str, float]] = {}
        for dimension, values in KINDS.items():
            for value in values:
                if number := self.cleaned_data.get(f"{dimension}{PARTED}{value}"):
                    found.setdefault(dimension, {})[value] = float(number)
        return found

    def clean(self) -> dict[str, Any]:
        """At least one kind of school is told."""
        cleaned = super().clean() or {}
        if not self.errors and not self.schools():
            raise forms.ValidationError(
                _("Say of at least one kind how many schools there are.")
            )
        return cleaned


class FileForm(PlaceForm):
    """A table; looked at first, then taken with ``kept`` as it was read."""

    file = forms.FileField(label=_("Table (CSV)"), required=False)
    kept = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LARGEST)

    def clean(self) -> dict[str, Any]:
        """Read what was sent now, else what was looked at."""
        cleaned = super().clean() or {}
        text = self._text(cleaned)
        if text:
            place, problems = read_place(text)
            for one in problems[:MOST_SAID]:
                self.add_error("file", problem_in_words(one))
            cleaned |= {"place": place, "text": text}
        return cleaned

    def _text(self, cleaned: dict[str, Any]) -> str:
        sent = cleaned.get("file")
        if sent is None:
            if not cleaned.get("kept"):
                self.add_error("file", _("Choose a file."))
            return str(cleaned.get("kept", ""))
        if sent.size > LARGEST:
            self.add_error("file", _("The file is too large: at most 64 kB."))
            return ""
        try:
            return str(sent.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.add_error("file", problem_in_words(Problem(1, "header")))
            return ""
