"""Activities through the pages."""

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from cordata.clusters.actions.founding import found_cluster
from cordata.clusters.models import Membership
from cordata.cycles.actions.activities import plan_activity
from cordata.cycles.models import Activity, Attendance
from tests import factories as make
from tests.cycles.year import goal

DAY = dt.date(2026, 9, 1)
TOLD = {"went": "partly", "sentence": "Due classi", "next_step": "Un video", "minutes": "60"}


@pytest.fixture
def cluster(cast):
    marta = cast.people["coordinator"]
    return found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)


@pytest.fixture
def visit(cast, cluster):
    return plan_activity(
        cluster, kind="visit", starts_at=timezone.now() - dt.timedelta(days=1), minutes=90,
        online=False, host=cast.theirs, points=["Leggere ad alta voce"], called_by=cast.leading,
        by=cast.people["mentor_team"],
    )  # fmt: skip


def numbers(cast, **facts):
    """Place and table of the form as they stand, with what is given for the mentee school."""
    usual = {"leaders": 1, "teachers": 2, "others": 0, "travel": 0}
    place = cast.theirs.public_id
    return {"host": place, "travel_for": place} | {
        f"{name}:{one.public_id}": value
        for one in (cast.leading, cast.theirs)
        for name, value in (usual | (facts if one == cast.theirs else {})).items()
    }


def test_a_mentor_plans_and_the_school_reads_it_in_its_own_time(cast, cluster, sign_in):
    page = reverse("cycles:agenda", args=[cluster.public_id])
    facts = {
        "kind": "observation", "starts_at": "2027-07-01T09:30",
        "minutes": "120", "host": cast.theirs.public_id, "point1": "Lettura", "point2": "",
    }  # fmt: skip
    answer = sign_in("mentor_team").post(page, facts)
    planned = Activity.objects.get()
    assert answer.headers["Location"] == reverse("cycles:activity", args=[planned.public_id])
    assert planned.called_by == cast.leading
    assert planned.starts_at == dt.datetime(2027, 7, 1, 7, 30, tzinfo=dt.UTC)
    team = sign_in("team")
    assert "Lesson observation" in team.get(page).content.decode()
    html = team.get(answer.headers["Location"]).content.decode()
    assert "9:30" in html
    assert "Lettura" in html
    assert "Tell it" not in html  # not before it has begun

    saved = team.get(reverse("cycles:calendar", args=[planned.public_id]))
    event = Calendar.from_ical(saved.content).events[0]
    assert event.start == planned.starts_at
    assert event.end - event.start == dt.timedelta(hours=2)
    assert str(event["description"]).startswith("Lettura\n")


def test_the_week_asks_how_it_went_until_one_of_the_cluster_tells(cast, visit, sign_in):
    week, page = reverse("home:this-week"), reverse("cycles:activity", args=[visit.public_id])
    team = sign_in("team")
    assert page in team.get(week).content.decode()
    answer = team.post(page, TOLD | numbers(cast, teachers=4), follow=True)
    html = answer.content.decode()
    assert "Due classi" in html
    assert "Un video" in html
    assert page not in team.get(week).content.decode()
    assert Attendance.objects.get(participation=cast.theirs).teachers == 4


def test_what_is_sent_unread_counts_nobody_who_was_not_announced(cast, cluster, sign_in):
    other = make.mentee(cast.cohort, name="IC Tre Laghi", needs=["stem"])
    Membership.objects.create(cluster=cluster, participation=other, side="mentee", since=DAY)
    visit = plan_activity(
        cluster, kind="visit", starts_at=timezone.now() - dt.timedelta(days=1), minutes=90,
        online=False, host=cast.theirs, points=[], called_by=cast.leading,
        by=cast.people["mentor_team"],
    )  # fmt: skip
    page = reverse("cycles:activity", args=[visit.public_id])
    team = sign_in("team")
    html = team.get(page).content.decode()
    seen, _found, folded = html.partition("Other schools of the cluster were there, too")
    assert "IC Le Betulle 3, IC Valle Alta 3." in seen
    assert f'name="teachers:{cast.theirs.public_id}"' in seen
    assert f'name="teachers:{other.public_id}"' not in seen
    assert f'name="teachers:{other.public_id}"' in folded
    shown = dict(re.findall(r'name="(\w+:[^"]+)" value="(\d+)"', html))
    place = cast.theirs.public_id
    team.post(page, TOLD | {"host": place, "travel_for": place} | shown)
    there = Attendance.objects.order_by("pk").values_list(
        "participation__school__name", flat=True
    )
    assert list(there) == ["IC Le Betulle", "IC Valle Alta"]


