"""A mail that came in: from whom, to which addresses, whether a machine sent it, what it says."""

import hashlib
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses

from cordata.kit.plaintext import words_of
from cordata.kit.replies import typed_in

# Where mail servers write whom a mail was really for, and where people write it.
RECIPIENTS = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to", "cc")
# Holiday answers of programs that do not say in a header what they are.
AUTOMATIC = re.compile(
    r"^\W*(?:automatic reply|out of office|auto[- ]?reply|risposta automatica|fuori ufficio|"
    r"automatisch antwoord|afwezig|automatski odgovor|automatická odpověď|automatikus válasz|"
    r"házon kívül|resposta automática|ausência)\b",
    re.IGNORECASE,
)
BULK = {"bulk", "junk", "auto_reply"}
MACHINES = {"mailer-daemon", "postmaster"}
SIGNATURES = {"application/pkcs7-signature", "application/pgp-signature"}


@dataclass(frozen=True)
class Incoming:
    """What one needs to know of it."""

    key: str  # the same for the same mail, however often it comes
    sender: str
    recipients: tuple[str, ...]
    is_automatic: bool
    text: str  # only what was typed
    has_files: bool


def read_mail(raw: bytes) -> Incoming:
    """Read an RFC 822 message; one that is broken is read as far as it goes."""
    mail = message_from_bytes(raw, policy=policy.default)
    sender = _addresses(mail, ("from",))
    known_by = _line(mail, "message-id")
    return Incoming(
        key=hashlib.sha256(known_by.encode() if known_by else raw).hexdigest(),
        sender=sender[0] if sender else "",
        recipients=_addresses(mail, RECIPIENTS),
        is_automatic=_is_automatic(mail, sender[0] if sender else ""),
        text=_typed(mail),
        has_files=any(_is_file(part) for part in mail.walk()),
    )


def _line(mail: EmailMessage, name: str) -> str:
    try:
        return str(mail.get(name, "")).strip()
    except (ValueError, IndexError, AttributeError):  # a header nobody can read says nothing
        return ""


def _addresses(mail: EmailMessage, names: tuple[str, ...]) -> tuple[str, ...]:
    lines = []
    for name in names:
        try:
            lines += [str(one) for one in mail.get_all(name, [])]
        except (ValueError, IndexError, AttributeError):
            continue
    return tuple(address.lower() for _name, address in getaddresses(lines) if "@" in address)


def _is_automatic(mail: EmailMessage, sender: str) -> bool:
    """Holiday answers, bounces, lists: whatever no person typed now."""
    answered = _line(mail, "auto-submitted").lower().partition(";")[0].strip()
    return (
        answered not in {"", "no"}
        or _line(mail, "precedence").lower() in BULK
        or bool(_line(mail, "x-autoreply") or _line(mail, "x-autorespond"))
        or _line(mail, "return-path") == "<>"
        or mail.get_content_type() == "multipart/report"
        or sender.partition("@")[0] in MACHINES
        or bool(AUTOMATIC.match(_line(mail, "subject")))
    )


def _is_file(part: EmailMessage) -> bool:
    """Something somebody attached; not the pictures of a signature, nor the seal of a program."""
    is_attached = part.get_content_disposition() == "attachment"
    return is_attached and part.get_content_type() not in SIGNATURES


def _typed(mail: EmailMessage) -> str:
    plain = _content(mail, "plain")
    if typed := typed_in(plain):
        return typed
    return typed_in(words_of(_content(mail, "html")))


def _content(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, ValueError):  # a charset nobody knows
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
