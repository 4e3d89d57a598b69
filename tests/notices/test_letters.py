"""Letters leave when they are due, once, or not at all."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.test import override_settings
from django.utils import timezone

from cordata.notices.actions import (
    send_due_letters,
    send_letter,
    withdraw_letters,
    write_letter,
)
from cordata.notices.models import MOST_ATTEMPTS, RETRY_AFTER, Letter
from cordata.notices.queries import DIED_AFTER, letters_failed, letters_waiting
from tests import factories as make

pytestmark = pytest.mark.django_db
BROKEN = {"default": {"BACKEND": "tests.notices.test_letters.Broken"}}
PRINTED = {"default": {"BACKEND": "cordata.kit.mail.PrintedMail"}}
MINUTE = timedelta(minutes=1)


class Broken:
    """A mail server whose door is shut."""

    def __init__(self, **_options):
        pass

    def send_messages(self, _messages):
        raise OSError("no mail server")


def letter(**facts):
    given = {
        "to": "a@example.org",
        "language": "it",
        "subject": "S",
        "body": "B",
        "purpose": "p",
    }
    return write_letter(**(given | facts))


def test_a_due_letter_leaves_once(mailoutbox):
    made = letter(by=make.person("Marta R."))

    assert send_due_letters() == 1
    assert send_due_letters() == 0
    assert send_letter(made.pk) is False

    (mail,) = mailoutbox
    assert (mail.subject, mail.to, mail.body) == ("S", ["a@example.org"], "B")


def test_a_letter_comes_from_a_person_in_the_language_of_the_letter(mailoutbox):
    marta = make.person('Marta "R"', email="marta@example.org")
    letter(by=marta, language="it")

    send_due_letters()

    (mail,) = mailoutbox
    assert mail.from_email == '"Marta \\"R\\" tramite Cordata" <cordata@localhost>'
    assert mail.reply_to == ["marta@example.org"]


def test_a_letter_has_a_twin_in_html_whose_links_work(mailoutbox):
    letter(body="Open https://example.org/x/\n\n<b>not bold</b>")

    send_due_letters()

    ((html, kind),) = mailoutbox[0].alternatives
    assert kind == "text/html"
    assert '<html lang="it">' in html
    assert '<a href="https://example.org/x/"' in html
    assert "&lt;b&gt;not bold" in html


def test_a_line_break_in_a_name_cannot_add_a_header(mailoutbox):
    trickster = make.person("Marta\nBcc: all@example.org", email="m@example.org")
    letter(subject="Hello\r\nBcc: all@example.org", by=trickster)

    assert send_due_letters() == 1

    (mail,) = mailoutbox
    assert mail.subject == "Hello Bcc: all@example.org"
    assert "\n" not in mail.from_email
    assert mail.recipients() == ["a@example.org"]


def test_a_letter_waits_for_its_time(mailoutbox):
    letter(send_after=timezone.now() + 10 * MINUTE)

    assert send_due_letters() == 0
    assert mailoutbox == []
    assert send_due_letters(timezone.now() + 11 * MINUTE) == 1


def test_a_withdrawn_letter_never_leaves(mailoutbox):
    letter(about="pub_1")
    assert withdraw_letters(about="pub_1") == 1

    assert send_due_letters() == 0
    assert mailoutbox == []


def test_a_letter_that_came_too_late_never_leaves(mailoutbox):
    letter(send_before=timezone.now() + 15 * MINUTE)

    assert send_due_letters(timezone.now() + 16 * MINUTE) == 0

    assert mailoutbox == []
    assert not letters_waiting().exists()


def test_a_letter_in_another_workers_hand_is_left_alone(mailoutbox):
    made = letter(about="pub_1")
    Letter.objects.filter(pk=made.pk).update(taken_at=timezone.now())

    assert send_due_letters() == 0
    assert withdraw_letters(about="pub_1") == 0
    assert mailoutbox == []


def test_a_letter_whose_worker_died_is_sent_by_the_next_one(mailoutbox):
    made = letter()
    Letter.objects.filter(pk=made.pk).update(taken_at=timezone.now(), attempts=1)

    assert send_due_letters(timezone.now() + DIED_AFTER + MINUTE) == 1
    assert [mail.to for mail in mailoutbox] == [["a@example.org"]]


def test_a_failure_is_kept_and_tried_again_later_and_later():
    made, now = letter(), timezone.now()

    tried = []
    with override_settings(MAILERS=BROKEN):
        for minute in range(12 * 60):
            send_letter(made.pk, now=now + minute * MINUTE)
            made.refresh_from_db()
            if made.attempts > len(tried):
                tried.append(minute)

    waits = [later - earlier for earlier, later in pairwise(tried)]
    assert [wait * MINUTE for wait in waits] == list(RETRY_AFTER)
    assert len(tried) == MOST_ATTEMPTS
    assert (made.sent_at, made.failure) == (None, "OSError: no mail server")
    assert list(letters_failed()) == [made]


def test_one_bad_letter_does_not_stop_the_others(mailoutbox):
    bad = letter(to="a@example.org")
    Letter.objects.filter(pk=bad.pk).update(subject="two\nlines")
    letter(to="b@example.org")

    assert send_due_letters() == 1

    assert [mail.to for mail in mailoutbox] == [["b@example.org"]]
    bad.refresh_from_db()
    assert bad.failure


def test_codes_go_before_other_letters(mailoutbox):
    letter(subject="news")
    letter(subject="code", is_secret=True)

    send_due_letters()

    assert [mail.subject for mail in mailoutbox] == ["code", "news"]


def test_secrets_are_forgotten_once_they_have_left_or_are_withdrawn(mailoutbox):
    letter(subject="123 456", body="secret", is_secret=True)
    letter(subject="link", body="secret", is_secret=True, about="inv_1")
    letter(subject="news", body="open")
    withdraw_letters(about="inv_1")

    send_due_letters()

    assert sorted(mail.body for mail in mailoutbox) == ["open", "secret"]
    assert list(Letter.objects.order_by("pk").values_list("subject", "body")) == [
        ("", ""),
        ("", ""),
        ("news", "open"),
    ]


@override_settings(DEMO=True, MAILERS=PRINTED)
def test_in_a_demo_letters_are_printed_and_stay_readable(capsys):
    letter(subject="123 456 is your code", body="Open http://localhost/x/", is_secret=True)

    assert send_due_letters() == 1

    printed = capsys.readouterr().out
    assert "To: a@example.org" in printed
    assert "Subject: 123 456 is your code" in printed
    assert "Open http://localhost/x/" in printed
    assert Letter.objects.get().body == "Open http://localhost/x/"
