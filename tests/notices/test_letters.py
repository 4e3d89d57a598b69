"""Letters leave when they are due, once, or not at all."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from cordata.notices.actions import (
    send_due_letters,
    send_letter,
    withdraw_letters,
    write_letter,
)
from cordata.notices.models import MOST_ATTEMPTS
from tests import factories as make

pytestmark = pytest.mark.django_db
BROKEN = {"default": {"BACKEND": "tests.notices.test_letters.Broken"}}


class Broken:
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
    assert "Marta R." in mail.from_email
    assert mail.reply_to


def test_a_letter_waits_for_its_time(mailoutbox):
    letter(send_after=timezone.now() + timedelta(minutes=10))

    assert send_due_letters() == 0
    assert mailoutbox == []


def test_a_withdrawn_letter_never_leaves(mailoutbox):
    letter(about="pub_1")
    assert withdraw_letters(about="pub_1") == 1

    assert send_due_letters() == 0
    assert mailoutbox == []


def test_a_failure_is_kept_and_tried_again_a_few_times():
    made = letter()

    with override_settings(MAILERS=BROKEN):
        for _ in range(MOST_ATTEMPTS + 2):
            send_due_letters()

    made.refresh_from_db()
    assert (made.attempts, made.sent_at, made.failure) == (
        MOST_ATTEMPTS,
        None,
        "no mail server",
    )
