"""The protocol of an observation through its pages, and every try to read past it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.models import Observation
from tests.cycles.planning import planned

SECRET = "Una cosa detta solo tra noi"


@pytest.fixture
def lesson(cast):
    cluster = found_cluster(
        cast.cohort, cast.leading, [cast.theirs, cast.others], name="Valli",
        by=cast.people["coordinator"],
    )  # fmt: skip
    begun = timezone.now() - dt.timedelta(days=1)
    return planned(cast, cluster, kind="observation", starts_at=begun)


def at(name, lesson):
    return reverse(f"cycles:{name}", args=[lesson.public_id])


def agreement(cast, **given):
    usual = {
        "version": "0", "observed": cast.theirs.public_id, "observer": cast.leading.public_id,
        "focus": "task", "words": "La consegna", "level": "schools",
    }  # fmt: skip
    return usual | given


def consented(cast, lesson, sign_in, **given):
    team = sign_in("team")
    team.post(at("observation", lesson), agreement(cast, **given))
    team.post(at("consent", lesson), {"version": "1", "on": timezone.localdate()})


def noted(cast, lesson, sign_in, **given):
    consented(cast, lesson, sign_in, **given)
    notes = {"version": "2", "saw": SECRET, "meant": "", "question": ""}
    return sign_in("mentor_team").post(at("notes", lesson), notes, follow=True)


def test_from_what_is_agreed_to_the_notes(cast, lesson, sign_in):
    team, mentor = sign_in("team"), sign_in("mentor_team")
    html = team.get(at("observation", lesson)).content.decode()
    assert "never the appraisal of a teacher" in html
    assert "Write no pupil" in html
    team.post(at("observation", lesson), agreement(cast))
    assert "asks the teacher" in mentor.get(at("observation", lesson)).content.decode()
    early = mentor.post(at("notes", lesson), {"version": "1", "saw": SECRET})
    assert early.status_code == 403
    future = timezone.localdate() + dt.timedelta(days=2)
    wrong = team.post(at("consent", lesson), {"version": "1", "on": future})
    assert "This day has not come yet." in wrong.content.decode()
    assert SECRET in noted(cast, lesson, sign_in).content.decode()
    assert SECRET in sign_in("head").get(at("observation", lesson)).content.decode()


def test_it_is_told_only_after_the_teacher_agreed(cast, lesson, sign_in):
    told = {
        "went": "well", "sentence": "Bene", "next_step": "", "minutes": "45", "host": "online",
    } | {
        f"{name}:{one.public_id}": "1"
        for one in (cast.leading, cast.theirs, cast.others)
        for name in ("leaders", "teachers", "others", "travel")
    }  # fmt: skip
    page = reverse("cycles:activity", args=[lesson.public_id])
    answer = sign_in("team").post(page, told)
    assert answer.status_code == 409
    assert "the observed teacher agreed" in answer.content.decode()
    consented(cast, lesson, sign_in)
    assert sign_in("team").post(page, told).status_code == 302


def test_nobody_else_reads_the_notes_on_any_page(cast, lesson, sign_in):
    noted(cast, lesson, sign_in)
    pages = [at("observation", lesson), reverse("cycles:activity", args=[lesson.public_id])]
    pages.append(reverse("cycles:agenda", args=[lesson.cluster.public_id]))
    for name in ("coordinator", "programme_coordinator"):
        for page in pages:
            answer = sign_in(name).get(page)
            assert (answer.status_code, SECRET in answer.content.decode()) == (200, False)
    for name in ("teacher", "researcher", "policy_maker", "administrator"):
        assert sign_in(name).get(pages[0]).status_code == 404


def test_a_school_that_was_not_agreed_on_cannot_write_itself_in(cast, lesson, sign_in):
    noted(cast, lesson, sign_in)
    third = cast.people["teacher"]
    third.roles.create(kind="team", scope="school", place=cast.others.school.public_id)
    wider = agreement(cast, version="3", observer=cast.others.public_id, level="cluster")
    assert sign_in("teacher").post(at("observation", lesson), wider).status_code == 403
    assert SECRET not in sign_in("teacher").get(at("observation", lesson)).content.decode()
    # And nobody of the two widens the circle behind the teacher's back.
    html = sign_in("mentor_team").post(
        at("observation", lesson), agreement(cast, version="3", level="quotable"), follow=True
    )  # fmt: skip
    assert "what was agreed stays" in html.content.decode()
    assert Observation.objects.get().level == "schools"


def test_a_third_school_begins_as_who_looks_on_and_agrees_for_no_other(cast, lesson, sign_in):
    type(lesson).objects.update(called_by=None)
    third = cast.people["teacher"]
    third.roles.create(kind="team", scope="school", place=cast.others.school.public_id)
    page, client = at("observation", lesson), sign_in("teacher")
    html = client.get(page).content.decode()
    looks_on = html.partition('name="observer"')[2].partition("</select>")[0]
    assert f'value="{cast.others.public_id}" selected' in looks_on

    refused = client.post(page, agreement(cast, words="La consegna di lunedì"))

    assert refused.status_code == 422
    assert "One of the two is your school" in refused.content.decode()
    assert "La consegna di lunedì" in refused.content.decode()
    assert not Observation.objects.exists()


def test_notes_disappear_with_the_consent(cast, lesson, sign_in):
    noted(cast, lesson, sign_in, level="cluster")
    page = at("observation", lesson)
    assert SECRET in sign_in("coordinator").get(page).content.decode()
    sign_in("head").post(at("withdraw-consent", lesson))
    for name in ("team", "mentor_team", "coordinator"):
        html = sign_in(name).get(page).content.decode()
        assert SECRET not in html
        assert "Nobody reads them while the teacher does not agree." in html


def test_the_later_of_two_sees_both(cast, lesson, sign_in):
    team = sign_in("team")
    team.post(at("observation", lesson), agreement(cast))
    late = team.post(at("observation", lesson), agreement(cast, words="Le domande"))
    html = late.content.decode()
    assert late.status_code == 409
    assert "La consegna" in html
    assert "Le domande" in html
    same = team.post(
        at("observation", lesson), agreement(cast, version="1", observer=cast.theirs.public_id)
    )
    assert "Choose another school" in same.content.decode()
    late = team.post(at("consent", lesson), {"version": "0", "on": timezone.localdate()})
    assert late.status_code == 409


def test_a_visit_has_no_protocol(cast, lesson, sign_in):
    visit = planned(cast, lesson.cluster)
    assert sign_in("team").get(at("observation", visit)).status_code == 404
    assert sign_in("team").post(at("consent", lesson)).status_code == 404
