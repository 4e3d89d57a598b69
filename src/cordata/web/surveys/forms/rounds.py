"""What is asked when a round begins, and what may change while it runs."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from cordata.analysis.forms.definition import in_language
from cordata.networks.models import Country
from cordata.networks.queries import country_name
from cordata.surveys.models import InstrumentVersion, Invited, Occasion
from cordata.surveys.queries.forms import form_of, levels_in, voices_of
from cordata.web.forms import DateInput, in_zone, offer

USUAL = dt.timedelta(days=21)
LONGEST = dt.timedelta(days=180)
MOST_PEOPLE = 20_000
LEVELS = {
    "primary": _("primary"),
    "lower": _("lower secondary"),
    "upper": _("upper secondary"),
    "vocational": _("vocational"),
}
NUMBERS = {
    Invited.Voice.LEADERS: _("How many school leaders"),
    Invited.Voice.TEACHERS: _("How many teachers"),
    Invited.Voice.STUDENTS: _("How many pupils"),
    Invited.Voice.ALL: _("How many people"),
}


def title_of(version: InstrumentVersion) -> str:
    """What a questionnaire is called in the language of the page."""
    return in_language(form_of(version.pk).titles, get_language() or "en")


class LastDayField(forms.DateField):
    """The last day on which answers are taken: until it ends where the school is."""

    widget = DateInput

    def __init__(self, **options: Any) -> None:
        super().__init__(label=_("Last day for answers"), **options)
        self.zone = timezone.get_default_timezone_name()

    def clean(self, value: Any) -> Any:
        """A day to come, and not years away; as the moment when it ends."""
        day = super().clean(value)
        today = timezone.localdate(timezone=ZoneInfo(self.zone))
        if day < today:
            raise forms.ValidationError(_("This day has passed."))
        if day > today + LONGEST:
            raise forms.ValidationError(_("At most half a year from now."))
        return dt.datetime.combine(day, dt.time(23, 59, 59), ZoneInfo(self.zone))


class InstrumentField(forms.ChoiceField):
    """One of the published questionnaires."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=_("Questionnaire"), **options)
        self.versions: dict[str, InstrumentVersion] = {}

    def offer(self, versions: Iterable[InstrumentVersion]) -> None:
        """By title, in the language of the page; with whose it is, where two have the same."""
        self.versions = {one.public_id: one for one in versions}
        titles = {key: title_of(one) for key, one in self.versions.items()}
        several = {title for title, times in Counter(titles.values()).items() if times > 1}
        self.choices = [
            (key, f"{title} ({_whose(self.versions[key])})" if title in several else title)
            for key, title in titles.items()
        ]

    def clean(self, value: Any) -> Any:
        """The version itself."""
        return self.versions[super().clean(value)]


def _whose(version: InstrumentVersion) -> str:
    country = version.instrument.country
    if not country:
        return gettext("For every country")
    return country_name(country, get_language() or "en")


def number_field(voice: str) -> forms.IntegerField:
    """How many of a voice are invited; 0 says that nobody has counted."""
    return forms.IntegerField(
        label=NUMBERS[Invited.Voice(voice)], min_value=0, max_value=MOST_PEOPLE
    )


def level_field(levels: Iterable[str]) -> forms.ChoiceField:
    """The level whose questions are asked."""
    return forms.ChoiceField(
        label=_("School level"), choices=[(one, LEVELS[one]) for one in levels]
    )


