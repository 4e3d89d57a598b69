"""Days as each language writes them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import translation

from cordata.kit import days

DAY = dt.date(2026, 9, 1)


@pytest.mark.parametrize(
    ("language", "whole", "short", "month"),
    [
        ("en", "1 September 2026", "1 September", "September 2026"),
        ("it", "1 settembre 2026", "1 settembre", "settembre 2026"),
        ("nl", "1 september 2026", "1 september", "september 2026"),
        ("hr", "1. rujna 2026.", "1. rujna", "rujan 2026"),
        ("cs", "1. září 2026", "1. září", "září 2026"),
        ("hu", "2026. szeptember 1.", "szeptember 1.", "szeptember 2026"),
        ("pt", "1 de setembro de 2026", "1 de setembro", "setembro 2026"),
    ],
)
def test_a_day_is_written_as_people_of_the_language_do(language, whole, short, month):
    with translation.override(language):
        assert days.day(DAY) == whole
        assert days.day_month(DAY) == short
        assert days.month_year(DAY) == month


def test_a_moment_with_a_zone_of_its_own_keeps_it():
    """The closing of a call in Lisbon is told in Lisbon's hours, wherever it is read."""
    at = dt.datetime(2026, 12, 1, 22, 30, tzinfo=dt.UTC)
    with translation.override("en"):
        assert days.daytime(at) == "1 December 2026, 23:30"  # Brussels
        lisbon = at.astimezone(ZoneInfo("Europe/Lisbon"))
        assert days.daytime(lisbon) == "1 December 2026, 22:30"
        page = Template('{{ at|moment:"Europe/Lisbon"|daytime }}')
        assert page.render(Context({"at": at})) == "1 December 2026, 22:30"
        kyiv = at.astimezone(ZoneInfo("Europe/Kyiv"))
        assert days.day_month_time(kyiv) == "2 December, 00:30"


def test_a_page_shows_nothing_where_there_is_no_day():
    assert Template("{{ at|day }}").render(Context({"at": None})) == ""
