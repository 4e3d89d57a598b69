"""The page of indicators and its table: the same numbers, each with what it is out of."""

import csv

from django.urls import reverse

from tests import factories as make
from tests.evidence import making, records

PAGE = "evidence:indicators"


def lines(client, **told):
    answer = client.get(reverse("evidence:indicators-csv"), told)
    return list(csv.DictReader(answer.content.decode().splitlines()))


def test_page_and_table_say_the_same(cast, paola):
    records.dated(cast.cohort, began=200, ends=-170)
    records.cluster(
        cast.cohort, cast.people["coordinator"], [cast.theirs], since=100, lead=cast.leading
    )
    html = paola.get(reverse(PAGE)).content.decode()
    first = lines(paola)[0]

    assert first["Indicator"] == "Mentee schools that have a mentor school"
    numbers = [first[name] for name in ("Value", "Numerator", "Denominator", "Looked at")]
    assert numbers == ["0.5", "1", "2", "2"]
    assert "<strong>50 %</strong>" in html
    assert '<span class="num">2</span> mentee schools that take part' in html
    assert "Italy 2026/27" in html


def test_few_people_are_not_shown_on_page_or_table(cast, paola):
    making.closed(cast.theirs, 3, occasion="baseline", days=30)

    html = paola.get(reverse(PAGE)).content.decode()
    [mine] = [one for one in lines(paola) if one["Version"] == "teachers-answered/1"]

    assert "too few behind it" in html
    assert mine["Value"] == mine["Numerator"] == mine["Denominator"] == ""


def test_another_year_is_one_tap_away(cast, paola, sign_in):
    make.cohort(name="2027/28")
    html = paola.get(reverse(PAGE), {"year": "Rope 2026 2027/28"}).content.decode()
    assert 'aria-current="true">Rope 2026 2027/28' in html

    nothing = sign_in("coordinator_elsewhere").get(reverse(PAGE)).content.decode()
    assert "There is no cohort yet" in nothing
    assert lines(sign_in("coordinator_elsewhere")) == []
