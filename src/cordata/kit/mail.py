"""Mails of a demo or of development, printed as a person would read them."""

import sys
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


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
