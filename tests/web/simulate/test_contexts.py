"""A country says what schools it has; each recommendation says whether its evidence fits."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cordata.exchange.models import CountryContext
from tests import cast as casting
from tests import factories as make
from tests.exchange import advising

pytestmark = pytest.mark.django_db
TOLD = {"country": "IT", "region": "", "dated_on": "2026-01-31", "source": "Statistics"}
TABLE = "dimension,value,schools\nsize,small,300\nsize,large,100\nlanguage,it,400\n"


@pytest.fixture
def cast():
    return casting.gather()


@pytest.fixture
def teresa(client, cast):
    who = cast.people["policy_maker"]
    client.force_login(who)
    return who


def text_of(client, name, *arguments, **query):
    found = client.get(reverse(f"simulate:{name}", args=arguments), query)
    assert found.status_code == 200
    return found.content.decode()


def test_typing_number_by_number(client, teresa):
    address = reverse("simulate:type-in")
    nothing = client.post(address, TOLD)
    assert nothing.status_code == 422
    assert "at least one kind" in nothing.content.decode()

    sent = client.post(address, TOLD | {"size-small": "300", "size-large": "100"})
    made = CountryContext.objects.get()
    assert sent.url == reverse("simulate:context", args=[made.public_id])
    assert (made.origin, made.schools) == ("typed", {"size": {"small": 300.0, "large": 100.0}})
    shown = text_of(client, "context", made.public_id)
    assert "300 schools, 75 of each 100" in shown
    assert "Statistics" in shown


@pytest.mark.parametrize(
    ("field", "typed"),
    [("country", "HR"), ("dated_on", "2999-01-01"), ("dated_on", ""), ("source", ""),
     ("size-small", "-1")],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_field(client, teresa, field, typed):
    sent = client.post(reverse("simulate:type-in"), TOLD | {"size-small": "3"} | {field: typed})
    assert sent.status_code == 422
    assert field in sent.context["form"].errors
    assert not CountryContext.objects.exists()


def upload(text, name="schools.csv"):
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


def test_a_file_is_looked_at_before_it_is_taken(client, teresa):
    address = reverse("simulate:take-in")
    looked = client.post(address, TOLD | {"file": upload(TABLE)})

    assert looked.status_code == 200
    assert "300 schools, 75 of each 100" in looked.content.decode()
    assert not CountryContext.objects.exists()
    client.post(address, TOLD | {"kept": looked.context["kept"], "take": "1"})
    made = CountryContext.objects.get()
    assert made.origin == "file"
    assert made.schools == {"size": {"small": 300.0, "large": 100.0}, "language": {"it": 400.0}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The submitted file is empty"),
        ("size,small,3", "The first line must be"),
        (TABLE + "colour,red,3\n", "Line 5: “colour” is no dimension"),
        (b"\xff\xfe\x00", "The first line must be"),
        (TABLE + "x" * 70_000, "too large"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(client, teresa, text, said):
    sent = client.post(reverse("simulate:take-in"), TOLD | {"file": upload(text)})
    assert sent.status_code == 422
    assert said in sent.content.decode()
    assert not CountryContext.objects.exists()


def test_without_a_file_nothing_is_taken(client, teresa):
    sent = client.post(reverse("simulate:take-in"), TOLD | {"take": "1"})
    assert sent.status_code == 422


def test_what_is_exported_can_be_taken_in_again(client, teresa):
    made = advising.context(teresa)
    table = text_of(client, "place-table", made.public_id)
    looked = client.post(reverse("simulate:take-in"), TOLD | {"file": upload(table)})
    client.post(
        reverse("simulate:take-in"), TOLD | {"kept": looked.context["kept"], "take": "1"}
    )
    assert CountryContext.objects.order_by("pk").last().schools == made.schools
    template = text_of(client, "template")
    assert template.splitlines()[0] == "dimension,value,schools"


def test_the_register_is_counted_by_who_answers_for_the_country(client, teresa):
    sent = client.post(reverse("simulate:count"), {"country": "IT", "region": ""})
    made = CountryContext.objects.get()
    assert sent.url == reverse("simulate:context", args=[made.public_id])
    assert "Counted in the register" in text_of(client, "context", made.public_id)
    assert client.post(reverse("simulate:count"), {"country": "HR"}).status_code == 404
    nowhere = client.post(reverse("simulate:count"), {"country": "IT", "region": "Nowhere"})
    assert nowhere.url == reverse("simulate:contexts")


def test_a_recommendation_says_how_far_its_evidence_reaches(client, cast, teresa):
    advising.recommendation(cast, [*advising.schools(9), *advising.schools(8, levels=["3"])])
    made = advising.context(teresa)
    client.logout()

    fit = text_of(client, "fit", made.public_id, 4)
    assert "About 10 of the 17 schools behind it are like the schools there." in fit
    assert (
        "600 pupils or more: 50 of each 100 schools there, fewer than 5 in the evidence" in fit
    )
    assert "Pilot first in schools of these kinds: 600 pupils or more; lower secondary" in fit
    assert "Give schools time." in text_of(client, "context", made.public_id)
    rows = list(csv.reader(io.StringIO(text_of(client, "reach-table", made.public_id))))
    assert rows[1] == ["4", "all", "", "", "17", "10"]
    assert ["4", "size", "large", "0.5", "fewer than 5", "0"] in rows


@pytest.mark.parametrize(
    ("alike", "others", "said"),
    [(4, 9, "Fewer than 5 of the 13"), (9, 4, "All or nearly all of the 13"),
     (13, 0, "All or nearly all of the 13"), (0, 13, "Fewer than 5 of the 13")],
)  # fmt: skip
def test_small_numbers_and_their_complements_are_told_alike(
    client, cast, teresa, alike, others, said
):
    advising.recommendation(
        cast, [*advising.schools(alike), *advising.schools(others, levels=["3"])]
    )
    made = advising.context(teresa)
    assert said in text_of(client, "fit", made.public_id, 4)


def test_what_was_studied_only_apart_is_to_be_piloted_together(client, cast, teresa):
    small = advising.schools(20)
    large = advising.schools(20, pupils=900, country="HR", language="hr")
    advising.recommendation(cast, [*small, *large])
    place = advising.PLACE | {"size": {"small": 10.0}, "language": {"hr": 10.0}}
    made = advising.context(teresa, country="HR", place=place | {"level": {"1": 10.0}})

    fit = text_of(client, "fit", made.public_id, 4)
    assert "Fewer than 5 of the 40 schools" in fit
    assert "all of this at once: up to 200 pupils; Hrvatski" in fit
    assert "A pilot can begin anywhere" not in fit
    rows = list(csv.reader(io.StringIO(text_of(client, "reach-table", made.public_id))))
    assert rows[-1][1:3] == ["size and language", "small and hr"]


def test_of_fewer_than_five_schools_nothing_is_said(client, cast, teresa):
    advising.recommendation(cast, advising.schools(4))
    made = advising.context(teresa)
    for page in (text_of(client, "fit", made.public_id, 4), text_of(client, "here", 4)):
        assert "Fewer than five schools stand behind this recommendation" in page
    assert "fewer than 5" in text_of(client, "reach-table", made.public_id)


def test_the_part_speaks_of_the_reader_s_own_country(client, cast, teresa):
    advising.recommendation(cast, advising.schools(9))
    assert "Say what schools your country has" in text_of(client, "here", 4)
    croatia = advising.context(teresa, country="HR")
    assert "Croatia" in text_of(client, "here", 4)
    advising.context(teresa)
    own = text_of(client, "here", 4)
    assert "Italy" in own
    assert "All or nearly all of the 9" in own
    client.logout()
    assert croatia.public_id in text_of(client, "here", 4)


def test_what_does_not_exist_is_not_found(client, teresa):
    made = advising.context(teresa)
    assert client.get(reverse("simulate:fit", args=[made.public_id, 77])).status_code == 404
    assert client.get(reverse("simulate:context", args=["cct_x"])).status_code == 404


def test_older_numbers_say_that_there_are_newer_ones(client, cast, teresa):
    import datetime as dt

    old = advising.context(teresa, on=dt.date(2020, 1, 1))
    advising.context(teresa, on=dt.date(2026, 1, 1))
    assert "There are newer numbers" in text_of(client, "context", old.public_id)
    everywhere = text_of(client, "contexts")
    assert everywhere.count("cct_") == 1


def test_a_place_costs_few_queries_however_many_recommendations(
    client, cast, teresa, django_assert_max_num_queries
):
    made = advising.context(teresa)
    for number in (4, 5, 6):
        advising.recommendation(cast, [make.school() for _one in range(5)], number=number)
    text_of(client, "contexts")  # the first visit notes when she was last seen
    with django_assert_max_num_queries(15):
        text_of(client, "context", made.public_id)
