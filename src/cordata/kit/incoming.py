"""A mail that came in: from whom, to which addresses, whether a machine sent it, what it says."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
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
CALENDARS = ("text/calendar", "application/ics")  # the second one if there is no first
BODIES = ("text/plain", "text/html")
# What programs mean that say so: the second one has the first one's characters, and more.
REALLY = {"us-ascii": "utf-8", "ascii": "utf-8", "iso-8859-1": "cp1252", "latin-1": "cp1252"}
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
    calendar: str  # what a calendar program put in; "" if nothing


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
        calendar=_calendar(mail),
    )


def _line(mail: EmailMessage, name: str) -> str:
    try:
        return _sound(str(mail.get(name, ""))).strip()
    except (ValueError, IndexError, AttributeError):  # a header nobody can read says nothing
        return ""


def _sound(words: str) -> str:
    """Without halves of characters, which raw bytes in a header become and no database takes."""
    return words.encode("utf-8", "replace").decode("utf-8")


def _addresses(mail: EmailMessage, names: tuple[str, ...]) -> tuple[str, ...]:
    lines = []
    for name in names:
        try:
            lines += [_sound(str(one)) for one in mail.get_all(name, [])]
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


def _is_file(part: MIMEPart) -> bool:
    """Something somebody attached; not the pictures of a signature, nor the seal of a program."""
    if part.get_content_type() in BODIES and part.get_filename():
        return True
    is_attached = part.get_content_disposition() == "attachment"
    return is_attached and part.get_content_type() not in SIGNATURES


def _typed(mail: EmailMessage) -> str:
    plain = typed_in("\n\n".join(_bodies(mail, "text/plain")))
    return _sound(plain or typed_in("\n\n".join(_bodies(mail, "text/html"))))


def _bodies(part: MIMEPart, best: str) -> Iterator[str]:
    """What a reader sees, part by part: Apple Mail begins a new one below each picture.

    best  of the same words said twice, the kind to take
    """
    kind, inside = part.get_content_type(), list(part.iter_parts())
    if kind == "multipart/alternative":
        same = {kind for kind in BODIES for one in inside if kind in _kinds(one)}
        wanted = best if best in same else next(iter(same), "")
        for one in [one for one in inside if wanted in _kinds(one)][:1]:
            yield from _bodies(one, best)
    elif part.is_multipart() and part.get_content_maintype() == "multipart":
        for one in inside:
            yield from _bodies(one, best)
    elif kind in BODIES and not _is_file(part):
        yield words_of(_read(part)) if kind == "text/html" else _read(part)


def _kinds(part: MIMEPart) -> set[str]:
    return {one.get_content_type() for one in part.walk()}


def _read(part: MIMEPart) -> str:
    """Its characters: as it says itself, if that can be; many say nothing, or a little wrong."""
    sent = part.get_payload(decode=True)
    if not isinstance(sent, bytes):
        return ""
    said = (part.get_content_charset() or "utf-8").lower()
    for charset in (REALLY.get(said, said), "utf-8"):
        try:
            return sent.decode(charset).replace("\r\n", "\n")
        except (LookupError, ValueError):
            continue
    return sent.decode("cp1252", "replace").replace("\r\n", "\n")


def _calendar(mail: EmailMessage) -> str:
    found = [part for part in mail.walk() if part.get_content_type() in CALENDARS]
    found.sort(key=lambda part: CALENDARS.index(part.get_content_type()))
    return _sound(_read(found[0])) if found else ""