def test_where_nobody_was_announced_the_form_says_so(cast, cluster, visit, sign_in):
    Activity.objects.update(host=None, called_by=None)
    page = reverse("cycles:activity", args=[visit.public_id])
    html = sign_in("team").get(page).content.decode()
    assert "Nobody is counted yet." in html
    assert '<details class="linkish" open>' in html


def test_both_notes_of_two_tellers_are_kept(cast, visit, sign_in):
    page = reverse("cycles:activity", args=[visit.public_id])
    sign_in("head").post(
        page, TOLD | numbers(cast) | {"sentence": "Prima la scuola", "went": "well"}
    )
    mentor = sign_in("mentor_team")
    words = {"sentence": "Poi il mentor", "went": "partly", "receipt": str(uuid4())}

    for _again in range(2):  # its answer was lost on the way
        late = mentor.post(page, TOLD | numbers(cast) | words, follow=True)

    html = late.content.decode()
    assert "A colleague told it before you. Your words stand beside theirs." in html
    assert ("Prima la scuola" in html, html.count("Poi il mentor")) == (True, 1)
    visit.refresh_from_db()
    assert (visit.sentence, visit.went) == ("Prima la scuola", "well")
    (noted,) = visit.notes.all()
    assert (noted.participation, noted.went) == (cast.leading, "partly")


def test_each_school_adds_how_it_was_for_it(cast, visit, sign_in):
    page = reverse("cycles:activity", args=[visit.public_id])
    head = sign_in("head")
    head.post(page, TOLD | numbers(cast) | {"sentence": "Prima la scuola", "went": "well"})

    wrong = head.post(page, {"note": "1", "sentence": "Senza dire come"})
    assert (wrong.status_code, "Senza dire come" in wrong.content.decode()) == (422, True)

    head.post(page, {"note": "1", "went": "hardly", "sentence": "Anche noi", "next_step": "x"})
    assert "Anche noi" in sign_in("coordinator").get(page).content.decode()
    assert sign_in("coordinator_elsewhere").post(page, {"note": "1"}).status_code == 404


def test_what_is_wrong_is_said_and_what_was_typed_comes_back(cast, visit, sign_in):
    page = reverse("cycles:activity", args=[visit.public_id])
    answer = sign_in("team").post(page, TOLD | numbers(cast, teachers=9999) | {"went": ""})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Due classi" in html
    assert "9999" in html
    assert cast.theirs.school.name in html
    assert not Attendance.objects.exists()


def test_what_has_not_begun_cannot_be_told(cast, visit, sign_in):
    Activity.objects.update(starts_at=timezone.now() + dt.timedelta(days=1))
    page = reverse("cycles:activity", args=[visit.public_id])
    answer = sign_in("team").post(page, TOLD | numbers(cast))
    assert answer.status_code == 409
    assert "It has not begun yet." in answer.content.decode()


def test_it_is_cancelled_with_its_reason(cast, visit, sign_in):
    cancel = reverse("cycles:cancel", args=[visit.public_id])
    team = sign_in("team")
    assert "Say why" in team.post(cancel, {"why": ""}, follow=True).content.decode()
    html = team.post(cancel, {"why": "Neve"}, follow=True).content.decode()
    assert "Neve" in html
    assert "Tell it" not in html


def test_the_agenda_of_a_year_asks_few_questions_of_the_database(
    cast, cluster, sign_in, django_assert_max_num_queries
):
    for day in range(1, 40):
        plan_activity(
            cluster, kind="meeting", starts_at=timezone.now() - dt.timedelta(days=day), minutes=60,
            online=True, host=None, points=[], called_by=None, by=cast.people["coordinator"],
        )  # fmt: skip
    team = sign_in("team")
    with django_assert_max_num_queries(15):
        team.get(reverse("cycles:agenda", args=[cluster.public_id]))


def test_a_told_activity_with_its_corrections_asks_few_questions(
    cast, visit, sign_in, django_assert_max_num_queries
):
    page, team = reverse("cycles:activity", args=[visit.public_id]), sign_in("team")
    team.post(page, TOLD | numbers(cast))
    for at in range(3):
        version = str(Activity.objects.get().sequence)
        right = numbers(cast, teachers=4 + at) | {"version": version, "why": f"Perché {at}"}
        team.post(page, TOLD | right)
    with django_assert_max_num_queries(15):
        html = team.get(page).content.decode()
    assert html.count("<q>Perché") == 3


