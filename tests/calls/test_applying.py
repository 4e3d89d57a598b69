"""A school begins, writes with colleagues, asks for agreements, sends, changes, leaves."""

import datetime as dt
import io
import zipfile

import pytest
from django.test import override_settings
from django.utils import timezone

from cordata.calls.actions import applying, declaring, sending
from cordata.calls.models import Answer, Application, Call
from cordata.calls.queries.applications import application_with, attachments_of
from cordata.calls.queries.form import Lack, asked_of, missing_in
from cordata.calls.queries.sent import is_sent_as_it_stands
from cordata.documents.actions.files import FileRefused, path_of, store_file
from cordata.documents.models import StoredFile
from cordata.kit.filetypes import Kind, kind_of
from cordata.notices.models import Letter
from tests import factories as make
from tests.calls import making


@pytest.fixture
def marta(db):
    return make.coordinator()


@pytest.fixture
def cohort(db):
    return make.cohort()


@pytest.fixture
def call(cohort, marta):
    make.topic("stem")
    return making.published(cohort, marta)


@pytest.fixture
def school(cohort):
    return make.mentee(cohort, name="IC Valle").school


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for name, text in files.items():
            book.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def test_the_link_goes_out_by_letter_and_only_its_digest_is_kept(call, school):
    application, token = making.begun(call, school)

    letter = Letter.objects.get(purpose="application")
    assert f"/it/apply/{token}/" in letter.body
    assert letter.is_secret
    assert token not in str(Application.objects.values().get())
    assert application_with(token) == application
    assert application_with("another") is None


def test_a_school_applies_once_until_it_leaves(call, school):
    application, _token = making.begun(call, school)
    with pytest.raises(applying.AppliesAlready):
        making.begun(call, school, "mentor")

    applying.withdraw(application, why="Cambio di dirigente")
    again, _token = making.begun(call, school, "mentor")

    assert again.side == "mentor"


@pytest.mark.parametrize(
    "facts",
    [{"eligibility": {"levels": ["3"]}}, {"seeks_mentees": False}],
    ids=["conditions", "role"],
)
def test_who_may_not_apply_does_not_begin(cohort, marta, school, facts):
    call = making.draft(cohort, marta, **facts)
    call.strata.update(mentor_places=2)
    Call.objects.update(
        state="published", published_at=timezone.now(), published_by=marta, frozen={"rules": {}}
    )

    with pytest.raises(applying.MayNotApply):
        making.begun(Call.objects.get(), school)


@pytest.mark.parametrize("days", [-3, 40])
def test_nobody_begins_before_or_after(call, school, days):
    Call.objects.update(
        opens_at=timezone.now() + dt.timedelta(days),
        closes_at=timezone.now() + dt.timedelta(days + 1),
    )

    with pytest.raises(applying.NotOpen):
        making.begun(Call.objects.get(), school)


def test_two_colleagues_lose_nothing_and_the_later_sees_both(call, school):
    application, _token = making.begun(call, school)
    applying.save_answers(application, {"motivation": "Uno", "online": "no"}, seen={})
    page = {"motivation": 1, "online": 1}

    first = applying.save_answers(application, {"motivation": "Due"}, seen=page)
    later = applying.save_answers(
        application, {"motivation": "Tre", "online": "yes"}, seen=page
    )

    assert (first, later) == ({}, {"motivation": "Due"})
    assert dict(Answer.objects.values_list("field", "value")) == {
        "motivation": "Due", "online": "yes",
    }  # fmt: skip


def test_fields_that_the_call_does_not_ask_are_not_kept(call, school):
    application, _token = making.begun(call, school)

    applying.save_answers(application, {"max_places": "4", "colour": "red"}, seen={})

    assert not Answer.objects.exists()  # places are asked of mentor schools


def test_what_is_missing_is_told_in_the_order_of_the_page(call, school):
    application, _token = making.begun(call, school, "mentor")

    lacks = [one.lack for one in missing_in(application, asked_of(application))]

    assert lacks == [
        Lack.TOPICS, Lack.PLACES, Lack.MOTIVATION, Lack.EVIDENCE, Lack.EVIDENCE, Lack.PAPER,
        Lack.HEAD,
    ]  # fmt: skip
    with pytest.raises(sending.NotWhole):
        sending.send(application, sent_by="Anna")


def test_numbers_have_no_gaps_and_stay(call, cohort):
    schools = [make.mentee(cohort, name=f"IC {number}").school for number in range(3)]
    applications = [making.filled(call, school)[0] for school in schools]

    numbers = [sending.send(one, sent_by="A").number for one in reversed(applications)]
    again = sending.send(applications[2], sent_by="A").number

    assert numbers == ["IT-26-001", "IT-26-002", "IT-26-003"]
    assert again == "IT-26-001"


