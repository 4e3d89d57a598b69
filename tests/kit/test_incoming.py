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


def parts(*given, kind="mixed"):
    """A mail of several parts; each is its headers and what it says."""
    inside = "".join(f"--x\nContent-Type: {head}\n\n{body}\n" for head, body in given)
    return (
        f"From: a@b.org\nContent-Type: multipart/{kind}; boundary=x\n\n{inside}--x--\n".encode()
    )


def test_words_below_a_picture_are_words_as_well():
    picture = ("image/png\nContent-Disposition: inline; filename=a.png", "abc")
    mail = parts(("text/plain", "Above."), picture, ("text/plain", "Below."))
    assert read_mail(mail).text == "Above.\n\nBelow."


def test_what_is_said_twice_is_read_once_and_a_text_file_is_a_file():
    both = parts(("text/plain", "Yes."), ("text/html", "<b>Yes.</b>"), kind="alternative")
    assert read_mail(both).text == "Yes."
    empty = parts(("text/plain", ""), ("text/html", "<b>Yes.</b>"), kind="alternative")
    assert read_mail(empty).text == "Yes."
    notes = ("text/plain; name=notes.txt\nContent-Disposition: inline; filename=notes.txt", "x")
    mail = read_mail(parts(("text/plain", "Yes."), notes))
    assert (mail.text, mail.has_files) == ("Yes.", True)


def test_a_mail_that_is_attached_is_not_what_somebody_says():
    inner = "From: c@d.org\nContent-Type: text/plain\n\nOld."
    assert read_mail(parts(("text/plain", "Look."), ("message/rfc822", inner))).text == "Look."


@pytest.mark.parametrize(
    ("said", "charset"),
    [("", "utf-8"), ("; charset=us-ascii", "utf-8"), ("; charset=none", "utf-8"),
     ("; charset=iso-8859-1", "cp1252"), ("; charset=utf-8", "cp1252"), ("", "cp1252"),
     ("; charset=windows-1250", "cp1250"), ("; charset=iso-8859-1", "latin-1")],
)  # fmt: skip
def test_characters_stay_what_they_are_though_the_mail_says_otherwise(said, charset):
    words = (
        "Š „žá“ – €"
        if charset == "cp1250"
        else "Sì, così"
        if charset == "latin-1"
        else "„è“ – €"
    )
    head = f"From: a@b.org\nContent-Type: text/plain{said}\nContent-Transfer-Encoding: 8bit\n\n"
    assert read_mail(head.encode() + words.encode(charset)).text == words


def test_a_name_that_looks_like_an_address_is_nobodys_address():
    for name in (
        '"luc@example.org"',
        "=?utf-8?q?luc=40example.org=3E=2C?=",
        "luc@example.org,",
    ):
        sender = read_mail(f"From: {name} <evil@b.org>\n\nx".encode()).sender
        assert sender == "evil@b.org" or name.endswith(",")
