"""The links of an invitation: opening changes nothing, one button answers, nobody signs in."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions.activities import cancel_activity
from cordata.cycles.models import Activity, Answer
from cordata.history.models import Entry
from cordata.notices.models import Letter
from tests.cycles.planning import planned


@pytest.fixture
def visit(cast):
    marta = cast.people["coordinator"]
    cluster = found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    return planned(cast, cluster)


@pytest.fixture
def links(cast, visit):
    letter = Letter.objects.get(about=visit.public_id, to=cast.people["team"].email)
    found = re.findall(r"http://localhost:8000(/en/come/\S+say=\w+)", letter.body)
    assert len(found) == 3
    return found


def test_a_filter_that_opens_every_link_answers_nothing(links):
    before = Entry.objects.count()
    for link in links:
        for _again in range(2):
            assert Client().get(link).status_code == 200
            assert Client().head(link).status_code == 200

    assert not Answer.objects.exists()
    assert Entry.objects.count() == before


def test_two_days_of_job_shadowing_say_the_day_on_which_they_end(visit, links, sign_in):
    at = dt.datetime(2037, 7, 1, 10, tzinfo=ZoneInfo("Europe/Rome"))
    Activity.objects.update(starts_at=at, minutes=90)
    page = reverse("cycles:activity", args=[visit.public_id])
    for html in (Client().get(links[0]), sign_in("team").get(page)):
        assert "1 July 2037, 10:00–11:30" in html.content.decode()
    Activity.objects.update(minutes=2 * 24 * 60)
    for html in (Client().get(links[0]), sign_in("team").get(page)):
        assert "1 July 2037, 10:00 – 3 July 2037, 10:00" in html.content.decode()


def test_one_press_answers_for_the_school_without_signing_in(cast, visit, links, sign_in):
    mail = Client(enforce_csrf_checks=True)
    html = mail.get(links[0]).content.decode()
    assert re.search(r'value="yes"[^>]*checked', html)
    main = html[html.index("<main") : html.index("</main>")]
    assert main.count("<button") - main.count('class="linkbtn"') == 1
    csrf = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1]
    answer = mail.post(
        links[0],
        {"says": "yes", "sentence": "In tre", "csrfmiddlewaretoken": csrf},
        follow=True,
    )
    shown = answer.content.decode()
    assert "We come" in shown
    assert "<q>In tre</q>" in shown
    assert reverse("cycles:calendar", args=[visit.public_id]) in shown
    assert reverse("clusters:cluster", args=[visit.cluster.public_id]) in shown
    assert (
        reverse("cycles:calendar", args=[visit.public_id]) not in html
    )  # not before the answer
    given = Answer.objects.get()
    assert (given.says, given.participation, given.answered_by) == (
        "yes", cast.theirs, cast.people["team"]
    )  # fmt: skip

    page = sign_in("mentor_team").get(reverse("cycles:activity", args=[visit.public_id]))
    html = page.content.decode()
    assert "In tre" in html
    assert "called it" in html  # the mentor school itself


def test_another_day_is_named(links):
    answer = Client().post(links[2], {"says": "other_day", "sentence": " "})
    assert answer.status_code == 422
    assert "Say which day would suit you." in answer.content.decode()
    Client().post(links[2], {"says": "other_day", "sentence": "Martedì"})
    assert Answer.objects.get().sentence == "Martedì"


def test_too_late_and_forged_links_say_so_kindly(cast, visit, links):
    cancel_activity(visit, why="Neve", by=cast.people["head"])
    late = Client().post(links[0], {"says": "yes", "sentence": ""})
    assert late.status_code == 409
    assert "Neve" in late.content.decode()
    forged = Client().get(links[0].replace("/?", "x/?"))
    assert forged.status_code == 404
    assert "no longer works" in forged.content.decode()
    assert not Answer.objects.exists()


def test_a_member_answers_from_the_page_too(visit, sign_in):
    team = sign_in("team")
    html = team.get(reverse("cycles:activity", args=[visit.public_id])).content.decode()
    link = re.search(r'href="(/en/come/[^"]+)"', html)[1]
    team.post(link, {"says": "no", "sentence": ""})
    assert Answer.objects.get().says == "no"


def test_a_school_that_does_not_know_yet_says_so(links):
    answer = Client().post(links[0], {"says": "maybe", "sentence": "Il treno"}, follow=True)

    assert "We do not know yet" in answer.content.decode()
    assert Answer.objects.get().says == "maybe"