class StartForm(forms.Form):
    """Ten minutes: what is known already stands there."""

    instrument = InstrumentField()
    occasion = forms.ChoiceField(label=_("When in the year"))
    closes_at = LastDayField(help_text=_("Three weeks are usual."))
    needs_slips = forms.BooleanField(
        label=_("One slip of paper for each person, which opens the questions once"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        versions: list[InstrumentVersion],
        occasions: list[Occasion],
        voices: list[str],
        levels: list[str],
        country: Country,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.voices = voices
        self.fields["instrument"].offer(versions)  # type: ignore[attr-defined]  # the field's own method
        offer(self, "occasion", [(one, one.label) for one in occasions])
        in_zone(self, "closes_at", country.time_zone)
        if levels:
            self.fields["level"] = level_field(levels)
        for voice in voices:
            self.fields[voice] = number_field(voice)
        self.order_fields(["instrument", "occasion", "level", *voices, "closes_at"])

    def facts(self) -> dict[str, Any]:
        """As the action takes them: of the voices and levels that the chosen one tells apart."""
        form = form_of(self.cleaned_data["instrument"].pk)
        given = {"level": ""} | _facts(self.cleaned_data, self.voices)
        told = given["people"]
        given["people"] = {voice: told.get(voice, 0) for voice in voices_of(form)}
        return given if given["level"] in levels_in(form) else given | {"level": ""}


class ChangeForm(forms.Form):
    """Another day, other numbers; another level while nobody has answered."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    closes_at = LastDayField()

    def __init__(
        self, *args: Any, voices: list[str], levels: list[str], country: Country, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.voices = voices
        in_zone(self, "closes_at", country.time_zone)
        if levels:
            self.fields["level"] = level_field(levels)
        for voice in voices:
            self.fields[voice] = number_field(voice)

    def facts(self, level: str) -> dict[str, Any]:
        """As the action takes them; ``level`` is that of now, where no other can be chosen."""
        return {"level": level} | _facts(self.cleaned_data, self.voices)


class FeedbackForm(forms.Form):
    """One thing that a whole cluster is asked."""

    instrument = InstrumentField()
    people = forms.IntegerField(
        label=NUMBERS[Invited.Voice.ALL],
        help_text=_("0, if nobody has counted."),
        min_value=0,
        max_value=MOST_PEOPLE,
        initial=0,
    )
    closes_at = LastDayField()

    def __init__(
        self, *args: Any, versions: list[InstrumentVersion], country: Country, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["instrument"].offer(versions)  # type: ignore[attr-defined]  # the field's own method
        in_zone(self, "closes_at", country.time_zone)


class WaveForm(forms.Form):
    """All schools of a cohort at the same time."""

    instrument = InstrumentField()
    occasion = forms.ChoiceField(
        label=_("When in the year"),
        choices=[(one.value, one.label) for one in Occasion if one != Occasion.ONCE],
    )
    opens_on = forms.DateField(label=_("First day for answers"), widget=DateInput())
    closes_at = LastDayField()

    def __init__(
        self, *args: Any, versions: list[InstrumentVersion], country: Country, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.zone = ZoneInfo(country.time_zone)
        self.fields["instrument"].offer(versions)  # type: ignore[attr-defined]  # the field's own method
        in_zone(self, "closes_at", country.time_zone)

    def clean(self) -> dict[str, Any]:
        """It closes after it opens."""
        given = super().clean() or {}
        opens, closes = given.get("opens_on"), given.get("closes_at")
        if opens and closes and closes.date() < opens:
            self.add_error("closes_at", _("It must be after the first day."))
        return given

    def facts(self) -> dict[str, Any]:
        """As the action takes them; today means now."""
        given = dict(self.cleaned_data)
        opens = dt.datetime.combine(given.pop("opens_on"), dt.time(6), self.zone)
        return given | {"opens_at": max(opens, timezone.now())}


class WaveDayForm(forms.Form):
    """Another last day for all schools of a wave."""

    closes_at = LastDayField()

    def __init__(self, *args: Any, country: Country, **options: Any) -> None:
        super().__init__(*args, **options)
        in_zone(self, "closes_at", country.time_zone)


class TakeBackForm(forms.Form):
    """Why a wave is taken back: its letters say it."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class SlipsForm(forms.Form):
    """How many slips to print."""

    number = forms.IntegerField(label=_("How many slips"), min_value=1, max_value=500)


def _facts(given: Mapping[str, Any], voices: list[str]) -> dict[str, Any]:
    people = {voice: given[voice] for voice in voices}
    return {name: it for name, it in given.items() if name not in voices} | {"people": people}
