"""What goes wrong in a real call: nothing is lost, and somebody is told."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cordata.calls.actions import assessing, deciding
from cordata.calls.models import Assessment, Assessor, Call
from cordata.calls.queries.assessing import progress_of
from cordata.calls.queries.clock import Phase, ends_at, phase
from cordata.calls.queries.funnel import funnel_of
from cordata.documents.actions.files import MOST_BYTES
from cordata.documents.models import StoredFile
from cordata.notices.models import MOST_ATTEMPTS, Letter
from cordata.notices.queries import addresses_that_fail
from cordata.web.forms import MomentField
from tests import factories as make
from tests.calls import making

ROME = ZoneInfo("Europe/Rome")


@pytest.fixture
def marta(db):
    return make.coordinator()


@pytest.fixture
def call(marta):
    return making.published(make.cohort(name="2027/28"), marta)


def test_an_assessor_who_never_scores_is_reminded_and_then_let_go(call, marta):
    for _number in range(3):
        making.sent(call, make.school())
    Call.objects.filter(pk=call.pk).update(assessors_each=2)
    call.refresh_from_db()
    names = [
        assessing.name_assessor(call, name=n, email=f"{n}@example.org", language="it", by=marta)
        for n in ("a", "b")
    ]
    assessing.assign(call, by=marta)
    assert assessing.remind_assessor(names[0], by=marta) == 3
    assert "3 scuole" in Letter.objects.filter(to="a@example.org").latest("pk").body
    given = names[0].assessments.first()
    points = {one.public_id: 2 for one in call.criteria.all()}
    assessing.give_assessment(
        given, points=points, words={}, comment="", confidence=2, by=names[0].person
    )

    assessing.name_assessor(call, name="c", email="c@example.org", language="it", by=marta)
    assert assessing.release_assessor(names[0], by=marta) == 2

    assert Assessment.objects.filter(assessor=names[0]).count() == 1  # what was given counts
    third = Assessor.objects.get(person__email="c@example.org")
    assert third.assessments.count() == 2
    assert progress_of(call).unassigned == 0


def test_without_any_assessment_the_ranking_waits_and_says_for_how_many(call, marta):
    making.sent(call, make.school())
    making.closed(call)
    assert progress_of(call).unassessed == 1
    with pytest.raises(deciding.TooEarly):
        deciding.prepare(call, by=marta)


def test_a_huge_file_is_refused_unread_and_nothing_is_kept(call, client):
    _application, token = making.begun(call, make.school())
    page = reverse("applications:attach", args=[token])
    huge = SimpleUploadedFile("piano.pdf", b"%PDF" + bytes(MOST_BYTES))
    answer = client.post(
        page, {"paper": call.papers.get().public_id, "file": huge}, follow=True
    )
    assert "larger than 10 MB" in answer.content.decode()
    assert not StoredFile.objects.exists()


def test_a_dead_address_is_told_to_the_coordinator(call, marta, client):
    application, _token = making.begun(call, make.school())
    Letter.objects.filter(to=application.contact_email).update(
        attempts=MOST_ATTEMPTS, failure="SMTPRecipientsRefused: unknown"
    )
    assert addresses_that_fail(["ANNA@example.org", "x@example.org"]) == {
        "anna@example.org": "SMTPRecipientsRefused: unknown"
    }
    client.force_login(marta)
    page = reverse("applications:read", args=["it", application.public_id])
    assert "Letters do not arrive at anna@example.org." in client.get(page).content.decode()


def test_an_address_that_works_again_is_no_longer_named(call):
    application, _token = making.begun(call, make.school())
    Letter.objects.update(attempts=2, failure="Timeout")
    now = timezone.now()
    Letter.objects.create(
        to=application.contact_email, language="it", subject="S", body="B", purpose="x",
        send_after=now, sent_at=now + dt.timedelta(minutes=1), attempts=1,
    )  # fmt: skip
    assert addresses_that_fail([application.contact_email]) == {}


def test_a_stratum_that_the_register_cannot_fill_is_seen_before_and_after(marta, client):
    call = making.draft(make.cohort(name="2027/28"), marta)
    make.school(pupils=100)
    client.force_login(marta)
    page = client.get(reverse("calls:publish", args=["it", call.public_id])).content.decode()
    assert "fewer than places" in page  # one small school, three places
    assert "nobody fits" in page  # no other school at all
    gaps = funnel_of(call).gaps
    assert [(gap.side, gap.missing) for gap in gaps] == [
        ("mentor", 1), ("mentee", 2), ("mentor", 1), ("mentee", 2),
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["2026-10-25T02:30", "2027-03-28T02:30"])
def test_an_hour_that_the_clocks_skip_or_repeat_is_asked_again(typed):
    field = MomentField()
    field.zone = "Europe/Rome"
    with pytest.raises(ValidationError, match="Europe/Rome"):
        field.clean(typed)


def test_grace_is_24_hours_also_in_the_night_when_clocks_change(call):
    closes = dt.datetime(2026, 10, 24, 23, 59, tzinfo=ROME)
    Call.objects.filter(pk=call.pk).update(
        opens_at=closes - dt.timedelta(days=9), closes_at=closes, grace_hours=24
    )
    call.refresh_from_db()
    assert ends_at(call).astimezone(ROME) == dt.datetime(2026, 10, 25, 22, 59, tzinfo=ROME)
    assert ends_at(call) - call.closes_at == dt.timedelta(hours=24)
    late = dt.datetime(2026, 10, 25, 22, 58, tzinfo=ROME)
    assert phase(call, late) == Phase.GRACE
    assert phase(call, late + dt.timedelta(minutes=2)) == Phase.CLOSED
