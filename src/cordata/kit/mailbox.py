"""Fetch the unread mails of a mailbox over IMAP, each handed over before it is marked as read."""

import imaplib
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

SECONDS = 30  # a mailbox that does not answer must not hold up the worker
MOST = 100  # in one round
PORTS = {"imaps": 993, "imap": 143}


class NoMailbox(Exception):
    """The mailbox cannot be reached or opened; the message says why."""


def each_unread(address: str, take: Callable[[bytes], object]) -> int:
    """Give every unread mail to ``take``; how many it took.

    address  imaps://user:password@host:993/INBOX
    A mail that ``take`` raises on stays unread, and the others are read all the same; then it
    raises what was raised first. Raises NoMailbox.
    """
    parts = urlsplit(address)
    if parts.scheme not in PORTS:
        raise NoMailbox(f"an address begins with imaps://, not {parts.scheme}://")
    port = parts.port or PORTS[parts.scheme]
    kind = imaplib.IMAP4_SSL if parts.scheme == "imaps" else imaplib.IMAP4
    try:
        with kind(parts.hostname or "", port, timeout=SECONDS) as box:
            box.login(unquote(parts.username or ""), unquote(parts.password or ""))
            return _read(box, unquote(parts.path.strip("/")) or "INBOX", take)
    except (imaplib.IMAP4.error, OSError) as error:
        raise NoMailbox(f"{parts.hostname}: {type(error).__name__}") from error


def _read(box: imaplib.IMAP4, folder: str, take: Callable[[bytes], object]) -> int:
    box.select(f'"{folder}"')
    _ok, found = box.uid("SEARCH", "UNSEEN")
    uids = (found[0] or b"").split()[:MOST]
    failures: list[Exception] = []
    for uid in uids:
        # PEEK: a mail is marked as read only once it is taken in.
        _ok, parts = box.uid("FETCH", uid.decode(), "(BODY.PEEK[])")
        try:
            take(next(part[1] for part in parts if isinstance(part, tuple)))
        except Exception as error:  # noqa: BLE001 - one bad mail must not hold up the others
            failures.append(error)
        else:
            box.uid("STORE", uid.decode(), "+FLAGS", r"(\Seen)")
    if failures:
        raise failures[0]
    return len(uids)
