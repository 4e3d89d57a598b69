"""Teresa drafts, a colleague comments, the check page says exactly what is published."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cordata.exchange.actions.contributing import contribute
from cordata.exchange.actions.meeting import open_challenge
from cordata.exchange.models import Delegate, Draft, LedgerEntry, Organisation, Position
from cordata.exchange.queries.meetings import contribution_of, mark_of
from cordata.exchange.queries.positions import statement_now
from cordata.guidance.actions.publishing import withdraw_recommendation
from tests import factories as make
from tests.exchange import making

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def ours():
    return making.organisation("Demo Directorate", "PT")


@pytest.fixture
def teresa(ours):
    return making.delegate(ours)


@pytest.fixture
def page(teresa):
    return client_of(teresa)


SAID = {
    "stance": "adapt", "text": making.WORDS, "reason": making.REASON, "language": "en",
    "says_equity": "varies", "because_equity": "Islands.",
}  # fmt: skip


def begin(page, ours):
    made = making.recommendation()
    answer = page.post(
        reverse("policy:begin", args=[made.number]), {"organisation": ours.public_id}
    )
    position = Position.objects.get()
    assert answer.url == reverse("policy:position", args=[position.number])
    return answer.url


def test_from_the_recommendation_to_the_permanent_address(page, ours, teresa):
    editor = begin(page, ours)
    html = page.get(editor).content.decode()
    assert "As the panel wrote it (locked)" in html
    assert "Far schools gain less." in html
    kept = page.post(editor, SAID, follow=True).content.decode()
    assert "The draft is saved." in kept
    assert making.WORDS in kept

    check = page.post(editor, SAID | {"check": "1"})
    html = page.get(check.url).content.decode()
    assert "Demo Directorate adapts recommendation 4 (v1.3)." in html
    assert "Nobody: no other organisation" in html
    done = page.post(check.url, {"version": Draft.objects.get().version}, follow=True)

    assert "Demo Directorate adapts recommendation 4 (v1.3)." in done.content.decode()
    public = Client().get(reverse("exchange:version", args=[1, 1])).content.decode()
    assert making.WORDS in public
    assert "Islands." in public
    assert "Demo Directorate" in Client().get(reverse("exchange:exchange")).content.decode()


def test_the_check_says_what_is_missing_and_refuses(page, ours):
    editor = begin(page, ours)
    check = page.post(editor, SAID | {"text": "", "check": "1"}).url

    assert "your own words are missing" in page.get(check).content.decode()
    assert page.post(check).status_code == 422
    page.post(editor, SAID | {"stance": "decline", "reason": ""})
    assert "Say why" in page.get(check).content.decode()
    page.post(editor, SAID | {"because_equity": ""})
    assert "for each judgement" in page.get(check).content.decode()
    assert statement_now(Position.objects.get()) is None


def test_what_changed_meanwhile_is_not_lost(page, ours, teresa):
    editor = begin(page, ours)
    page.post(editor, SAID)

    stale = page.post(editor, SAID | {"version": "1", "reason": "Mine."})
    html = stale.content.decode()
    assert stale.status_code == 409
    assert "Mine." in html
    check = reverse("policy:check", args=[1])
    answer = page.post(check, {"version": "1"}, follow=True)
    assert "This changed since you looked." in answer.content.decode()
    making.publish(Position.objects.get().recommendation, 1, 4)
    answer = page.post(check, follow=True)
    assert "This changed since you looked." in answer.content.decode()


def test_a_colleague_comments_and_cannot_publish(page, ours, teresa):
    editor = begin(page, ours)
    page.post(editor, SAID)
    rui = client_of(making.delegate(ours, may_sign=False))

    said = rui.post(editor + "comment/", {"words": "Why one?", "language": "en"}, follow=True)
    assert "Why one?" in said.content.decode()
    assert rui.post(editor + "comment/", {"words": ""}).status_code == 422
    html = rui.get(editor + "check/").content.decode()
    assert "Ask them to check and publish it" in html
    assert teresa.name in html
    assert rui.post(editor + "check/").status_code == 403
    sent = rui.post(editor + "share/", {"sign": "1"}, follow=True)
    assert "1 letter is on its way." in sent.content.decode()
    assert rui.get(reverse("policy:enter", args=[1])).status_code == 403


def test_a_draft_that_is_gone_is_told(page, ours, teresa):
    editor = begin(page, ours)
    page.post(editor + "leave/")
    assert not Draft.objects.exists()

    assert "published or left" in page.post(editor + "share/", follow=True).content.decode()
    assert page.get(editor + "check/").url == editor
    assert page.post(editor, SAID).status_code == 200
    page.post(editor + "leave/")
    page.post(editor + "revise/")
    assert Draft.objects.get().stance == "review"


def test_my_organisation_shows_what_is_open_moved_asked_and_said(page, ours, teresa):
    four = making.recommendation()
    making.position(ours, four, by=teresa)
    making.publish(four, 1, 4, changed="Certainty is low now.")
    making.recommendation(5, statement="Meet before you choose.")
    other = making.organisation("Demo Agency", "HR")
    ivan = making.delegate(other)
    making.position(other, four, by=ivan, stance="decline", reason="No cover teachers.")
    client_of(ivan).post(
        reverse("exchange:ask", args=[1]),
        {"organisation": other.public_id, "text": "Why one hour?", "language": "en"},
    )

    html = page.get(reverse("policy:home")).content.decode()

    for words in (
        "Recommendation 4 moved from 1.3 to 1.4", "Certainty is low now.",
        "Meet before you choose.", "No cover teachers.", "Why one hour?",
    ):  # fmt: skip
        assert words in html
    editor = page.get(reverse("policy:position", args=[1])).content.decode()
    assert "Look at it again, on version 1.4" in editor
    public = Client().get(reverse("exchange:position", args=[1])).content.decode()
    assert "moved from 1.3 to 1.4" in public


def test_who_works_for_two_chooses(page, ours, teresa):
    other = making.organisation("Second", "PT")
    making.delegate(other, teresa)
    home = reverse("policy:home")
    assert "Second" in page.get(home).content.decode()
    html = page.get(f"{home}?organisation={other.public_id}").content.decode()
    assert "<h1>Second</h1>" in html
    assert page.get(f"{home}?organisation=org_x").status_code == 404
    making.recommendation(6)
    begin_page = reverse("policy:begin", args=[6])
    assert 'name="organisation"' in page.get(begin_page).content.decode()
    assert page.post(begin_page, {}).status_code == 422


def test_the_ledger_from_the_decision_to_the_evidence(page, ours, teresa):
    making.position(ours, making.recommendation(), by=teresa)
    enter = reverse("policy:enter", args=[1])
    told = {
        "decision": "An hour",
        "decided_on": "2026-09-01",
        "unit": "schools",
        "language": "en",
    }
    for lacking in ({}, {"link": "https://example.org", "reached": "5"},
                    {"link": "https://example.org", "reached": "5", "of": "4"}):  # fmt: skip
        assert page.post(enter, told | lacking).status_code == 422
    page.post(enter, told | {"link": "https://example.org", "reached": "5", "of": "40"})
    entry = LedgerEntry.objects.get()
    result = reverse("policy:result", args=[entry.public_id])
    assert page.post(result, {"result": "not"}).status_code == 422
    page.post(
        result,
        {"result": "not", "result_text": "Cover was short.",
         "result_on": str(timezone.localdate()),
         "reached": "8", "of": "40"},
    )  # fmt: skip

    html = Client().get(reverse("exchange:ledger")).content.decode()
    assert "8 of 40 schools" in html
    assert "speaks against it" in html
    four = entry.statement.position.recommendation
    editor = client_of(four.opened_by)
    make.role(four.opened_by, "researcher", "programme", four.project.programme.public_id)
    work = editor.get(reverse("recommendations:work", args=[4])).content.decode()
    assert "it cannot have weighed them" in work
    public = Client().get(reverse("recommendations:one", args=[4])).content.decode()
    assert "Cover was short." in public
    assert "Demo Directorate" in public
    csv = Client().get(reverse("exchange:ledger-csv")).content.decode()
    assert "Cover was short." in csv
    assert ",8,40,schools," in csv


def test_a_file_that_is_none_of_ours_is_refused(page, ours, teresa):
    from django.core.files.uploadedfile import SimpleUploadedFile

    making.position(ours, making.recommendation(), by=teresa)
    told = {
        "decision": "An hour",
        "decided_on": "2026-09-01",
        "unit": "schools",
        "language": "en",
    }
    answer = page.post(
        reverse("policy:enter", args=[1]),
        told | {"file": SimpleUploadedFile("a.exe", b"MZ bad")},
    )
    assert answer.status_code == 422
    making.position(ours, Position.objects.get().recommendation, by=teresa, stance="decline")
    late = page.post(reverse("policy:enter", args=[1]), told | {"link": "https://example.org"})
    assert late.status_code == 409


def test_a_withdrawn_recommendation_is_told_at_its_positions_and_takes_no_new_one(
    page, ours, teresa
):
    four = making.recommendation()
    making.position(ours, four, by=teresa)
    other = making.organisation("Second", "PT")
    making.draft(other, four, by=making.delegate(other, teresa), stance="adopt")
    withdraw_recommendation(four, why="Wrong.", by=four.opened_by)

    for address in (reverse("exchange:position", args=[1]),
                    reverse("exchange:version", args=[1, 1])):  # fmt: skip
        html = Client().get(address).content.decode()
        assert "<strong>Withdrawn.</strong>" in html
        assert "stands no more" in html
    editor = page.get(reverse("policy:position", args=[1])).content.decode()
    assert "<strong>Withdrawn.</strong>" in editor
    assert reverse("policy:revise", args=[1]) not in editor
    tried = page.post(reverse("policy:revise", args=[1]), follow=True).content.decode()
    assert "nothing new is said on it" in tried
    check = reverse("policy:check", args=[2])
    html = page.get(check).content.decode()
    assert "nothing new is said on it" in html
    assert "Publish it" not in html
    assert page.post(check).status_code == 422
    assert statement_now(Position.objects.get(number=2)) is None
    assert 'name="check"' not in page.get(reverse("policy:position", args=[2])).content.decode()


def test_people_are_named_end_and_one_always_stays(page, ours, teresa):
    where = reverse("policy:name-delegate", args=[ours.public_id])
    page.post(where, {"name": "Rui", "email": "rui@example.org"})
    assert page.post(where, {"name": "Rui", "email": "rui@example.org"}).status_code == 409
    mine = Delegate.objects.get(person=teresa)
    ends = reverse("policy:end-delegate", args=[ours.public_id, mine.public_id])
    assert "Name somebody else first" in page.post(ends, follow=True).content.decode()
    rui = Delegate.objects.exclude(person=teresa).get()
    page.post(reverse("policy:end-delegate", args=[ours.public_id, rui.public_id]))
    rui.refresh_from_db()
    assert rui.until is not None
    page.post(where, {"name": "Rui", "email": "rui@example.org", "may_sign": "on"})
    assert page.post(ends).url == reverse("exchange:exchange")


@pytest.fixture
def challenge(teresa):
    return open_challenge(title="Time", question="Who pays?", language="en", by=teresa)


def test_a_colleague_who_contributed_meanwhile_is_read_before_anything_is_lost(
    page, ours, teresa, challenge
):
    rui = making.delegate(ours, make.person("Rui"))
    where = reverse("policy:contribute", args=[challenge.public_id])
    sent = {"language": "en", "organisation": ours.public_id}
    page.get(where)
    client_of(rui).post(where, sent | {"benefits": "Trust.", "technology": "A room."})

    answer = page.post(where, sent | {"benefits": "Money.", "support": "A law."})

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Rui saved it" in html
    assert '<td data-l="Yours">Money.</td>' in html
    form = answer.context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    assert again["technology"] == "A room."
    assert page.post(where, again).status_code == 302
    said = {one.under: one.text for one in contribution_of(challenge, ours)}
    assert said == {"benefits": "Money.", "technology": "A room.", "support": "A law."}


def test_a_colleague_who_took_back_what_one_changes(page, ours, teresa, challenge):
    contribute(challenge, ours, {"benefits": "Trust."}, language="en", by=teresa)
    where = reverse("policy:contribute", args=[challenge.public_id])
    sent = {"language": "en", "organisation": ours.public_id, "benefits": "Trust grows."}
    seen = {"seen_benefits": mark_of("Trust.")}
    contribute(challenge, ours, {}, language="en", by=teresa)

    answer = page.post(where, sent | seen)

    assert answer.status_code == 409
    assert "Trust grows." in answer.content.decode()


def test_who_works_for_two_contributes_for_one_at_a_time(page, ours, teresa, challenge):
    other = making.organisation("Zweite", "PT")
    making.delegate(other, teresa)
    texts = {"benefits": "Work of the second.", "technology": "More of it."}
    contribute(challenge, other, texts, language="en", by=teresa)
    where = reverse("policy:contribute", args=[challenge.public_id])
    first = page.get(where).content.decode()
    assert "Work of the second." not in first
    assert f"?organisation={other.public_id}" in first
    second = page.get(where, {"organisation": other.public_id}).content.decode()
    assert "Work of the second." in second

    page.post(
        where, {"language": "en", "organisation": other.public_id, "support": "One more."}
    )

    assert len(contribution_of(challenge, other)) == 3
    assert page.get(where, {"organisation": "org_nobody"}).status_code == 404


def test_a_membership_that_ended_is_read_only_until_it_is_renewed(page, ours, teresa):
    making.position(ours, making.recommendation(), by=teresa)
    Organisation.objects.update(valid_until=timezone.localdate() - dt.timedelta(days=3))
    home = page.get(reverse("policy:home")).content.decode()
    assert "The membership ended on" in home
    assert (
        "You can read this page"
        in page.get(reverse("policy:position", args=[1])).content.decode()
    )
    assert "You can read this page" in page.get(reverse("policy:advice")).content.decode()
    assert page.post(reverse("policy:revise", args=[1])).status_code == 403
    assert page.get(reverse("policy:begin", args=[4])).status_code == 403
    public = Client().get(reverse("exchange:member", args=[ours.public_id])).content.decode()
    assert "What it said stays readable." in public

    renew = reverse("policy:renew", args=[ours.public_id])
    assert page.post(renew).status_code == 422
    page.post(renew, {"accept": "on"})

    ours.refresh_from_db()
    assert ours.is_member
    assert "too early" in page.post(renew, {"accept": "on"}, follow=True).content.decode()
    assert page.post(reverse("policy:revise", args=[1])).status_code == 302
