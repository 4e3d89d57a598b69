"""``cordata receive`` and the worker's rounds."""

import io
import sys

import pytest
from django.db import OperationalError

from cordata.cli import digest, receive, serve
from cordata.cycles.actions import mail
from cordata.kit import mailbox


class Given:
    def __init__(self, data):
        self.buffer = io.BytesIO(data)


@pytest.mark.django_db
def test_one_mail_comes_in_on_standard_input_and_what_became_of_it_is_said(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", Given(b"From: a@example.org\n\nHello"))

    assert receive.run(None) == 0
    assert capsys.readouterr().out == "unknown\n"


def test_a_busy_database_asks_the_mail_server_to_come_again(monkeypatch, capsys):
    def busy(_raw):
        raise OperationalError("locked")

    monkeypatch.setattr(sys, "stdin", Given(b""))
    monkeypatch.setattr(mail, "receive", busy)

    assert receive.run(None) == 75
    assert "try again" in capsys.readouterr().err


def test_a_mailbox_is_read_only_if_the_settings_name_one(monkeypatch, settings):
    seen = []
    monkeypatch.setattr(mailbox, "each_unread", lambda address, take: seen.append(address) or 3)

    assert receive.fetch() == 0
    settings.IMAP_URL = "imaps://a:b@mail.example.org/INBOX"
    assert receive.fetch() == 3
    assert seen == [settings.IMAP_URL]


@pytest.mark.django_db
def test_a_round_that_fails_in_one_thing_does_the_other_and_says_so(monkeypatch, caplog):
    done = []

    def fail(_now):
        raise OperationalError("locked")

    monkeypatch.setattr(digest, "write_due", fail)
    monkeypatch.setattr(receive, "fetch", lambda: done.append(1) or 0)
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)

    serve.make_round()

    assert done == [1]
    assert "the next round tries again" in caplog.text
