"""A school tells a practice, answers, agrees, and takes it back, through its pages."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions import diary
from cordata.cycles.models import Activity
from cordata.practices.actions.passing import end_passing
from cordata.practices.models import Agreement, Edition, Passing, Practice
from cordata.practices.queries.records import standing_of
from tests import factories as make
from tests.kit.test_pictures import SMALL_PNG
from tests.practices import making

NEW = "/en/school/practices/new/"
PROMPTS = ("title", "situation", "done", "effort", "worked", "failed", "advice")


@pytest.fixture
def head(sign_in):
    return sign_in("head")


@pytest.fixture
def facts(cast):
    told = {name: getattr(making.TOLD, name) for name in PROMPTS}
    return told | {"school": cast.theirs.public_id, "outcome": "worked", "began_on": ""}


def test_a_practice_is_sent_in_one_go(head, facts):
    answer = head.post(NEW, facts | {"send": "yes"}, follow=True)

    assert "Sent. The researchers write to you" in answer.content.decode()
    practice = Practice.objects.get()
    assert (practice.language, practice.outcome) == ("en", "worked")
    assert practice.sent_at


def test_a_draft_with_holes_is_kept_and_a_colleague_goes_on(head, facts, sign_in):
    head.post(NEW, {"school": facts["school"], "title": "Solo un’idea", "keep": "yes"})
    practice = Practice.objects.get()
    page = reverse("practices:change", args=[practice.public_id])
    html = sign_in("team").get(page).content.decode()
    assert "Solo un’idea" in html

    sign_in("team").post(page, facts | {"version": practice.version, "send": "yes"})
    practice.refresh_from_db()
    assert practice.sent_at


def test_sent_with_holes_it_says_which_and_keeps_what_was_typed(head, facts):
    answer = head.post(NEW, facts | {"failed": "", "outcome": "", "send": "yes"})
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "Please answer this question." in html
    assert "Say what came of it." in html
    assert "Si apre un’ora al mese." in html
    assert not Practice.objects.exists()


def test_words_over_sixty_are_counted(head, facts):
    answer = head.post(NEW, facts | {"done": "uno " * 63, "send": "yes"})
    assert "3 words more than 60" in answer.content.decode()


def test_it_did_not_work_is_the_same_form(head, facts):
    head.post(NEW, facts | {"outcome": "did_not", "worked": "", "send": "yes"})
    assert Practice.objects.get().sent_at


def test_a_picture_asks_for_its_rights(head, facts):
    picture = SimpleUploadedFile("aula.png", SMALL_PNG, "image/png")
    answer = head.post(NEW, facts | {"upload": picture, "send": "yes"})
    html = answer.content.decode()
    assert "Say whose picture it is." in html
    assert "Say whether pupils can be recognised." in html

    paper = SimpleUploadedFile("aula.png", b"%PDF-1.7 x", "image/png")
    assert "no PNG and no JPEG" in head.post(NEW, facts | {"upload": paper}).content.decode()

    said = {"picture_says": "Un’aula", "picture_rights": "open", "picture_pupils": "nobody"}
    picture.seek(0)
    head.post(NEW, facts | said | {"upload": picture, "send": "yes"})
    practice = Practice.objects.get()
    assert practice.picture.kind == "image/png"
    small = reverse("practices:picture", args=[practice.public_id])
    assert head.get(small)["Content-Type"] == "image/jpeg"


def test_of_two_colleagues_the_later_sees_both_versions(cast, head, facts):
    practice = making.draft(cast)
    page = reverse("practices:change", args=[practice.public_id])
    head.post(page, facts | {"version": 1, "title": "Prima", "keep": "yes"})
    answer = head.post(page, facts | {"version": 1, "title": "Seconda", "keep": "yes"})

    assert answer.status_code == 409
    assert "Prima" in answer.content.decode()
    assert Practice.objects.get().title == "Prima"


def test_words_that_come_after_a_colleague_sent_it_stay_on_the_page(cast, head, facts):
    page = reverse("practices:change", args=[making.draft(cast).public_id])
    sent = facts | {"version": 1, "send": "yes"}
    assert [head.post(page, sent).status_code for _ in range(2)] == [302, 302]

    late = head.post(page, sent | {"advice": "Provate in due"})

    assert late.status_code == 409
    assert "It is sent already." in late.content.decode()
    assert "Provate in due</textarea>" in late.content.decode()


def test_what_the_diary_says_stands_there_already(cast, head):
    marta = cast.people["coordinator"]
    cluster = found_cluster(cast.cohort, cast.leading, [cast.theirs], name="V", by=marta)
    entry = diary.write_entry(
        cast.theirs, cluster, kind="action", text="Aperta la prima aula", readers="cluster",
        happened_on=dt.date(2026, 11, 3), by=cast.people["head"],
    )  # fmt: skip
    link = f"{NEW}?entry={entry.public_id}"
    shown = head.get(reverse("diary:entry", args=[entry.public_id])).content.decode()
    assert link in shown

    assert "Aperta la prima aula</textarea>" in head.get(link).content.decode()
    assert head.get(f"{NEW}?entry=dia_nothing").status_code == 404


def test_what_was_told_of_a_visit_stands_there_already(cast, head):
    marta = cast.people["coordinator"]
    cluster = found_cluster(cast.cohort, cast.leading, [cast.theirs], name="V", by=marta)
    when = dt.datetime(2026, 11, 3, 9, tzinfo=dt.UTC)
    visit = Activity.objects.create(
        cluster=cluster, kind="visit", starts_at=when, points=["Vedere una lezione"],
        went="hardly", sentence="Aula vuota", next_step="Avvisare prima", told_at=when,
        told_by=cast.people["head"],
    )  # fmt: skip
    link = f"{NEW}?activity={visit.public_id}"
    assert link in head.get(reverse("cycles:activity", args=[visit.public_id])).content.decode()

    html = head.get(link).content.decode()
    assert "Vedere una lezione</textarea>" in html
    assert re.search(r'id="id_failed"[^>]*>\s*Aula vuota', html)
    assert "Avvisare prima</textarea>" in html


def test_somebody_of_two_schools_says_for_which(cast, head, facts):
    make.role(cast.people["head"], "team", "school", cast.leading.school.public_id)
    assert 'name="school"' in head.get(NEW).content.decode()
    head.post(NEW, facts | {"school": cast.leading.public_id, "send": "yes"})
    assert Practice.objects.get().participation == cast.leading


def test_a_question_is_answered_in_its_place(cast, head):
    practice = making.sent(cast)
    asked = making.documenting.ask_school(
        practice, part="effort", words="Pagate?", by=cast.people["researcher"]
    )
    page = reverse("practices:our-practice", args=[practice.public_id])
    assert "Researcher asks:" in head.get(page).content.decode()
    answer = reverse("practices:answer", args=[practice.public_id, asked.pk])
    assert head.post(answer, {"words": ""}).status_code == 422

    html = head.post(answer, {"words": "No, gratis."}, follow=True).content.decode()
    assert "No, gratis." in html
    again = head.post(answer, {"words": "Sì"}, follow=True).content.decode()
    assert "A colleague has answered." in again


def test_the_school_reads_the_record_and_agrees_by_name(cast, head):
    edition = making.asked(cast)
    prc = edition.practice.public_id
    html = head.get(reverse("practices:our-practice", args=[prc])).content.decode()
    assert "Do you agree with this record?" in html
    assert "Author’s view" in html
    agree = reverse("practices:agree", args=[prc])
    assert head.post(agree, {"version": edition.version}).status_code == 422

    head.post(agree, {"version": edition.version, "agrees": "on"})
    assert standing_of(edition).agreement.by == cast.people["head"]
    late = head.post(agree, {"version": 1, "agrees": "on"}, follow=True)
    assert "changed meanwhile" in late.content.decode()


def test_the_school_says_what_must_change(cast, head):
    edition = making.asked(cast)
    page = reverse("practices:ask-changes", args=[edition.practice.public_id])
    assert head.post(page, {"version": edition.version}).status_code == 422
    head.post(page, {"version": edition.version, "words": "Il nome, no."})

    assert Agreement.objects.get().words == "Il nome, no."
    assert Edition.objects.get().state == "draft"
    again = head.post(page, {"version": 1, "words": "Ancora"}, follow=True).content.decode()
    assert "changed meanwhile" in again


def test_taken_back_its_page_says_that_it_is_gone_and_why(cast, head, client):
    practice = making.published(cast).practice
    page = reverse("practices:practice", args=[practice.number])
    withdraw = reverse("practices:withdraw", args=[practice.public_id])
    assert head.post(withdraw, {"why": ""}).status_code == 422
    head.post(withdraw, {"why": "Non ci riconosciamo più."})
    head.post(withdraw, {"why": "Di nuovo."})

    gone = client.get(page)
    assert gone.status_code == 410
    assert "Non ci riconosciamo più." in gone.content.decode()
    assert (
        "Taken back on"
        in head.get(
            reverse("practices:our-practice", args=[practice.public_id])
        ).content.decode()
    )


def test_the_door_to_questions_is_closed_and_opened(cast, head):
    practice = making.sent(cast)
    page = reverse("practices:take-questions", args=[practice.public_id])
    for takes in ("no", "yes"):
        head.post(page, {"takes": takes})
        practice.refresh_from_db()
        assert practice.takes_questions == (takes == "yes")


def test_a_step_told_again_is_not_later_than_what_was_learned_from_it(cast, sign_in):
    practice, by = making.published(cast).practice, cast.people["head"]
    ours, day = cast.leading.school, dt.date(2026, 10, 1)
    told = making.learned(practice, cast.theirs.school, ours, day, by, confirmed_by=by)
    making.learned(practice, ours, cast.others.school, day + dt.timedelta(days=9), by)
    end_passing(told, by=by)

    late = {"other": cast.theirs.school.public_id, "learned_on": "2026-11-01", "changed": ""}
    page = reverse("practices:learned", args=[practice.number])
    text = sign_in("mentor_team").post(page, late).content.decode()
    assert "Another school learned it there before that day" in text


def test_another_school_confirms_what_one_says(cast, head, sign_in):
    practice, mentors = making.published(cast).practice, sign_in("mentor_team")
    page = reverse("practices:learned", args=[practice.number])
    assert "IC Valle Alta" in mentors.get(page).content.decode()
    facts = {"other": cast.theirs.school.public_id, "learned_on": "2026-10-01", "changed": ""}
    early = mentors.post(page, facts | {"learned_on": "2026-01-01"})
    assert "did not have it yet" in early.content.decode()
    mentors.post(page, facts)
    assert "said already" in mentors.post(page, facts).content.decode()

    told = Passing.objects.get()
    html = head.get("/en/school/practices/").content.decode()
    assert "Waits for you" in html
    head.post(reverse("practices:confirm", args=[told.public_id]))
    head.post(reverse("practices:confirm", args=[told.public_id]))
    assert "Confirmed by both" in mentors.get("/en/school/practices/").content.decode()
    spread = mentors.get(reverse("practices:spread", args=[practice.number])).content.decode()
    assert "IC Le Betulle" in spread
    assert '<svg class="map ka"' in spread

    for _time in range(2):
        mentors.post(reverse("practices:end", args=[told.public_id]))
    assert Passing.objects.get().ended_at


def test_a_school_says_who_learned_it_there(cast, head):
    practice = making.sent(cast)
    page = reverse("practices:taught", args=[practice.public_id])
    assert "has been in no cluster" in head.get(page).content.decode()
    marta = cast.people["coordinator"]
    found_cluster(cast.cohort, cast.leading, [cast.theirs], name="V", by=marta)
    facts = {"other": cast.leading.school.public_id, "changed": "Meno ore"}
    future = head.post(page, facts | {"learned_on": "2099-01-01"})
    assert "still to come" in future.content.decode()
    head.post(page, facts | {"learned_on": "2026-10-01"})

    told = Passing.objects.get()
    assert (told.told_for, told.changed) == (cast.theirs.school, "Meno ore")