def test_what_was_sent_is_kept_while_the_school_goes_on_writing(call, school):
    application = making.sent(call, school)
    applying.save_answers(application, {"motivation": "Meglio così."}, seen={"motivation": 1})

    fresh = Application.objects.get()
    assert fresh.sent["motivation"] == "Vogliamo imparare."
    assert not is_sent_as_it_stands(fresh)
    assert is_sent_as_it_stands(sending.send(fresh, sent_by="Anna"))


def test_sending_notes_stratum_head_topics_and_files(call, school):
    school.pupils = 120
    school.save()

    application = making.sent(call, school)

    assert application.stratum.names == {"it": "Piccole"}
    assert application.sent["topics"] == {"stem": 3}
    assert application.sent["declarations"][0]["signed_as"] == "Rosa Neri, dirigente"
    assert application.sent["attachments"][0]["name"] == "piano.pdf"


def test_the_hours_of_grace_let_finish_who_had_begun(call, school):
    application, _token = making.filled(call, school)
    closed = timezone.now() - dt.timedelta(hours=2)
    Application.objects.update(started_at=closed - dt.timedelta(days=1))
    Call.objects.update(
        opens_at=closed - dt.timedelta(days=9), closes_at=closed, grace_hours=24
    )
    sending.send(application, sent_by="Anna")

    Call.objects.update(grace_hours=1)
    with pytest.raises(applying.NotOpen):
        sending.send(application, sent_by="Anna")
    with pytest.raises(applying.NotOpen):
        applying.save_answers(Application.objects.get(), {"motivation": "x"}, seen={})


def test_a_declaration_is_given_once_and_its_words_are_kept(call, school):
    application, _token = making.begun(call, school)
    head = declaring.ask_declaration(
        application, kind="head", name="Rosa", email="rosa@example.org"
    )
    declaring.give_declaration(head, signed_as="Rosa Neri", words="Sono d'accordo.")

    with pytest.raises(ValueError, match="given already"):
        declaring.decline_declaration(head, why="No")
    with pytest.raises(ValueError, match="head"):
        declaring.ask_declaration(application, kind="head", name="B", email="b@example.org")
    head.refresh_from_db()
    assert (head.words, head.declined_at) == ("Sono d'accordo.", None)


def test_a_new_file_replaces_the_old_one_which_stays_stored(call, school):
    application, _token = making.begun(call, school)
    paper = call.papers.get()
    for text in (b"%PDF-1.4 uno", b"%PDF-1.4 due"):
        applying.attach(application, text, name="piano.pdf", paper=paper)

    (now,) = attachments_of(application)
    assert path_of(StoredFile.objects.get(public_id=now.file)).read_bytes().endswith(b"due")
    assert StoredFile.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", Kind.PDF),
        (b"\x89PNG\r\n\x1a\n....", Kind.PNG),
        (b"\xff\xd8\xff\xe0", Kind.JPEG),
        (zipped(word__document_xml=""), None),
        (zipped(**{"word/document.xml": "<a/>"}), Kind.DOCX),
        (zipped(**{"xl/workbook.xml": "<a/>"}), Kind.XLSX),
        (zipped(mimetype=Kind.ODT.value), Kind.ODT),
        (zipped(**{"word/document.xml": "<a/>", "word/vbaProject.bin": "x"}), None),
        (b"PK\x03\x04 broken", None),
        (b"<html><script>", None),
        (b"MZ\x90\x00", None),
        (b"", None),
    ],
)
def test_what_a_file_is_follows_from_its_content(data, kind):
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"%PDF-" + b"0" * 10_485_760, "too_large"), (b"hello", "wrong_kind")],
)
def test_files_are_refused_with_a_reason(db, data, code):
    with pytest.raises(FileRefused) as refused:
        store_file(data, name="a.pdf", by=None)

    assert refused.value.code == code
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("scanner", "code"),
    [("true", None), ("false", "infected"), ("no-such-scanner", "not_scanned")],
)
def test_a_scanner_that_finds_or_fails_lets_nothing_pass(db, scanner, code):
    with override_settings(FILE_SCANNER=scanner):
        if code is None:
            assert store_file(b"%PDF-1.4", name="../../etc/a.pdf", by=None).name == "a.pdf"
            return
        with pytest.raises(FileRefused) as refused:
            store_file(b"%PDF-1.4", name="a.pdf", by=None)
    assert refused.value.code == code