def test_planning_suggests_the_goals_that_have_not_moved(cast, cluster, sign_in):
    still = goal(cast.theirs, 1, days=40)
    goal(cast.theirs, 2, days=3)
    page = reverse("cycles:agenda", args=[cluster.public_id])
    html = sign_in("mentor_team").get(page).content.decode()
    assert f'value="IC Valle Alta: {still.text}"' in html
    assert "IC Valle Alta has not moved this goal since" in html
    assert "Goal 2" not in html


def test_another_place_asks_to_look_at_the_way_again(cast, visit, sign_in):
    site = cast.theirs.school.main_site
    site.lat = 45.47
    site.save()
    page, team = reverse("cycles:activity", args=[visit.public_id]), sign_in("team")
    there = TOLD | numbers(cast) | {"host": cast.leading.public_id}
    again = team.post(page, there)
    html = again.content.decode()
    assert again.status_code == 422
    assert "look at the minutes of travel" in html
    way = dict(re.findall(r'name="(travel:[^"]+)" value="(\d+)"', html))
    assert way[f"travel:{cast.leading.public_id}"] == "0"
    assert int(way[f"travel:{cast.theirs.public_id}"]) > 60
    assert f'name="travel_for" value="{cast.leading.public_id}"' in html
    team.post(page, there | way | {"travel_for": cast.leading.public_id})
    told = Activity.objects.get()
    assert (told.host, told.online, told.went) == (cast.leading, False, "partly")
    assert told.attendances.get(participation=cast.theirs).travel > 60


def test_somewhere_else_has_a_name_and_a_way_that_is_typed(cast, visit, sign_in):
    page, team = reverse("cycles:activity", args=[visit.public_id]), sign_in("team")
    museum = TOLD | numbers(cast) | {"host": "elsewhere"}
    assert "Say where it is." in team.post(page, museum).content.decode()
    museum["place"] = "Museo della scienza"
    assert "look at the minutes of travel" in team.post(page, museum).content.decode()
    museum |= {f"travel:{one.public_id}": "" for one in (cast.leading, cast.theirs)}
    html = team.post(page, museum | {"travel_for": "elsewhere"}).content.decode()
    assert html.count("Say how long the way was.") == 4  # in the summary and at the field
    museum |= {f"travel:{one.public_id}": "50" for one in (cast.leading, cast.theirs)}
    html = team.post(page, museum | {"travel_for": "elsewhere"}, follow=True).content.decode()
    assert "Museo della scienza" in html
    told = Activity.objects.get()
    assert (told.host, told.place, told.online) == (None, "Museo della scienza", False)
    assert set(told.attendances.values_list("travel", flat=True)) == {50}


def test_what_turned_out_to_be_online_has_no_travel(cast, visit, sign_in):
    page = reverse("cycles:activity", args=[visit.public_id])
    sign_in("team").post(page, TOLD | numbers(cast, travel=70) | {"host": "online"})
    told = Activity.objects.get()
    assert (told.host, told.online) == (None, True)
    assert set(told.attendances.values_list("travel", flat=True)) == {0}


def test_what_was_told_is_put_right_and_how_it_stood_stays(cast, visit, sign_in):
    page, team = reverse("cycles:activity", args=[visit.public_id]), sign_in("team")
    team.post(page, TOLD | numbers(cast, teachers=4))
    html = team.get(page).content.decode()
    assert "Something is wrong here" in html
    version = Activity.objects.get().sequence
    right = TOLD | numbers(cast, teachers=6) | {"version": str(version), "minutes": "90"}
    assert team.post(page, right).status_code == 422  # not without a reason
    html = team.post(page, right | {"why": "Ne mancavano due"}, follow=True).content.decode()
    assert "It is put right." in html
    assert "<q>Ne mancavano due</q>" in html
    assert "<del>60</del> <ins>90</ins>" in html
    assert "Teachers 4" in html
    told = Activity.objects.get()
    assert (told.minutes, told.attendances.get(participation=cast.theirs).teachers) == (90, 6)


def test_the_later_of_two_corrections_sees_the_other_and_may_win(cast, visit, sign_in):
    page, team = reverse("cycles:activity", args=[visit.public_id]), sign_in("team")
    team.post(page, TOLD | numbers(cast))
    version = Activity.objects.get().sequence
    mine = TOLD | numbers(cast, teachers=6) | {"version": str(version), "why": "Sei"}
    team.post(page, mine | numbers(cast, teachers=5) | {"why": "Cinque"})
    late = team.post(page, mine)
    html = late.content.decode()
    assert late.status_code == 409
    assert "Cinque" in html
    assert 'value="Sei"' in html
    assert f'name="version" value="{version + 1}"' in html
    team.post(page, mine | {"version": str(version + 1)})
    assert Attendance.objects.get(participation=cast.theirs).teachers == 6
