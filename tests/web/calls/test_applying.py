"""A school's way through its pages, without an account and without scripts."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from cordata.calls.actions.questions import answer_question
from cordata.calls.models import Answer, Application, CallQuestion, Declaration
from cordata.notices.models import Letter
from cordata.web.calls.views.questions import MOST_AN_HOUR
from tests import factories as make
from tests.calls import making


@pytest.fixture
def call(cast):
    return making.published(cast.cohort, cast.people["coordinator"])


@pytest.fixture
def begun(cast, call, client):
    """The address of an application that has begun in the browser."""
    page = reverse("applications:begin", args=[call.slug])
    done = client.post(
        page,
        {
            "school": cast.theirs.school.public_id,
            "side": "mentee",
            "name": "Anna",
            "email": "anna@example.org",
        },
    )
    return done["Location"]


def html_of(client, address):
    return client.get(address).content.decode()


def seen_in(html):
    return re.search(r'name="seen" value="([^"]*)"', html)[1].replace("&quot;", '"')


def link_in(purpose):
    body = Letter.objects.filter(purpose=purpose).latest("pk").body
    return "/" + re.search(r"https?://[^/]+/(\S+)", body)[1]


def test_the_public_page_tells_a_school_whether_it_may_apply(cast, client, call):
    html = html_of(client, reverse("calls:public", args=[call.slug]) + "?school=Valle")

    assert "IC Valle Alta" in html
    assert "may apply" in html


def test_the_link_of_the_letter_opens_the_same_application(client, begun):
    assert link_in("application").removeprefix("/en") == begun.removeprefix("/en")
    assert "IC Valle Alta" in html_of(client, begun)


def test_a_whole_application_without_scripts(cast, client, call, begun):
    criteria = list(call.criteria.all())
    typed = {f"evidence:{one.public_id}": "Due gruppi." for one in criteria}
    client.post(
        begun,
        typed
        | {
            "topic:stem": "3",
            "motivation": "Insieme.",
            "seen": seen_in(html_of(client, begun)),
        },
    )
    client.post(
        begun + "files/",
        {
            "paper": call.papers.get().public_id,
            "file": SimpleUploadedFile("p.pdf", b"%PDF-1.7"),
        },
    )
    client.post(
        begun + "agreements/", {"kind": "head", "name": "Rosa", "email": "r@example.org"}
    )
    client.post(
        link_in("declaration"), {"signed_as": "Rosa Neri, dirigente", "answer": "agree"}
    )

    assert "Still missing" not in html_of(client, begun + "check/")
    client.post(begun + "check/", {"sent_by": "Anna Bianchi"})

    application = Application.objects.get()
    assert application.number == "IT-26-001"
    pdf = client.get(begun + "application.pdf")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    for word in ("IT-26-001", "IC Valle Alta", "Insieme.", "Rosa Neri, dirigente"):
        assert word in text
    assert PdfReader(io.BytesIO(pdf.content)).metadata.title == "Application IT-26-001"


def test_nothing_typed_is_lost_when_a_colleague_was_faster(client, begun):
    seen = seen_in(html_of(client, begun))
    client.post(begun, {"motivation": "Della collega", "seen": seen})

    answer = client.post(begun, {"motivation": "La mia", "seen": seen})

    html = answer.content.decode()
    assert answer.status_code == 409
    assert ">La mia</textarea>" in html
    assert "<pre>Della collega</pre>" in html
    assert Answer.objects.get(field="motivation").value == "Della collega"
    client.post(begun, {"motivation": "Tutte e due", "seen": seen_in(html)})
    assert Answer.objects.get(field="motivation").value == "Tutte e due"


def test_saving_by_itself_answers_with_the_time_and_the_new_versions(client, begun):
    answer = client.post(
        begun,
        {"motivation": "Uno", "seen": "{}"},
        headers={"HX-Request": "true", "HX-Target": "saved"},
    )

    html = answer.content.decode()
    assert '<div id="saved"' in html
    assert "<h1" not in html
    assert '"motivation": 1' in seen_in(html)


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"<html>", "none of: PDF"), (b"", "empty")],
)
def test_a_file_that_is_not_taken_says_why(client, call, begun, data, says):
    file = SimpleUploadedFile("a.pdf", data)

    html = client.post(
        begun + "files/", {"paper": call.papers.get().public_id, "file": file}, follow=True
    ).content.decode()

    assert says in html


def test_the_school_s_file_is_handed_out_never_shown(client, call, begun):
    paper = call.papers.get().public_id
    client.post(
        begun + "files/", {"paper": paper, "file": SimpleUploadedFile("p.pdf", b"%PDF-1.7")}
    )
    attachment = Application.objects.get().attachments.get()

    answer = client.get(f"{begun}files/{attachment.public_id}/")

    assert answer["Content-Disposition"] == 'attachment; filename="p.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"


def test_a_head_that_does_not_agree_is_told_to_the_school(client, begun):
    client.post(
        begun + "agreements/", {"kind": "head", "name": "Rosa", "email": "r@example.org"}
    )
    client.post(link_in("declaration"), {"why": "Troppo lavoro", "answer": "decline"})

    assert Declaration.objects.get().declined_at
    assert "Troppo lavoro" in html_of(client, begun)


def test_the_coordinator_reads_nothing_before_it_is_sent(cast, client, marta, begun):
    client.post(begun, {"motivation": "Ancora segreto", "seen": "{}"})
    page = reverse("applications:read", args=["it", Application.objects.get().public_id])

    html = html_of(marta, page)

    assert "Ancora segreto" not in html
    assert "begun and not sent yet" in html


def test_who_begins_too_much_from_one_network_is_asked_to_wait(cast, client, call):
    page = reverse("applications:begin", args=[call.slug])
    make.topic("stem")
    for number in range(61):
        posted = {
            "school": cast.others.school.public_id,
            "side": "mentee",
            "name": "A",
            "email": f"a{number}@example.org",
        }
        answer = client.post(page, posted)

    assert "Try again in an hour" in answer.content.decode()
    assert Application.objects.count() == 1


def test_a_question_is_public_once_it_is_answered(cast, client, call):
    public = reverse("calls:public", args=[call.slug])
    client.post(
        reverse("calls:ask", args=[call.slug]), {"text": "E i plessi?", "email": "a@b.org"}
    )
    assert "E i plessi?" not in html_of(client, public)

    answer_question(
        CallQuestion.objects.get(), answer="Con l'istituto.", by=cast.people["coordinator"]
    )

    html = html_of(client, public)
    assert "E i plessi?" in html
    assert "a@b.org" not in html
    assert Letter.objects.filter(purpose="call-answer", to="a@b.org").exists()


def test_a_question_that_is_not_taken_stays_on_the_page(client, call):
    ask = reverse("calls:ask", args=[call.slug])

    wrong = client.post(ask, {"text": "E i plessi?", "email": "a@b"})

    assert wrong.status_code == 422
    assert "E i plessi?</textarea>" in wrong.content.decode()
    asked = [client.post(ask, {"text": "E i plessi?"}) for _ in range(MOST_AN_HOUR + 1)]
    assert [one.status_code for one in asked] == [302] * MOST_AN_HOUR + [429]
    assert "E i plessi?</textarea>" in asked[-1].content.decode()


def test_dates_go_into_calendars_and_calls_into_feeds(client, call):
    dates = client.get(reverse("calls:calendar", args=[call.slug])).content.decode()
    feed = client.get(reverse("calls:feed")).content.decode()

    assert dates.count("BEGIN:VEVENT") == 3
    assert "Chiamata" in dates
    assert "<feed" in feed
    assert "<title>Chiamata</title>" in feed
