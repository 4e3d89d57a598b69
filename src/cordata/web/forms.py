"""How every form looks, and how days and moments are asked for: shared by all pages."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.forms.renderers import TemplatesSetting
from django.utils import timezone
from django.utils.translation import gettext as _


class Renderer(TemplatesSetting):
    """Our field template: label, hint, message, field.

    It calls a field optional that is not required; not in a form with ``is_draft``, which may have
    holes until what it is about is published.
    """

    field_template_name = "web/parts/field.html"


class DateInput(forms.DateInput):
    """A date as browsers ask for it: the picker speaks the person's language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A date and a time as browsers ask for them."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def with_version(data: Any, version: int) -> Any:
    """What was posted, as if from the page of now: sent again, it wins knowingly."""
    again = data.copy()
    again["version"] = str(version)
    return again


class MomentField(forms.DateTimeField):
    """A moment in the time zone of a call or a country, whoever types it and wherever."""

    widget = MomentInput

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%dT%H:%M"], **options)
        self.zone = timezone.get_default_timezone_name()

    def to_python(self, value: Any) -> dt.datetime | None:
        """Typed without a zone, meant in that zone."""
        with timezone.override(ZoneInfo(self.zone)):
            moment: dt.datetime | None = super().to_python(value)
        return moment

    def prepare_value(self, value: Any) -> Any:
        """Shown in that zone."""
        if isinstance(value, dt.datetime):
            return timezone.localtime(value, ZoneInfo(self.zone)).replace(tzinfo=None)
        return value


def ask_again_for(form: forms.Form, name: str) -> None:
    """Something else is wrong, and a browser does not send a file back to its page."""
    if form.errors and name in form.files and name not in form.errors:
        form.add_error(name, _("Choose the file again."))


def offer(form: forms.BaseForm, name: str, choices: Any) -> None:
    """Let a field offer these choices: (value, label), or a callable."""
    _field(form, name).choices = choices


def offer_rows(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Let a field offer these rows of the database."""
    _field(form, name).queryset = rows


def in_zone(form: forms.BaseForm, name: str, zone: str) -> None:
    """Let a field for a moment be read in a time zone ("Europe/Lisbon")."""
    _field(form, name).zone = zone


def _field(form: forms.BaseForm, name: str) -> Any:
    """Of a class with these attributes: the types know only what every field has."""
    return form.fields[name]
