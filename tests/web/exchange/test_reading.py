"""What everybody reads, asks and is told; and the desk."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cordata.exchange.actions.talking import reply
from cordata.exchange.models import (
    AdviceRequest,
    Answer,
    Delegate,
    Meeting,
    Organisation,
    Position,
    Question,
)
from cordata.notices.models import Letter
from tests import factories as make
from tests.exchange import making
from tests.web.exchange.test_writing import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """A position of Portugal, with its speaker; Croatia with its own."""
    portugal, croatia = making.organisation("Ours", "PT"), making.organisation("Theirs", "HR")
    teresa, ivan = making.delegate(portugal), making.delegate(croatia)
    making.position(portugal, making.recommendation(), by=teresa)
    return portugal, croatia, client_of(teresa), client_of(ivan)


def test_croatia_asks_why_and_is_answered_on_the_page(two):
    portugal, croatia, teresa, ivan = two
    ask = reverse("exchange:ask", args=[1])
    words = {"organisation": croatia.public_id, "text": "Why one hour?", "language": "en"}
    assert ivan.post(ask, words | {"text": ""}).status_code == 422
    assert teresa.post(ask, words).status_code == 403
    asked = ivan.post(ask, words)
    question = Question.objects.get()
    assert asked.url.endswith(f"#{question.public_id}")

    reply = reverse("exchange:reply", args=[question.public_id])
    key = question.public_id
    said = {f"{key}-organisation": portugal.public_id, f"{key}-language": "pt"}
    assert teresa.post(reply, said | {f"{key}-text": ""}).status_code == 422
    teresa.post(reply, said | {f"{key}-text": "O orçamento."})

    html = Client().get(reverse("exchange:position", args=[1])).content.decode()
    assert "Why one hour?" in html
    assert "O orçamento." in html
    assert 'lang="pt"' in html
    assert "Theirs asks Ours" in Client().get(reverse("exchange:exchange")).content.decode()


def test_positions_by_country(two):
    page = reverse("exchange:exchange")
    html = Client().get(f"{page}?country=pt").content.decode()

    assert "Ours" in html
    assert Client().get(f"{page}?country=hr").status_code == 404


def test_a_version_says_what_is_different_from_the_one_before(two):
    portugal, _croatia, teresa, _ivan = two
    speaker = portugal.delegates.get().person
    making.position(portugal, making.recommendation(9), by=speaker, stance="adopt")
    making.position(
        portugal, portugal.positions.first().recommendation, by=speaker, reason="No money."
    )

    html = Client().get(reverse("exchange:version", args=[1, 2])).content.decode()
    assert "What is different from" in html
    assert "No money." in html
    old = Client().get(reverse("exchange:version", args=[1, 1])).content.decode()
    assert "The organisation said something else" in old
    assert Client().get(reverse("exchange:version", args=[1, 7])).status_code == 404
    assert teresa.get(reverse("exchange:position", args=[1])).status_code == 200


APPLICATION = {
    "name": "Demo Body", "kind": "agency", "country": "PT", "about": "We mentor.",
    "languages": ["pt"], "applied_name": "Jo", "applied_email": "jo@example.org", "accept": "on",
}  # fmt: skip


def test_an_organisation_applies_proves_its_address_and_is_admitted():
    visitor = Client()
    refused = visitor.post(reverse("exchange:apply"), APPLICATION | {"accept": ""})
    assert "Without the charter" in refused.content.decode()
    sent = visitor.post(reverse("exchange:apply"), APPLICATION)
    wrong = visitor.post(sent.url, {"code": "1"})
    assert wrong.status_code == 422
    code = re.search(r"\d{3} \d{3}", Letter.objects.get(is_secret=True).subject)[0]
    thanks = visitor.post(sent.url, {"code": code}, follow=True)
    assert "Your application is there." in thanks.content.decode()
    assert visitor.get(sent.url).status_code == 404

    ada = client_of(make.administrator())
    desk = ada.get(reverse("policy:desk")).content.decode()
    assert "Demo Body" in desk
    decide = reverse("policy:decide", args=[Organisation.objects.get().public_id])
    assert ada.post(decide, {"admits": "yes"}).status_code == 422
    ada.post(decide, {"admits": "yes", "reason": "It mentors."})
    assert "Demo Body" in visitor.get(reverse("exchange:members")).content.decode()
    late = ada.post(decide, {"admits": "no", "reason": "No."}, follow=True)
    assert "before you" in late.content.decode()


def test_a_name_that_is_a_member_already_is_told_at_the_desk():
    making.organisation("Demo Body", "PT")
    Client().post(reverse("exchange:apply"), APPLICATION)
    one = Organisation.objects.get(state="unproved")
    Organisation.objects.filter(pk=one.pk).update(state="applied")
    ada = client_of(make.administrator())

    answer = ada.post(
        reverse("policy:decide", args=[one.public_id]), {"admits": "yes", "reason": "Well."}
    )
    assert answer.status_code == 409


def test_too_many_applications_and_guesses_from_one_network(monkeypatch):
    monkeypatch.setattr("cordata.web.exchange.views.applying.MOST_AN_HOUR", 1)
    sent = Client().post(reverse("exchange:apply"), APPLICATION)
    assert Client().post(reverse("exchange:apply"), APPLICATION).status_code == 429
    Client().post(sent.url, {"code": "1"})
    assert Client().post(sent.url, {"code": "1"}).status_code == 429


def test_countries_side_by_side_with_no_answer_yet(two):
    _portugal, _croatia, teresa, _ivan = two
    org = Organisation.objects.get(country="PT")
    answer = reverse("policy:answer", args=["time"])
    said = {"organisation": org.public_id, "after": "0", "short": "One hour a week",
            "said_on": "2026-09-01", "language": "en"}  # fmt: skip
    assert teresa.post(answer, said | {"short": ""}).status_code == 422
    teresa.post(answer, said)
    assert teresa.post(answer, said).status_code == 409
    assert Answer.objects.count() == 1

    html = Client().get(reverse("exchange:countries")).content.decode()
    assert "One hour a week" in html
    assert "no answer yet" in html
    csv = Client().get(reverse("exchange:countries-csv")).content.decode()
    assert "PT,Time allowance,One hour a week,,en,2026-09-01,Ours," in csv
    page = Client().get(reverse("exchange:country", args=["pt"])).content.decode()
    assert "Said on 1 September 2026 by Ours" in page
    teresa.post(answer, said | {"after": "1", "short": "Two hours"})
    page = teresa.get(reverse("exchange:country", args=["pt"])).content.decode()
    assert "What was said before" in page
    assert teresa.get(reverse("policy:answer", args=["money"])).status_code == 404


def test_who_asked_takes_it_back_until_it_is_answered(two):
    portugal, croatia, teresa, ivan = two
    speaker = Delegate.objects.get(organisation=portugal).person
    found = Position.objects.get()
    page = reverse("exchange:position", args=[found.number])
    said = {"organisation": croatia.public_id, "language": "en"}
    for text in ("Why one hour?", "Why not two?"):
        ivan.post(reverse("exchange:ask", args=[found.number]), said | {"text": text})
    first, second = Question.objects.order_by("pk")
    back, again = (
        reverse("exchange:take-question-back", args=[one.public_id]) for one in (first, second)
    )
    assert back in ivan.get(page).content.decode()
    assert back not in teresa.get(page).content.decode()
    assert teresa.post(back).status_code == 403

    assert "Nobody reads it any more" in ivan.post(back, follow=True).content.decode()

    assert "Why one hour?" not in Client().get(page).content.decode()
    assert ivan.post(back).status_code == 404
    reply(second, portugal, text="Money.", language="en", by=speaker)
    assert again not in ivan.get(page).content.decode()
    assert "what both of you said stays" in ivan.post(again, follow=True).content.decode()


def test_a_challenge_its_meeting_and_its_minutes(two):
    portugal, _croatia, teresa, _ivan = two
    ada = client_of(make.administrator())
    desk = reverse("policy:open-challenge")
    assert ada.post(desk, {}).status_code == 422
    opened = ada.post(desk, {"title": "Time", "question": "Who pays?", "language": "en"})
    challenge = opened.url.rstrip("/").rpartition("/")[2]
    contribute = reverse("policy:contribute", args=[challenge])
    mine = {"organisation": portugal.public_id, "language": "en", "benefits": "Trust."}
    teresa.post(contribute, mine)
    assert "Trust." in Client().get(opened.url).content.decode()
    assert "Trust." in teresa.get(contribute).content.decode()

    call = reverse("policy:call-meeting", args=[challenge])
    when = {"starts_at": "2026-10-05T14:00", "ends_at": "2026-10-05T16:00", "agenda": "- Time",
            "language": "en", "place": "https://example.org/room"}  # fmt: skip
    assert ada.post(call, when | {"ends_at": "2026-10-05T13:00"}).status_code == 422
    called = ada.post(call, when)
    meeting = Meeting.objects.get()
    write = reverse("policy:write-meeting", args=[meeting.public_id])
    school = make.school("IC Le Betulle")
    minutes = when | {"minutes": "We met.", "decisions": "Ask the panel", "version": "1",
                      "attended": [portugal.public_id], "guests": school.national_code}  # fmt: skip
    assert ada.post(write, minutes | {"guests": "NONE"}).status_code == 422
    publish = reverse("policy:publish-minutes", args=[meeting.public_id])
    assert "no minutes yet" in ada.post(publish, follow=True).content.decode()
    ada.post(write, minutes)
    assert ada.post(write, minutes).status_code == 409
    assert Client().get(called.url).status_code == 404
    output = reverse("policy:add-output", args=[meeting.public_id])
    assert ada.post(output, {"title": "Slides"}).status_code == 422
    ada.post(output, {"title": "Slides", "link": "https://example.org/slides"})
    ada.post(publish)

    html = Client().get(called.url).content.decode()
    for words in ("We met.", "Ask the panel", "Ours", "IC Le Betulle", "Slides"):
        assert words in html
    assert "example.org/room" not in html
    assert "example.org/room" in teresa.get(called.url).content.decode()
    meeting.refresh_from_db()
    again = minutes | {"version": str(meeting.version), "minutes": "We met twice."}
    assert ada.post(write, again | {"minutes": ""}).status_code == 422
    ada.post(write, again)
    html = Client().get(called.url).content.decode()
    assert "We met twice." in html
    before = html.partition("What these minutes said before")[2]
    for words in ("We met.", "Ask the panel", "Ours"):
        assert words in before
    link = reverse("exchange:output", args=[meeting.outputs.get().public_id])
    assert Client().get(link).url == "https://example.org/slides"


def test_advice_is_asked_matched_explained_and_answered(two):
    portugal, croatia, teresa, ivan = two
    make.topic("stem")
    offers = reverse("policy:offers", args=[croatia.public_id])
    assert ivan.post(offers, {}).status_code == 422
    ivan.post(offers, {"topics": ["stem"], "languages": ["en"]})
    advice, ada = reverse("policy:advice"), client_of(make.administrator())
    match = reverse("policy:match")
    assert "Nobody looks for advice." in ada.post(match, follow=True).content.decode()
    asked = {"organisation": portugal.public_id, "text": "How is cover paid?", "first": "stem",
             "language": "en"}  # fmt: skip
    assert teresa.post(advice, asked | {"second": "stem"}).status_code == 422
    teresa.post(advice, asked)

    desk = ada.post(match, follow=True).content.decode()
    assert "1 member was asked to advise." in desk
    assert "proven the best" in desk
    assert "1 of 1 requests have an adviser" in desk
    assert "Proposed: Theirs. It offers Science" in teresa.get(advice).content.decode()
    assert "How is cover paid?" in ivan.get(reverse("policy:home")).content.decode()
    request = AdviceRequest.objects.get()
    tie = request.ties.get()
    yes = reverse("policy:answer-tie", args=[tie.public_id])
    assert teresa.post(yes, {"yes": "1"}).status_code == 404
    ivan.post(yes, {"yes": "1"})
    assert (
        "A colleague was faster." in ivan.post(yes, {"yes": "1"}, follow=True).content.decode()
    )
    close = reverse("policy:close-request", args=[request.public_id])
    assert ivan.post(close).status_code == 404
    teresa.post(close)
    assert "A colleague was faster." in teresa.post(close, follow=True).content.decode()


def test_the_public_map_counts_no_few_schools_and_opens_no_cell():
    html = Client().get(reverse("models:known")).content.decode()

    assert "What nobody knows yet" in html
    assert "/research/gaps/" not in html
