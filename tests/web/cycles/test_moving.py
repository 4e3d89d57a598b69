"""Changing what is planned, and the hours of a reader in another zone, through the pages."""

import pytest
from django.urls import reverse

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions.activities import cancel_activity
from cordata.cycles.models import Activity
from cordata.networks.models import Country
from cordata.notices.models import Letter
from tests.cycles.planning import moved, planned


@pytest.fixture
def visit(cast):
    marta = cast.people["coordinator"]
    cluster = found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    return planned(cast, cluster)


def page(visit):
    return reverse("cycles:move-activity", args=[visit.public_id])


def facts(visit, **given):
    usual = {
        "version": visit.sequence, "starts_at": "2037-07-01T09:30", "minutes": "45",
        "host": "online", "link": "meet.example.org/valli", "point1": "Uno",
    }  # fmt: skip
    return usual | given


def test_a_date_is_moved_with_its_place_and_link(visit, sign_in):
    team = sign_in("team")
    assert visit.points[0] in team.get(page(visit)).content.decode()
    html = team.post(page(visit), facts(visit), follow=True).content.decode()
    assert "Changed." in html
    assert "1 July 2037, 09:30" in html
    visit.refresh_from_db()
    assert (visit.host, visit.link) == (None, "https://meet.example.org/valli")
    assert (visit.minutes, visit.points, visit.sequence) == (45, ["Uno"], 1)


def test_a_date_that_is_over_is_put_right_without_a_letter(visit, sign_in):
    Activity.objects.update(starts_at="2026-01-15T10:00+01:00")
    visit.refresh_from_db()
    Letter.objects.all().delete()
    team = sign_in("team")
    asked = "asked again whether they come"
    assert asked not in team.get(page(visit)).content.decode()

    at = facts(visit, starts_at="2026-01-16T10:00")
    html = team.post(page(visit), at, follow=True).content.decode()

    assert "Saved." in html
    assert "get a letter" not in html
    assert not Letter.objects.exists()


def test_the_same_change_sent_twice_is_no_conflict(visit, sign_in):
    team = sign_in("team")
    at = facts(visit)
    assert team.post(page(visit), at).status_code == 302
    letters = Letter.objects.count()

    assert team.post(page(visit), at).status_code == 302

    visit.refresh_from_db()
    assert (visit.sequence, Letter.objects.count()) == (1, letters)


def test_a_museum_is_a_place_too_and_needs_its_name(visit, sign_in):
    team, elsewhere = sign_in("team"), {"host": "elsewhere"}
    assert (
        "Say where it is." in team.post(page(visit), facts(visit, **elsewhere)).content.decode()
    )
    museum = facts(visit, **elsewhere, place="Museo della scienza")
    assert "Museo della scienza" in team.post(page(visit), museum, follow=True).content.decode()
    html = team.get(page(visit)).content.decode()
    assert '<option value="elsewhere" selected>' in html
    agenda = team.get(reverse("cycles:agenda", args=[visit.cluster.public_id]))
    assert "Museo della scienza" in agenda.content.decode()
    saved = team.get(reverse("cycles:calendar", args=[visit.public_id])).content.decode()
    assert "LOCATION:Museo della scienza" in saved


def test_an_open_line_is_refused_and_what_was_typed_comes_back(visit, sign_in):
    answer = sign_in("team").post(page(visit), facts(visit, link="http://meet.example.org"))
    assert answer.status_code == 422
    assert "must begin with https" in answer.content.decode()
    assert "2037-07-01T09:30" in answer.content.decode()


def test_the_later_of_two_sees_both_and_may_still_win(cast, visit, sign_in):
    typed = facts(visit)
    moved(visit, cast, points=["Della collega"])
    team = sign_in("team")
    late = team.post(page(visit), typed)
    html = late.content.decode()
    assert late.status_code == 409
    assert "Della collega" in html
    assert 'value="Uno"' in html
    assert 'name="version" value="1"' in html
    team.post(page(visit), typed | {"version": "1"})
    assert Activity.objects.get().points == ["Uno"]


def test_what_is_cancelled_stays(cast, visit, sign_in):
    typed = facts(visit)
    cancel_activity(visit, why="Neve", by=cast.people["head"])
    html = sign_in("team").post(page(visit), typed, follow=True).content.decode()
    assert "stays as it is" in html


def test_a_reader_in_another_zone_sees_both_hours(cast, visit, sign_in):
    Country.objects.filter(code="HR").update(time_zone="Atlantic/Azores")
    school = cast.theirs.school
    school.country = "HR"
    school.save()
    moved(visit, cast, starts_at=visit.starts_at.replace(2037, 7, 1, 8, 0, 0))
    where = reverse("cycles:activity", args=[visit.public_id])
    assert (
        "In your zone (Azores): 1 July 2037, 08:00"
        in sign_in("team").get(where).content.decode()
    )
    assert "In your zone" not in sign_in("mentor_team").get(where).content.decode()
    agenda = reverse("cycles:agenda", args=[visit.cluster.public_id])
    assert "(Azores: 08:00)" in sign_in("team").get(agenda).content.decode()
