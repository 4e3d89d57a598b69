"""What a letter's headers are when they arrive: whole, whatever their length and language."""

import re
from email import message_from_bytes, policy

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cordata.kit.mail import Mail

SUBJECT = (
    "Změněno: Školní návštěva, úterý 24. listopadu 2026, 10:00 (Praha) = 24. studenoga 2026., "
    "10:00 (Zagreb) – a ještě něco, co se nevejde do řádku"
)


def arrived(**given):
    usual = {
        "subject": "x",
        "body": "x",
        "from_email": "a@example.org",
        "to": ["b@example.org"],
    }
    raw = Mail(**(usual | given)).message().as_bytes()
    assert max(len(line) for line in raw.split(b"\n")) < 998
    return raw, message_from_bytes(raw, policy=policy.default)


@given(st.text(alphabet="aeiou ěščřžýáőű–„“ =?_:()24", min_size=1, max_size=200).map(str.strip))
@example(SUBJECT)
@example("On Monday we come " * 10)
def test_a_subject_arrives_as_it_was_written(subject):
    subject = " ".join(subject.split())
    raw, mail = arrived(subject=subject)

    assert mail["subject"] == subject
    # Two encoded words side by side are shown as they stand.
    assert not re.search(rb"\?==\?", raw.split(b"\n\n")[0])


@pytest.mark.parametrize(
    "domain", ["reply.example.org", "antworten.mentoring.ministerium.example.org"]
)
def test_the_longest_address_to_answer_to_arrives_whole(domain):
    address = f"reply+{'0' * 14}.{'z' * 14}.{'a' * 24}@{domain}"
    raw, mail = arrived(reply_to=[address])

    assert mail["reply-to"] == address
    assert f"Reply-To: {address}\n".encode() in raw
