"""Researchers make the record, others validate it, through their pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cordata.networks.models import Topic
from cordata.practices.actions.evidence import tie_evidence
from cordata.practices.actions.telling import withdraw_practice
from cordata.practices.models import Edition, Evidence, Part, Question, Validation
from tests import factories as make
from tests.evidence.test_projects import PAPER
from tests.practices import making


@pytest.fixture
def facts():
    Topic.objects.get_or_create(slug="stem")
    texts = {
        f"{part.value}_{language}": f"{part.value} {language}"
        for part in Part
        for language in ("it", "en")
    }
    return texts | making.FACTS | {"outcome": "worked", "needs": ["stem"]}


def address(name, practice, *more):
    return reverse(f"practices:{name}", args=[practice.public_id, *more])


def as_person(person):
    client = Client()
    client.force_login(person)
    return client


def test_from_what_the_school_sent_to_a_question(cast, paola):
    practice = making.sent(cast)
    assert "Lezioni aperte" in paola.get("/en/research/practices/").content.decode()
    page = address("record", practice)
    html = paola.get(page).content.decode()
    assert "Locked: these words stay the school’s." in html
    ask = address("ask-school", practice)
    assert paola.post(ask, {"part": "effort", "words": ""}).status_code == 422
    paola.post(ask, {"part": "effort", "words": "Pagate?"})

    assert Question.objects.get().part == "effort"
    assert "No answer yet." in paola.get(page).content.decode()


def test_a_record_is_made_saved_and_sent_to_the_school(cast, paola, facts):
    practice = making.sent(cast)
    page = address("record", practice)
    assert paola.post(page, facts).status_code == 404  # it is not begun
    paola.post(address("start", practice))
    html = paola.get(page).content.decode()
    assert making.TOLD.failed in html
    assert "Say how many hours it took." in html
    refused = paola.post(address("ask-agreement", practice), follow=True).content.decode()
    assert "Something is missing still" in refused

    edition = Edition.objects.get()
    paola.post(page, facts | {"version": edition.version})
    paola.post(address("ask-agreement", practice))
    edition.refresh_from_db()
    assert (edition.state, edition.hours) == ("asked", 40)
    again = paola.post(address("ask-agreement", practice), follow=True).content.decode()
    assert "asked already" in again
    assert "everybody is asked again" in again


def test_two_researchers_do_not_write_over_each_other(cast, paola, facts):
    edition = making.documented(cast)
    page, seen = address("record", edition.practice), edition.version
    paola.post(page, facts | {"version": seen, "hours": 50})
    answer = as_person(making.second(cast)).post(page, facts | {"version": seen, "hours": 60})

    assert answer.status_code == 409
    assert Edition.objects.get().hours == 50


def test_evidence_is_tied_to_a_claim_and_untied(cast, paola):
    edition = making.documented(cast)
    tie = address("tie", edition.practice)
    facts = {"claim": "worked.1", "says": "31 di 44"}
    assert "please add it" in paola.post(tie, facts | {"kind": "file"}).content.decode()
    plain = paola.post(tie, facts | {"kind": "page", "page": "http://example.org/"})
    assert "must begin with https://" in plain.content.decode()
    bad = SimpleUploadedFile("a.pdf", b"MZ", "application/pdf")
    assert paola.post(tie, facts | {"kind": "file", "upload": bad}).status_code == 422

    paola.post(tie, facts | {"kind": "measure"})
    paper = SimpleUploadedFile("a.pdf", PAPER, "application/pdf")
    paola.post(tie, facts | {"kind": "file", "upload": paper, "says": "Registro"})
    first, second = Evidence.objects.order_by("pk")
    file = paola.get(reverse("practices:file", args=[second.public_id]))
    assert b"".join(file.streaming_content) == PAPER
    assert paola.get(reverse("practices:file", args=[first.public_id])).status_code == 404
    paola.post(address("untie", edition.practice, first.public_id))
    assert Evidence.objects.count() == 1


def test_whose_claim_is_gone_is_said(cast, paola):
    edition = making.documented(cast)
    tie_evidence(
        edition, part="worked", paragraph=1, kind="measure", says="31 di 44",
        by=cast.people["researcher"],
    )  # fmt: skip
    Evidence.objects.update(paragraph=0)
    html = paola.get(address("record", edition.practice)).content.decode()
    assert "Its claim is gone" in html


def test_validated_by_two_and_published(cast, paola):
    edition = making.agreed(cast)
    early = paola.post(address("publish", edition.practice), follow=True).content.decode()
    assert "Not yet:" in early
    validate = reverse("practices:validate", args=[edition.public_id])
    second = as_person(making.second(cast))
    assert "Lezioni aperte" in second.get("/en/practices/validate/").content.decode()
    ticked = {
        "version": edition.version,
        "says": "approve",
        "words": "Letto accanto alle parole della scuola.",
    }
    refused = second.post(validate, ticked)
    assert "This is not ticked" in refused.content.decode()
    met = dict.fromkeys(("alike", "repeat", "hours", "failure", "tied", "nobody"), "on")
    second.post(validate, ticked | met)
    ingrid = as_person(making.expert(cast))
    met = dict.fromkeys(("plausible", "fits", "transfer", "fair"), "on")
    ingrid.post(validate, ticked | met)
    assert Validation.objects.count() == 2

    paola.post(address("publish", edition.practice))
    assert Edition.objects.get().state == "published"
    page = paola.get(address("record", edition.practice)).content.decode()
    assert "Begin a new edition" in page
    assert "Published or taken back" in paola.get("/en/research/practices/").content.decode()


def test_nobody_stands_for_a_version_they_have_not_read(cast):
    edition, head = making.agreed(cast), cast.people["head"]
    tomas = as_person(making.second(cast))
    validate = reverse("practices:validate", args=[edition.public_id])
    read = edition.version
    assert f'name="version" value="{read}"' in tomas.get(validate).content.decode()
    paola = cast.people["researcher"]
    changed = making.record(hours=90)
    making.documenting.save_record(edition, changed, version=read, by=paola)
    making.documenting.ask_agreement(edition, by=paola)
    making.agreeing.agree_with_record(edition, version=edition.version, by=head)

    met = dict.fromkeys(("alike", "repeat", "hours", "failure", "tied", "nobody"), "on")
    said = met | {"version": read, "says": "approve", "words": "Letto."}
    answer = tomas.post(validate, said)

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "changed meanwhile" in html
    assert "Letto." in html
    assert "checked" not in html
    assert f'name="version" value="{edition.version}"' in html
    assert not Validation.objects.exists()


def test_an_expert_asks_for_changes_and_the_researcher_reads_them(cast, paola):
    edition = making.agreed(cast)
    making.validate(edition, "project", making.second(cast))
    ingrid = as_person(making.expert(cast))
    validate = reverse("practices:validate", args=[edition.public_id])
    said = {"version": edition.version, "says": "change", "words": "Manca dove non va."}
    ingrid.post(validate, said)

    html = paola.get(address("record", edition.practice)).content.decode()
    assert "Manca dove non va." in html
    assert ingrid.get(validate).status_code == 404  # it waits for nobody any more
    assert "Nothing waits for you." in ingrid.get("/en/practices/validate/").content.decode()


def test_what_the_school_took_back_cannot_be_worked_on(cast, paola):
    edition = making.documented(cast)
    practice = edition.practice
    withdraw_practice(practice, why="No.", by=cast.people["head"])
    for name, facts in (
        ("start", {}),
        ("ask-school", {"part": "done", "words": "?"}),
        ("ask-agreement", {}),
        ("publish", {}),
    ):
        said = paola.post(address(name, practice), facts, follow=True).content.decode()
        assert "The school has taken it back." in said


def test_an_expert_is_named_by_address_and_ended(cast, ada):
    programme = cast.cohort.programme.public_id
    page = reverse("practices:experts-of", args=[programme])
    assert "no practice can be published" in ada.get(page).content.decode()
    who = make.person("Ingrid")
    unknown = ada.post(page, {"email": "nobody@example.org", "knows": "x"})
    assert "Nobody has an account" in unknown.content.decode()
    ada.post(page, {"email": who.email, "knows": "Small schools"})
    twice = ada.post(page, {"email": who.email, "knows": "x"})
    assert "named already" in twice.content.decode()

    expert = cast.cohort.programme.experts.get()
    ada.post(reverse("practices:end-expert", args=[programme, expert.public_id]))
    expert.refresh_from_db()
    assert expert.ended_at


def test_the_week_says_what_is_asked(cast, sign_in):
    making.asked(cast)
    edition = making.agreed(cast)
    practice = edition.practice
    making.documenting.ask_school(
        practice, part="done", words="?", by=cast.people["researcher"]
    )
    html = sign_in("head").get("/en/home/").content.decode()
    assert "Say whether you agree with the record of your practice" in html
    assert "Answer what researchers ask about your practice" in html
    second = as_person(making.second(cast)).get("/en/home/").content.decode()
    assert "Validate 1 practice" in second
