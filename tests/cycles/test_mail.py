"""Answers by mail: what people typed is posted, once; the rest is left alone or sent back."""

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone

from cordata.accounts.models import OtherAddress
from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions.mail import Became, receive
from cordata.cycles.actions.talk import choose_hearing, start_thread
from cordata.cycles.models import Listener, Post
from cordata.notices.models import Letter
from tests import cast as casting

MAILS = Path(__file__).parent / "mails"
TYPED = {
    "gmail_en": "Tuesday suits us well. We would come with two teachers, and bring the plan of "
    "our lesson of last year.\n\nLuc",
    "gmail_it": "Va bene martedì, alla seconda ora.\n\nPortiamo:\n- il piano della lezione\n- due robot",
    "gmail_nl": "Dinsdag past ons goed.",
    "gmail_hr": "Utorak nam odgovara. Dolazimo troje.",
    "gmail_cs": "Úterý se nám hodí, přijedeme tři.",
    "gmail_hu": "A kedd jó nekünk. Hárman megyünk.",
    "gmail_pt": "Terça-feira está bem para nós.",
    "outlook_en": "Tuesday suits us.\n\nKind regards,\nLuc",
    "outlook_it": "Martedì va bene.",
    "outlook_nl": "Dinsdag is goed.",
    "outlook_hr": "Može utorak.",
    "outlook_cs": "Může být úterý.",
    "outlook_hu": "Legyen kedd.",
    "outlook_pt": "Pode ser terça.",
    "outlook_html_only": "Martedì va bene.\n\nPorto il piano della lezione & due robot.",
    "outlook_web_html_only": "Tuesday suits us.\nSee you there!",
    "thunderbird_cs_latin2": "Přijedeme v úterý ráno, prosím o plánek školy.",
    "apple_it": "Va bene martedì.",
    "apple_hr": "Može u utorak.",
    "apple_cs": "Úterý je v pořádku.",
    "apple_hu": "Jó a kedd.",
    "apple_nl": "Dinsdag is goed.",
    "apple_pt": "Pode ser terça.",
    "apple_html_only": "Tuesday is fine.\n\nTwo things:\n- the plan\n- the robots",
    "between_the_lines": "Martedì, alla seconda ora.\n\nSì, grazie.",
    "with_file": "Ecco il piano della lezione.",
    "broken": "Martedì.",
}
MACHINES = ["vacation_gmail", "vacation_exchange", "vacation_silent", "bounce"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return casting.gather()


@pytest.fixture
def luc(cast):
    """Somebody of a school of the cluster, who hears of the thread at once."""
    return cast.people["team"]


@pytest.fixture
def thread(cast, luc, settings):
    settings.REPLY_DOMAIN = "reply.example.org"
    cluster = found_cluster(
        cast.cohort, cast.leading, [cast.theirs], name="Valli", by=cast.people["coordinator"]
    )
    made = start_thread(
        cluster, title="Robot in classe", text="Quando venite?", language="it",
        by=cast.people["mentor_team"],
    )  # fmt: skip
    choose_hearing(made, hears="at_once", by=luc)
    Letter.objects.all().delete()
    return made


def mail(name, thread, person, sender=""):
    token = Listener.objects.get(thread=thread, person=person).token
    raw = (MAILS / f"{name}.eml").read_bytes()
    for here, there in (("TOKEN", token), ("SENDER", sender or person.email)):
        raw = raw.replace(here.encode(), there.encode())
    return raw


def answers(thread):
    return [post.text for post in thread.posts.order_by("pk")[1:]]


@pytest.mark.parametrize("name", TYPED)
def test_what_was_typed_is_posted_and_nothing_else(name, thread, luc):
    assert receive(mail(name, thread, luc)) == Became.POSTED

    assert answers(thread) == [TYPED[name]]
    post = Post.objects.latest("pk")
    assert (post.written_by, post.by_mail, post.language) == (luc, True, luc.language)


@pytest.mark.parametrize("name", MACHINES)
def test_machines_are_left_alone(name, thread, luc):
    assert receive(mail(name, thread, luc)) == Became.MACHINE

    assert answers(thread) == []
    assert not Letter.objects.exists()


def test_every_mail_of_the_folder_is_tested():
    names = {file.stem for file in MAILS.glob("*.eml")}

    assert names == {*TYPED, *MACHINES, "empty"}


@pytest.mark.parametrize("name", ["gmail_it", "broken"])
def test_the_same_mail_twice_is_one_post(name, thread, luc):
    assert receive(mail(name, thread, luc)) == Became.POSTED
    assert receive(mail(name, thread, luc)) == Became.AGAIN

    assert len(answers(thread)) == 1


def test_an_address_nobody_has_is_answered_by_nobody(thread, luc):
    raw = mail("gmail_it", thread, luc)
    token = Listener.objects.get(thread=thread, person=luc).token

    assert receive(raw.replace(token.encode(), b"0" * 32)) == Became.UNKNOWN
    assert receive(b"") == Became.UNKNOWN
    assert receive(b"\xff\xfe not a mail") == Became.UNKNOWN
    assert not Letter.objects.exists()


def test_another_persons_address_is_refused_politely_once_and_tells_nothing(thread, luc, cast):
    head = cast.people["head"]
    raw = mail("gmail_it", thread, luc, sender=head.email)

    assert receive(raw) == Became.STRANGER
    assert receive(raw) == Became.STRANGER

    assert answers(thread) == []
    back = Letter.objects.get()
    assert (back.to, back.purpose, back.reply_to) == (head.email, "talk_refused", "")
    assert thread.title not in back.subject + back.body
    assert back.headers["Auto-Submitted"] == "auto-replied"


def test_a_second_address_of_the_same_person_is_theirs(thread, luc):
    OtherAddress.objects.create(person=luc, email="luc.private@example.net")

    assert receive(mail("gmail_it", thread, luc, sender="Luc.Private@example.net")) == "posted"


def test_who_has_left_the_cluster_is_told_so(thread, luc, cast):
    cast.theirs.memberships.update(until=timezone.localdate())

    assert receive(mail("gmail_it", thread, luc)) == Became.OUTSIDE
    assert "was not posted" in Letter.objects.get().body


def test_a_cluster_at_its_end_takes_no_answer(thread, luc):
    raw = mail("gmail_it", thread, luc)
    thread.cluster.closed_on = timezone.localdate() - dt.timedelta(days=1)
    thread.cluster.save()

    assert receive(raw) == Became.CLOSED
    assert answers(thread) == []
    assert "has come to its end" in Letter.objects.get().body


def test_an_empty_answer_is_sent_back(thread, luc):
    assert receive(mail("empty", thread, luc)) == Became.EMPTY
    assert "no words of yours" in Letter.objects.get().body
    assert f"/en/talk/{thread.public_id}/" in Letter.objects.get().body


def test_an_answer_that_is_too_long_is_sent_back_whole(thread, luc):
    raw = mail("with_file", thread, luc).replace(b"Ecco", b"Ecco " * 2001)

    assert receive(raw) == Became.TOO_LONG
    assert "10000 characters" in Letter.objects.get().body


def test_a_file_that_came_along_is_asked_for_on_its_page(thread, luc):
    receive(mail("with_file", thread, luc))

    letter = Letter.objects.get(purpose="talk_files")
    assert letter.to == luc.email
    assert f"/clusters/{thread.cluster.public_id}/files/" in letter.body


def test_an_answer_to_all_is_posted_by_who_wrote_it(thread, luc, cast):
    head = cast.people["head"]
    choose_hearing(thread, hears="at_once", by=head)
    first, second = (
        Listener.objects.get(thread=thread, person=one).token for one in (luc, head)
    )
    for sender in (luc, head):
        both = mail("gmail_it", thread, sender).replace(
            b"\nSubject:",
            f"\nCc: reply+{first}@x.org, reply+{second}@x.org\nSubject:".encode(),
            1,
        )
        assert receive(both.replace(b"gmail_it@", f"{sender.pk}@".encode())) == Became.POSTED
    assert {post.written_by for post in thread.posts.order_by("pk")[1:]} == {luc, head}


def test_a_machine_that_does_not_say_so_is_stopped_at_its_third_answer(thread, luc):
    raw = mail("gmail_it", thread, luc)
    became = [receive(raw.replace(b"gmail_it@", f"{one}@".encode())) for one in range(4)]
    assert became == ["posted", "posted", "machine", "machine"]
    Post.objects.update(written_at=timezone.now() - dt.timedelta(hours=2))
    assert receive(raw.replace(b"gmail_it@", b"9@")) == "posted"
