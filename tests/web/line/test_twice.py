"""A page sent twice makes one thing; other words from that page make another."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cordata.clusters.actions.founding import found_cluster
from cordata.clusters.models import AgreementTemplate
from cordata.cycles.actions.correcting import correct_activity
from cordata.cycles.actions.diary import write_entry
from cordata.cycles.actions.follow_ups import note_about, resolve_alert
from cordata.cycles.actions.notes import add_note
from cordata.cycles.actions.proposals import propose_goals
from cordata.cycles.actions.reflections import answer_reflection, open_reflection
from cordata.cycles.actions.reviews import hand_over, write_term
from cordata.cycles.actions.templates import add_template, start_from_template
from cordata.cycles.actions.where import Where
from cordata.cycles.actions.wording import Wording
from cordata.cycles.models import (
    Activity,
    FollowUp,
    Goal,
    GoalTemplate,
    Observation,
    Proposal,
    SharedFile,
    Step,
    TermVersion,
)
from cordata.notices.models import Letter
from cordata.surveys.models import Round
from tests.cycles.year import activity
from tests.surveys import making

WORDS = {"text": "Leggere", "why": "Perché", "success": "Si vede"}


@pytest.fixture
def cluster(cast):
    marta = cast.people["coordinator"]
    return found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)


def test_a_kick_off_is_planned_and_invited_to_once(cluster, sign_in):
    page = reverse("dates:kick-off", args=[cluster.public_id])
    facts = {"starts_at": "2037-09-10T15:00", "host": "online", "receipt": str(uuid4())}
    first, again = (sign_in("team").post(page, facts) for _ in range(2))
    assert first.url == again.url
    assert (Activity.objects.count(), Letter.objects.filter(purpose="date").count()) == (1, 2)


def test_a_feedback_round_begins_once(cluster, sign_in):
    version = making.instrument("visit", voices=())
    page = reverse("surveys:feedback", args=[cluster.public_id])
    day = timezone.localdate() + dt.timedelta(days=14)
    facts = {"instrument": version.public_id, "people": 9, "closes_at": str(day)}
    facts["receipt"] = str(uuid4())
    mentor = sign_in("mentor_team")
    first, again = (mentor.post(page, facts) for _ in range(2))
    assert (first.url, Round.objects.count()) == (again.url, 1)
    assert mentor.post(page, facts | {"people": 12}).url != first.url


def test_a_file_is_given_once_and_another_from_the_same_page_is_another(cluster, sign_in):
    page, team = reverse("talk:files", args=[cluster.public_id]), sign_in("team")
    facts = {"title": "Piano", "licence": "by", "language": "it", "receipt": str(uuid4())}
    for data in (b"%PDF-1.7 a", b"%PDF-1.7 a", b"%PDF-1.7 other"):
        sent = facts | {"file": SimpleUploadedFile("piano.pdf", data, "application/pdf")}
        assert team.post(page, sent).status_code == 302
    assert SharedFile.objects.count() == 2


def test_goals_are_proposed_once(cast):
    wordings = [Wording("Uno", "W", "S"), Wording("Due", "W", "S")]
    receipt = uuid4()
    first, again = (
        propose_goals(cast.theirs, wordings, receipt=receipt, by=cast.people["team"])
        for _ in range(2)
    )
    assert (first, Proposal.objects.count()) == (again, 2)


def test_a_note_is_kept_once(cast, cluster):
    receipt, marta = uuid4(), cast.people["coordinator"]
    notes = [note_about(cluster, found="Chiamati", receipt=receipt, by=marta) for _ in range(2)]
    assert (len(set(notes)), FollowUp.objects.count()) == (1, 1)
    assert resolve_alert(cluster, "missed", None, found="x", receipt=receipt, by=marta) in notes


def test_a_goal_from_a_template_begins_once_with_its_steps(cast, cluster):
    team = cast.people["team"]
    steps = [{"text": "Scegliere i libri", "weeks": 2}]
    template = add_template(
        cast.cohort.country, topic=None, language="it", words=WORDS | {"steps": steps},
        by=cast.people["coordinator"],
    )  # fmt: skip
    receipt, planned = uuid4(), [{"text": "Scegliere i libri", "owner": "Anna", "due_on": None}]
    made = [
        start_from_template(
            school, template.words.get(), Wording(**WORDS, steps=planned),
            receipt=receipt, by=team,
        )
        for school in (cast.leading, cast.leading, cast.theirs, cast.theirs)
    ]  # fmt: skip
    assert (len(set(made)), Goal.objects.count(), Step.objects.count()) == (2, 1, 1)
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize(
    ("school", "person", "kind"),
    [("leading", "mentor_team", Goal), ("theirs", "team", Proposal)],
)
def test_a_planning_talk_that_ends_twice_is_one_goal(
    cast, cluster, sign_in, school, person, kind
):
    page = reverse("cycles:talk", args=[getattr(cast, school).public_id])
    sent = WORDS | {"finish": "yes", "version": "", "receipt": str(uuid4())}
    first, again = (sign_in(person).post(page, sent) for _ in range(2))
    assert (first.url, kind.objects.count()) == (again.url, 1)
    other = sign_in(person).post(page, sent | {"text": "Scrivere"})
    assert (other.status_code, kind.objects.count()) == (302, 2)


def test_a_visit_that_is_said_and_put_right_twice_is_one_note_and_one_change(cast, cluster):
    visit = activity(cluster, 3, "well", host=cast.theirs, told_by=cast.people["team"])
    said = {"went": "well", "sentence": "Anche noi", "next_step": ""}
    right = said | {"minutes": 60, "why": "Meno", "where": Where(host=cast.theirs)}
    marco, receipt = cast.people["mentor_team"], uuid4()
    for _again in range(2):
        add_note(visit, participation=cast.leading, receipt=receipt, by=marco, **said)
        correct_activity(visit, attendance={}, version=0, receipt=receipt, by=marco, **right)
    assert (visit.notes.count(), visit.corrections.count()) == (1, 1)


def test_words_for_agreements_that_arrive_twice_are_one_version(cast, sign_in):
    page = reverse("agreements:template", args=["it"])
    sent = {
        "language": "it", "title": "Accordo {cluster}", "text": "Le scuole {schools}.",
        "tasks": "Una visita", "binds": "everybody", "authority": "Ministero",
        "receipt": str(uuid4()),
    }  # fmt: skip
    for _again in range(2):
        assert sign_in("coordinator").post(page, sent).status_code == 302
    assert AgreementTemplate.objects.count() == 1
    sign_in("coordinator").post(page, sent | {"title": "Patto {cluster}"})
    assert AgreementTemplate.objects.count() == 2


def test_words_of_a_template_that_arrive_twice_are_one(cast, sign_in):
    library, marta = reverse("cycles:library", args=["it"]), sign_in("coordinator")
    page = reverse("cycles:new-template", args=["it"])
    sent = WORDS | {"language": "it", "topic": "stem", "receipt": str(uuid4())}
    first, again = (marta.post(page, sent) for _ in range(2))
    assert (first.status_code, first.url, GoalTemplate.objects.count()) == (302, again.url, 1)
    assert marta.post(page, sent | {"text": "Scrivere"}).url != first.url
    assert GoalTemplate.objects.count() == 2

    template = GoalTemplate.objects.earliest("pk")
    words = f"{library}{template.public_id}/"
    changed = sent | {"text": "Leggere insieme", "version": 1, "receipt": str(uuid4())}
    answers = [marta.post(words, changed).status_code for _ in range(2)]
    assert (answers, template.words.count()) == ([302, 302], 2)
    assert marta.post(words, changed | {"text": "Leggere da soli"}).status_code == 409


def test_a_protocol_and_its_consent_that_arrive_twice_are_no_conflict(cast, cluster, sign_in):
    lesson = activity(cluster, 3, kind="observation", host=cast.theirs)
    page, team = reverse("cycles:observation", args=[lesson.public_id]), sign_in("team")
    agreed = {
        "observed": cast.theirs.public_id, "observer": cast.leading.public_id, "focus": "tools",
        "words": "", "level": "schools", "version": 0, "receipt": str(uuid4()),
    }  # fmt: skip
    assert [team.post(page, agreed).status_code for _ in range(2)] == [302, 302]
    said = {"on": str(timezone.localdate()), "version": 1}
    consent = reverse("cycles:consent", args=[lesson.public_id])
    assert [team.post(consent, said).status_code for _ in range(2)] == [302, 302]
    observation = Observation.objects.get()
    assert (observation.version, observation.consented_on) == (2, timezone.localdate())
    assert team.post(page, agreed | {"words": "Other"}).status_code == 409


def test_a_diary_entry_that_is_changed_twice_by_one_sending_is_no_conflict(
    cast, cluster, sign_in
):
    entry = write_entry(
        cast.theirs, cluster, kind="action", text="Prima", happened_on=timezone.localdate(),
        readers="cluster", by=cast.people["team"],
    )  # fmt: skip
    page = reverse("diary:change", args=[entry.public_id])
    sent = {
        "version": 1, "school": cast.theirs.public_id, "kind": "action", "text": "Poi",
        "happened_on": str(entry.happened_on), "readers": "cluster", "receipt": str(uuid4()),
    }  # fmt: skip
    answers = [sign_in("team").post(page, sent).status_code for _again in range(2)]
    assert answers == [302, 302]
    entry.refresh_from_db()
    assert (entry.text, entry.version) == ("Poi", 2)


def test_what_changes_a_page_is_no_conflict_with_oneself(cast, cluster):
    """The answer was lost on its way back: the same page comes again, with the version before."""
    team, receipt = cast.people["team"], uuid4()
    told = {"moved": "A", "hindered": "B", "ahead": "C"}
    for version, number in (
        (None, receipt),
        (None, receipt),
        (1, other := uuid4()),
        (1, other),
    ):
        page = write_term(cluster, 1, **told, version=version, receipt=number, by=team)
    assert (page.version, TermVersion.objects.count()) == (2, 2)

    left = {"stays": "A", "keeper": "B", "passed_on": "C"}
    for version, number in ((None, receipt), (None, receipt), (1, other), (1, other)):
        page = hand_over(cluster, cast.theirs, **left, version=version, receipt=number, by=team)
    assert page.version == 2

    asked = open_reflection(cluster, about="Autunno", by=team)
    said = {"mood": "easy", "helped": "A", "change": "B", "receipt": receipt, "by": team}
    first, again = (
        answer_reflection(asked, cast.theirs, cast.theirs, **said) for _ in range(2)
    )
    assert first == again
