"""Dates as a browser's date field takes them, in every language."""

import datetime as dt

import pytest
from django.conf import settings
from django.utils import translation

from cordata.web.forms import MomentField
from cordata.web.schools.views.manage import FlagForm

LANGUAGES = [code for code, _ in settings.LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_that_stands_already_is_written_as_date_fields_read_it(language):
    with translation.override(language):
        html = str(FlagForm(initial={"dated_on": dt.date(2026, 11, 28)})["dated_on"])
    assert 'type="date"' in html
    assert 'value="2026-11-28"' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_moment_is_written_as_its_field_reads_it(language):
    field = MomentField()
    field.zone = "Europe/Lisbon"
    with translation.override(language):
        shown = field.prepare_value(dt.datetime(2026, 7, 1, 8, 30, tzinfo=dt.UTC))
        html = field.widget.render("at", shown)
    assert 'value="2026-07-01T09:30"' in html
