"""A mail that came in, however broken: from whom, to whom, by a machine or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.kit.incoming import read_mail

NAMES = [
    "From",
    "To",
    "Subject",
    "Message-ID",
    "Date",
    "Content-Type",
    "Content-Transfer-Encoding",
]
ODD = [
    "", "<", "=?utf-8?q?=ff?=", "=?x?b?!!?= <a@b.org>", "multipart/mixed; boundary=x", "text/html",
    "text/plain; charset=none", "base64", '"a', "a@b@c", "[x]", ",,,", "a:;", "message/rfc822",
]  # fmt: skip


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(ODD) | st.text(max_size=30))),
    st.binary(max_size=200),
)
def test_nothing_that_arrives_breaks_it(headers, body):
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    read_mail(head.encode("utf-8", "replace") + b"\r\n--x\r\n\r\n" + body)


@pytest.mark.parametrize(
    "line",
    [
        "Auto-Submitted: auto-replied (vacation)",
        "Precedence: Bulk",
        "X-Autorespond: yes",
        "Return-Path: <>",
        "From: MAILER-DAEMON@example.org",
        "Content-Type: multipart/report; boundary=x",
        "Subject: Automatikus válasz: Robot",
        "Subject: =?utf-8?q?Automatick=C3=A1_odpov=C4=9B=C4=8F=3A?= Robot",
    ],
)
def test_machines_are_known(line):
    assert read_mail(f"{line}\n\nI am away".encode()).is_automatic


@pytest.mark.parametrize(
    "line", ["Auto-Submitted: no", "Precedence: list", "Subject: Re: Automatic reply"]
)
def test_people_are_not_taken_for_machines(line):
    assert not read_mail(f"From: a@example.org\n{line}\n\nHello".encode()).is_automatic


def test_it_reads_every_address_it_was_sent_to():
    mail = read_mail(
        b"From: A <A@Example.org>\nTo: =?utf-8?q?B=C3=B3?= <b@example.org>, c@example.org\n"
        b"Cc: d@example.org\nX-Original-To: Reply+AB@example.org\n\nHello"
    )

    assert mail.sender == "a@example.org"
    assert set(mail.recipients) == {
        "b@example.org", "c@example.org", "d@example.org", "reply+ab@example.org",
    }  # fmt: skip


def test_a_seal_and_a_picture_of_a_signature_are_no_files():
    def part(kind, how):
        return f"--x\nContent-Type: {kind}\nContent-Disposition: {how}\n\nabc\n"

    head = "Content-Type: multipart/mixed; boundary=x\n\n"
    seal = part("application/pkcs7-signature; name=smime.p7s", "attachment; filename=smime.p7s")
    picture = part("image/png", "inline; filename=logo.png")
    assert not read_mail(f"{head}{seal}{picture}--x--\n".encode()).has_files
    assert read_mail(f"{head}{part('image/png', 'attachment')}--x--\n".encode()).has_files


def test_raw_bytes_become_characters_that_a_database_takes():
    mail = read_mail(
        b"From: J\xf6 <j\xf6@example.org>\nMessage-ID: <\xff@x>\nTo: \xff@example.org\n"
        b"Content-Type: text/plain; charset=none\n\nS\xec\0!"
    )

    for words in (mail.sender, *mail.recipients, mail.text):
        words.encode()
    assert mail.text.startswith("S")
    assert "\0" not in mail.text
