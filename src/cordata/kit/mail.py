"""Mails whose long addresses stay whole; and those of a demo, printed as a person reads them."""

import email.policy
import sys
from collections.abc import Sequence
from email.header import Header
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend


class _Whole(UnstructuredHeader, BaseHeader):
    """A header that is never broken or encoded, however long its address is."""

    def fold(self, *, policy: Any) -> str:
        return f"{self.name}: {self}{policy.linesep}"


class _Subject(UnstructuredHeader, BaseHeader):
    """A subject encoded as a whole: Python's new way puts two encoded words side by side, without
    the space that programs need to read them.
    """

    max_count = 1

    def fold(self, *, policy: Any) -> str:
        if str(self).isascii():
            return str(super().fold(policy=policy))
        encoded = Header(str(self), "utf-8", header_name=self.name).encode(
            linesep=policy.linesep
        )
        return f"{self.name}: {encoded}{policy.linesep}"


# Sent by the program by itself: no holiday answer comes back.
BY_ITSELF = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def stopped_at(address: str) -> dict[str, str]:
    """Headers for a mail program's own button that stops such letters (RFC 8058).

    It posts ``List-Unsubscribe=One-Click`` there, and shows no page.
    """
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


HEADERS = HeaderRegistry()
HEADERS.map_to_type("subject", _Subject)
HEADERS.map_to_type("list-unsubscribe", _Whole)


class Mail(EmailMultiAlternatives):
    """A mail whose button to stop it works: Python would encode a long address."""

    def message(self, *, policy: Any = email.policy.default) -> Any:
        """As it is sent."""
        return super().message(policy=policy.clone(header_factory=HEADERS))


class PrintedMail(BaseEmailBackend):
    """Sends nothing: prints to whom, the subject and the plain text."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Print them; returns how many."""
        for message in email_messages:
            lines = [f"To: {', '.join(message.to)}", f"From: {message.from_email}"]
            lines += [f"Subject: {message.subject}", "", *message.body.splitlines()]
            sys.stdout.write("\n  +-- mail\n" + "".join(f"  | {one}\n" for one in lines))
        sys.stdout.flush()
        return len(email_messages)
